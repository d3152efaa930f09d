package org.weft.planner.function;

import static org.weft.planner.type.SimpleType.BOOLEAN;
import static org.weft.planner.type.SimpleType.DATE;
import static org.weft.planner.type.SimpleType.FLOAT64;
import static org.weft.planner.type.SimpleType.INT32;
import static org.weft.planner.type.SimpleType.INT64;
import static org.weft.planner.type.SimpleType.INTERVAL;
import static org.weft.planner.type.SimpleType.STRING;

import java.util.List;
import org.weft.planner.expr.Function;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;

/** Functions of numbers. Overflow is an error, never a wrap. */
final class NumberFunctions {
  private NumberFunctions() {}

  static List<FunctionEntry> entries() {
    Entries entries = new Entries(FunctionFamily.NUMBER);
    signs(entries);
    rounding(entries);
    powers(entries);
    angles(entries);
    arithmetic(entries);
    integers(entries);
    floats(entries);
    rows(entries);
    return entries.list();
  }

  private static void signs(Entries entries) {
    entries
        .add("abs", "The number without its sign; an interval turned round if it is negative.")
        .core("x NUMBER", ResultRule.argument(0), Function.ABS)
        .form("span INTERVAL", INTERVAL);
    entries
        .add("sign", "-1, 0 or 1, as the number or interval is negative, zero or positive.")
        .alias("signum")
        .form("x NUMBER", INT32)
        .form("span INTERVAL", INT32)
        .is(Trait.TOTAL);
    entries
        .add("negate", "The number with the other sign.")
        .alias("negative")
        .core("x NUMBER", ResultRule.argument(0), Function.NEGATE);
    entries.add("positive", "The number.").form("x NUMBER", ResultRule.argument(0)).is(Trait.TOTAL);
  }

  private static void rounding(Entries entries) {
    entries.add("ceil", "The smallest whole number that is not below.").written("ceil(x)");
    entries
        .add("ceiling", "The smallest whole number that is not below, as ceil.")
        .core("x NUMBER", NumberFunctions::whole, Function.CEIL);
    entries.add("floor", "The largest whole number that is not above.").written("floor(x)");
    entries
        .add("round", "The number rounded to so many digits behind the point, half away from zero.")
        .form("x NUMBER, [digits INTEGER]", ResultRule.argument(0));
    entries
        .add("ceil_to", "The smallest number with so many digits that is not below.")
        .written("ceil(x, digits)")
        .form("x NUMBER, digits INTEGER", ResultRule.argument(0));
    entries
        .add("floor_to", "The largest number with so many digits that is not above.")
        .written("floor(x, digits)")
        .form("x NUMBER, digits INTEGER", ResultRule.argument(0));
    entries
        .add("round_even", "As round, half to the even digit.")
        .alias("roundbankers", "bround")
        .form("x NUMBER, [digits INTEGER]", ResultRule.argument(0));
    entries
        .add("rint", "The nearest whole number as a float, half to the even one.")
        .form("x REAL", FLOAT64)
        .is(Trait.TOTAL);
    entries
        .add("trunc", "The number cut behind so many digits; without digits a whole number.")
        .alias("truncate")
        .form("x NUMBER, [digits INTEGER]", ResultRule.argument(0));
    entries
        .add("even", "The next even number away from zero.")
        .form("x REAL", FLOAT64)
        .is(Trait.TOTAL);
  }

  /**
   * A decimal without digits behind the point, but one more before it: 9.5 becomes 10. Other
   * numbers stay what they are.
   */
  private static DataType whole(List<DataType> arguments) {
    DataType type = arguments.get(0);
    return type instanceof DecimalType decimal
        ? new DecimalType(Math.min(38, decimal.precision() - decimal.scale() + 1), 0)
        : type;
  }

  private static void powers(Entries entries) {
    entries
        .add("sqrt", "The square root; an error for negative numbers.")
        .core("x REAL", FLOAT64, Function.SQRT);
    entries.add("cbrt", "The cube root.").form("x REAL", FLOAT64).is(Trait.TOTAL);
    entries.add("exp", "The number e to the power of x.").core("x REAL", FLOAT64, Function.EXP);
    entries
        .add("expm1", "The number e to the power of x, less 1, exact for small x.")
        .form("x REAL", FLOAT64)
        .is(Trait.TOTAL);
    entries
        .add("ln", "The natural logarithm; an error for zero and negative numbers.")
        .core("x REAL", FLOAT64, Function.LN);
    entries
        .add("log", "The logarithm to the base 10, or to the base given first.")
        .form("x REAL", FLOAT64)
        .form("base REAL, x REAL", FLOAT64);
    entries.add("log10", "The logarithm to the base 10.").form("x REAL", FLOAT64);
    entries.add("log2", "The logarithm to the base 2.").form("x REAL", FLOAT64);
    entries
        .add("log1p", "The natural logarithm of 1 + x, exact for small x.")
        .form("x REAL", FLOAT64);
    entries
        .add("power", "The base to the power of the exponent.")
        .alias("pow")
        .core("base REAL, exponent REAL", FLOAT64, Function.POWER);
    entries
        .add("hypot", "The square root of the sum of two squares.")
        .form("x REAL, y REAL", FLOAT64)
        .is(Trait.TOTAL);
    entries.add("pi", "The number pi.").form("", FLOAT64).is(Trait.TOTAL);
    entries.add("e", "The number e.").form("", FLOAT64).is(Trait.TOTAL);
  }

  private static void angles(Entries entries) {
    entries.add("sin", "The sine of an angle in radians.").form("x REAL", FLOAT64);
    entries.add("cos", "The cosine of an angle in radians.").form("x REAL", FLOAT64);
    entries.add("tan", "The tangent of an angle in radians.").form("x REAL", FLOAT64);
    entries.add("cot", "The cotangent of an angle in radians.").form("x REAL", FLOAT64);
    entries.add("sec", "The secant of an angle in radians.").form("x REAL", FLOAT64);
    entries.add("csc", "The cosecant of an angle in radians.").form("x REAL", FLOAT64);
    entries.add("asin", "The angle of a sine, in radians.").alias("arcsin").form("x REAL", FLOAT64);
    entries
        .add("acos", "The angle of a cosine, in radians.")
        .alias("arccos")
        .form("x REAL", FLOAT64);
    entries
        .add("atan", "The angle of a tangent, in radians.")
        .alias("arctan")
        .form("x REAL", FLOAT64)
        .is(Trait.TOTAL);
    entries
        .add("atan2", "The angle of the point (x, y), in radians.")
        .alias("arctan2")
        .form("y REAL, x REAL", FLOAT64)
        .is(Trait.TOTAL);
    entries.add("sinh", "The hyperbolic sine.").form("x REAL", FLOAT64).is(Trait.TOTAL);
    entries.add("cosh", "The hyperbolic cosine.").form("x REAL", FLOAT64).is(Trait.TOTAL);
    entries.add("tanh", "The hyperbolic tangent.").form("x REAL", FLOAT64).is(Trait.TOTAL);
    entries
        .add("asinh", "The inverse hyperbolic sine.")
        .alias("arcsinh")
        .form("x REAL", FLOAT64)
        .is(Trait.TOTAL);
    entries
        .add("acosh", "The inverse hyperbolic cosine; NaN below 1.")
        .alias("arccosh")
        .form("x REAL", FLOAT64)
        .is(Trait.TOTAL);
    entries
        .add("atanh", "The inverse hyperbolic tangent; an error outside -1 to 1.")
        .alias("arctanh")
        .form("x REAL", FLOAT64);
    entries
        .add("degrees", "An angle in radians, in degrees.")
        .form("x REAL", FLOAT64)
        .is(Trait.TOTAL);
    entries
        .add("radians", "An angle in degrees, in radians.")
        .form("x REAL", FLOAT64)
        .is(Trait.TOTAL);
  }

  private static void arithmetic(Entries entries) {
    entries
        .add("mod", "The remainder of a division; its sign is the dividend's.")
        .core("x SAME_NUMBER, divisor SAME_NUMBER", ResultRule.argument(0), Function.MODULO);
    entries
        .add("pmod", "The remainder of a division, never negative for a positive divisor.")
        .form("x SAME_NUMBER, divisor SAME_NUMBER", ResultRule.argument(0));
    entries.add("fmod", "x - y * floor(x / y) as floats.").form("x REAL, y REAL", FLOAT64);
    entries
        .add("fdiv", "The whole number not above x / y, as a float.")
        .form("x REAL, y REAL", FLOAT64);
    entries
        .add(
            "divide",
            "The whole number of times the divisor goes into x, for floats x / divisor; months of"
                + " intervals count 30 days.")
        .alias("div")
        .form("x INTEGER, divisor INTEGER", INT64)
        .form("x WHOLE, divisor WHOLE", new DecimalType(DecimalType.MAX_PRECISION, 0))
        .form("x REAL, divisor REAL", FLOAT64)
        .form("span INTERVAL, divisor INTERVAL", INT64);
    entries
        .add("add", "The sum; an error if it does not fit.")
        .form("x INTEGER, y INTEGER", INT64)
        .form("x REAL, y REAL", FLOAT64);
    entries
        .add("subtract", "The difference; an error if it does not fit.")
        .form("x INTEGER, y INTEGER", INT64)
        .form("x REAL, y REAL", FLOAT64);
    entries
        .add("multiply", "The product; an error if it does not fit.")
        .form("x INTEGER, y INTEGER", INT64)
        .form("x REAL, y REAL", FLOAT64);
    attempts(entries);
    entries
        .add("clip", "The number, or the nearer end of a range if it lies outside.")
        .alias("clamp")
        .form("x SAME_NUMBER, low SAME_NUMBER, high SAME_NUMBER", ResultRule.argument(0))
        .is(Trait.TOTAL);
    entries
        .add(
            "width_bucket",
            "The number of the bucket of x among so many of one width between two ends; 0 and"
                + " count + 1 are outside.")
        .form("x REAL, low REAL, high REAL, count INTEGER", INT64)
        .form("x INTERVAL, low INTERVAL, high INTERVAL, count INTEGER", INT64);
  }

  /** Arithmetic whose errors are nulls; those of the arguments remain errors. */
  private static void attempts(Entries entries) {
    entries
        .add("try_divide", "x / divisor, null if the divisor is 0 or the result does not fit.")
        .alias("safe_divide")
        .form("x REAL, divisor REAL", FLOAT64)
        .form("span INTERVAL, divisor REAL", INTERVAL)
        .is(Trait.GIVES_NULL, Trait.TOTAL);
    entries
        .add("try_add", "The sum, null if it does not fit.")
        .alias("safe_add")
        .form("x INTEGER, y INTEGER", INT64)
        .form("x REAL, y REAL", FLOAT64)
        .form("span INTERVAL, other INTERVAL", INTERVAL)
        .form("date DATE, days INTEGER", DATE)
        .form("days INTEGER, date DATE", DATE)
        .form("time TIMESTAMP, span INTERVAL", ResultRule.argument(0))
        .form("span INTERVAL, time TIMESTAMP", ResultRule.argument(1))
        .is(Trait.GIVES_NULL, Trait.TOTAL);
    entries
        .add("try_subtract", "The difference, null if it does not fit.")
        .alias("safe_subtract")
        .form("x INTEGER, y INTEGER", INT64)
        .form("x REAL, y REAL", FLOAT64)
        .form("span INTERVAL, other INTERVAL", INTERVAL)
        .form("date DATE, days INTEGER", DATE)
        .form("time TIMESTAMP, span INTERVAL", ResultRule.argument(0))
        .is(Trait.GIVES_NULL, Trait.TOTAL);
    entries
        .add("try_multiply", "The product, null if it does not fit.")
        .alias("safe_multiply")
        .form("x INTEGER, y INTEGER", INT64)
        .form("x REAL, y REAL", FLOAT64)
        .form("span INTERVAL, factor INTEGER", INTERVAL)
        .form("span INTERVAL, factor REAL", INTERVAL)
        .form("factor INTEGER, span INTERVAL", INTERVAL)
        .form("factor REAL, span INTERVAL", INTERVAL)
        .is(Trait.GIVES_NULL, Trait.TOTAL);
  }

  private static void integers(Entries entries) {
    entries
        .add("factorial", "The product of 1 to n, up to 33.")
        .form("n INTEGER", new DecimalType(DecimalType.MAX_PRECISION, 0));
    entries
        .add("gcd", "The greatest common divisor.")
        .alias("greatest_common_divisor")
        .form("a INTEGER, b INTEGER", INT64);
    entries
        .add("lcm", "The least common multiple.")
        .alias("least_common_multiple")
        .form("a INTEGER, b INTEGER", INT64);
    entries
        .add(
            "bin",
            "The binary digits of an integer or of bytes; with a format what bytes_of gives.")
        .alias("to_binary")
        .means("text, format", "bytes_of(text, format)")
        .form("n INTEGER", STRING)
        .form("bytes BYTES", STRING)
        .is(Trait.TOTAL);
    entries
        .add("to_base", "The digits of a number in a base of 2 to 36, at least so many.")
        .form("n INTEGER, base INTEGER, [digits INTEGER]", STRING);
    entries
        .add(
            "conv",
            "A number written in one base, written in another; what is no digit ends it, null if"
                + " there is none.")
        .form("number SHOWN, from_base INTEGER, to_base INTEGER", STRING)
        .is(Trait.GIVES_NULL);
  }

  private static void floats(Entries entries) {
    entries
        .add("isnan", "True if the number is NaN.")
        .alias("is_nan")
        .form("x REAL", BOOLEAN)
        .is(Trait.TOTAL);
    entries
        .add("isinf", "True if the number is infinite.")
        .alias("is_infinite")
        .alias("is_inf")
        .form("x REAL", BOOLEAN)
        .form("time DATETIME", BOOLEAN)
        .is(Trait.TOTAL);
    entries
        .add("isfinite", "True if the number is neither infinite nor NaN; true for times.")
        .alias("is_finite")
        .form("x REAL", BOOLEAN)
        .form("time DATETIME", BOOLEAN)
        .is(Trait.TOTAL);
    entries
        .add("not_nan", "True if the number is not NaN.")
        .form("x REAL", BOOLEAN)
        .is(Trait.TOTAL);
    entries
        .add("nanvl", "The number as a float, the other one if it is NaN.")
        .alias("fill_nan")
        .means("x, other", "CASE WHEN isnan(x) THEN other::DOUBLE ELSE x::DOUBLE END");
    entries
        .add("signbit", "True if the sign of the float is minus, of zero too.")
        .form("x REAL", BOOLEAN)
        .is(Trait.TOTAL);
    entries
        .add("nextafter", "The float next to x in the direction of y.")
        .form("x REAL, y REAL", FLOAT64)
        .is(Trait.TOTAL);
    entries.add("gamma", "The gamma function.").form("x REAL", FLOAT64);
    entries.add("erf", "The error function.").form("x REAL", FLOAT64).is(Trait.TOTAL);
    entries.add("erfc", "One minus the error function.").form("x REAL", FLOAT64).is(Trait.TOTAL);
    entries
        .add("normal_cdf", "The share of a normal distribution that is not greater than x.")
        .form("mean REAL, deviation REAL, x REAL", FLOAT64);
    entries
        .add(
            "inverse_normal_cdf",
            "The number that a share of a normal distribution is not greater than.")
        .form("mean REAL, deviation REAL, share REAL", FLOAT64);
    entries.add("lgamma", "The logarithm of the gamma function.").form("x REAL", FLOAT64);
  }

  private static void rows(Entries entries) {
    entries
        .add("columns_sum", "The sum of the values of a row; nulls do not count.")
        .form("x REAL...", FLOAT64)
        .is(Trait.TAKES_NULLS, Trait.TOTAL);
    entries
        .add("columns_mean", "The mean of the values of a row; nulls do not count.")
        .alias("columns_avg")
        .form("x REAL...", FLOAT64)
        .is(Trait.TAKES_NULLS, Trait.TOTAL);
  }
}

package org.weft.container.function;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.weft.container.expression.tree.Failures;
import org.weft.container.function.number.Gamma;
import org.weft.container.function.number.Integers;
import org.weft.container.function.number.NormalCurve;
import org.weft.container.function.number.Reals;
import org.weft.container.function.time.SpanArithmetic;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Intervals;

/** Kernels of functions of numbers. */
final class NumberKernels {
  private NumberKernels() {}

  static void add(KernelList list) {
    rounding(list);
    powers(list);
    angles(list);
    arithmetic(list);
    integers(list);
    floats(list);
    rows(list);
  }

  static boolean isFloat(DataType type) {
    return type.kind() == TypeKind.FLOAT32 || type.kind() == TypeKind.FLOAT64;
  }

  private static void rounding(KernelList list) {
    list.perCall(
        "sign",
        call ->
            switch (call.inputs().get(0).type().kind()) {
              case FLOAT32, FLOAT64 ->
                  (in, out) -> out.integer(in.real(0) > 0 ? 1 : in.real(0) < 0 ? -1 : 0);
              case INTERVAL -> (in, out) -> out.integer(Intervals.order(in.interval(0)).signum());
              default -> (in, out) -> out.integer(in.decimal(0).signum());
            });
    list.row("abs", NumberKernels::turned);
    list.row("positive", (in, out) -> out.argument(in, 0));
    round(list, "round", RoundingMode.HALF_UP);
    round(list, "round_even", RoundingMode.HALF_EVEN);
    directed(list, "ceil_to", RoundingMode.CEILING);
    directed(list, "floor_to", RoundingMode.FLOOR);
    list.real("rint", Math::rint);
    list.perCall(
        "trunc",
        call ->
            isFloat(call.type())
                ? (in, out) -> out.real(Reals.truncate(in.real(0), digits(in)))
                : (in, out) -> out.decimal(cut(in.decimal(0), digits(in), RoundingMode.DOWN)));
    list.real("even", Reals::even);
  }

  private static double positive(Arguments in, int argument) {
    if (!(in.real(argument) > 0)) {
      throw Failures.badValue("a deviation is greater than 0, not " + in.real(argument));
    }
    return in.real(argument);
  }

  private static void turned(Arguments in, Answer out) {
    Value.Span span = in.interval(0);
    out.interval(Intervals.order(span).signum() < 0 ? SpanArithmetic.negate(span) : span);
  }

  private static void round(KernelList list, String name, RoundingMode mode) {
    list.perCall(
        name,
        call ->
            isFloat(call.type())
                ? (in, out) -> out.real(Reals.round(in.real(0), digits(in), mode))
                : (in, out) -> out.decimal(cut(in.decimal(0), digits(in), mode)));
  }

  private static void directed(KernelList list, String name, RoundingMode mode) {
    list.perCall(
        name,
        call ->
            isFloat(call.type())
                ? (in, out) -> out.real(Reals.directed(in.real(0), digits(in), mode))
                : (in, out) -> {
                  BigDecimal x = in.decimal(0);
                  long scale = Math.max(-40, digits(in));
                  out.decimal(scale >= x.scale() ? x : x.setScale((int) scale, mode));
                });
  }

  private static long digits(Arguments in) {
    return in.count() > 1 ? in.integer(1) : 0;
  }

  private static BigDecimal cut(BigDecimal value, long digits, RoundingMode mode) {
    return digits >= value.scale()
        ? value
        : digits < -40 ? BigDecimal.ZERO : value.setScale((int) digits, mode);
  }

  private static void powers(KernelList list) {
    list.real("cbrt", Math::cbrt);
    list.real("expm1", Math::expm1);
    list.row(
        "log",
        (in, out) ->
            out.real(
                in.count() == 1
                    ? Reals.log10(in.real(0))
                    : Reals.logToBase(in.real(0), in.real(1))));
    list.real("log10", Reals::log10);
    list.real("log2", Reals::log2);
    list.real("log1p", Reals::log1p);
    list.row("hypot", (in, out) -> out.real(Math.hypot(in.real(0), in.real(1))));
    list.row("pi", (in, out) -> out.real(Math.PI));
    list.row("e", (in, out) -> out.real(Math.E));
  }

  private static void angles(KernelList list) {
    list.real("sin", Reals.checked("sin", Math::sin));
    list.real("cos", Reals.checked("cos", Math::cos));
    list.real("tan", Reals.checked("tan", Math::tan));
    list.real("cot", x -> Reals.inverse("cot", x, Math.tan(x)));
    list.real("sec", x -> Reals.inverse("sec", x, Math.cos(x)));
    list.real("csc", x -> Reals.inverse("csc", x, Math.sin(x)));
    list.real("asin", Reals.checked("asin", Math::asin));
    list.real("acos", Reals.checked("acos", Math::acos));
    list.real("atan", Math::atan);
    list.row("atan2", (in, out) -> out.real(Math.atan2(in.real(0), in.real(1))));
    list.real("sinh", Math::sinh);
    list.real("cosh", Math::cosh);
    list.real("tanh", Math::tanh);
    list.real("asinh", Reals::asinh);
    list.real("acosh", Reals::acosh);
    list.real("atanh", Reals.checked("atanh", Reals::atanh));
    list.real("degrees", Math::toDegrees);
    list.real("radians", Math::toRadians);
  }

  private static void arithmetic(KernelList list) {
    list.perCall(
        "pmod",
        call -> {
          if (isFloat(call.type())) {
            return (in, out) -> out.real(positive(in.real(0), in.real(1)));
          }
          return (in, out) -> out.decimal(positive(in.decimal(0), in.decimal(1)));
        });
    list.row(
        "fmod",
        (in, out) -> {
          double y = in.real(1);
          checkDivisor(y, "fmod");
          out.real(in.real(0) - y * Math.floor(in.real(0) / y));
        });
    list.row("fdiv", (in, out) -> out.real(Reals.floorDivide(in.real(0), in.real(1))));
    list.perCall(
        "divide",
        call ->
            TimeKernels.isInterval(call, 0)
                ? IntervalKernels::times
                : call.type().kind() == TypeKind.DECIMAL
                    ? NumberKernels::divideWide
                    : binary(call, NumberKernels::divide, (a, b) -> a / b));
    binary(list, "add", Math::addExact, Double::sum);
    binary(list, "subtract", Math::subtractExact, (a, b) -> a - b);
    binary(list, "multiply", Math::multiplyExact, (a, b) -> a * b);
    list.inMemory(
        "clip",
        (call, memory) -> {
          ArgumentOrder order = ArgumentOrder.of(call.type(), memory);
          return (in, out) -> {
            int low = order.compare(in, 0, 1) < 0 ? 1 : 0;
            out.argument(in, order.compare(in, low, 2) > 0 ? 2 : low);
          };
        });
    list.perCall(
        "width_bucket",
        call ->
            TimeKernels.isInterval(call, 0)
                ? IntervalKernels::bucket
                : (in, out) ->
                    out.integer(Reals.bucket(in.real(0), in.real(1), in.real(2), in.integer(3))));
  }

  private static void checkDivisor(double divisor, String function) {
    if (divisor == 0) {
      throw Failures.divisionByZero(function);
    }
  }

  private static double positive(double x, double divisor) {
    checkDivisor(divisor, "pmod");
    double rest = x % divisor;
    return rest < 0 ? (rest + divisor) % divisor : rest;
  }

  private static BigDecimal positive(BigDecimal x, BigDecimal divisor) {
    checkDivisor(divisor.signum(), "pmod");
    BigDecimal rest = x.remainder(divisor);
    return rest.signum() < 0 ? rest.add(divisor).remainder(divisor) : rest;
  }

  private static long divide(long x, long divisor) {
    checkDivisor(divisor, "divide");
    if (x == Long.MIN_VALUE && divisor == -1) {
      throw new ArithmeticException("integer overflow");
    }
    return x / divisor;
  }

  private static void divideWide(Arguments in, Answer out) {
    BigDecimal divisor = in.decimal(1);
    checkDivisor(divisor.signum(), "divide");
    out.decimal(in.decimal(0).divideToIntegralValue(divisor));
  }

  private static void binary(
      KernelList list, String name, LongBinaryOperator exact, DoubleBinaryOperator real) {
    list.perCall(name, call -> binary(call, exact, real));
  }

  /** Of two integers, which fails where the result does not fit, or of two floats. */
  static RowFunction binary(LibraryCall call, LongBinaryOperator exact, DoubleBinaryOperator real) {
    return call.type().isInteger()
        ? (in, out) -> out.integer(exact.applyAsLong(in.integer(0), in.integer(1)))
        : (in, out) -> out.real(real.applyAsDouble(in.real(0), in.real(1)));
  }

  private static void integers(KernelList list) {
    list.row("factorial", (in, out) -> out.decimal(Integers.factorial(in.integer(0))));
    list.row("gcd", (in, out) -> out.integer(Integers.gcd(in.integer(0), in.integer(1))));
    list.row("lcm", (in, out) -> out.integer(Integers.lcm(in.integer(0), in.integer(1))));
    list.perCall(
        "bin",
        call ->
            call.inputs().get(0).type().isInteger()
                ? (in, out) -> out.text(Long.toBinaryString(in.integer(0)))
                : (in, out) -> out.text(bits(in.bytes(0))));
    list.row(
        "to_base",
        (in, out) ->
            out.text(
                Integers.toBase(in.integer(0), in.integer(1), in.count() > 2 ? in.integer(2) : 0)));
    list.row(
        "conv",
        (in, out) -> {
          String converted = Integers.convert(in.text(0), in.integer(1), in.integer(2));
          if (converted == null) {
            out.nothing();
          } else {
            out.text(converted);
          }
        });
    list.row("bitwise_and", (in, out) -> out.integer(in.integer(0) & in.integer(1)));
    list.row("bitwise_or", (in, out) -> out.integer(in.integer(0) | in.integer(1)));
    list.row("xor", (in, out) -> out.integer(in.integer(0) ^ in.integer(1)));
    list.row("bitwise_not", (in, out) -> out.integer(~in.integer(0)));
    list.row(
        "shift_left", (in, out) -> out.integer(Integers.shiftLeft(in.integer(0), in.integer(1))));
    list.row(
        "shift_right", (in, out) -> out.integer(Integers.shiftRight(in.integer(0), in.integer(1))));
    list.row(
        "shift_right_unsigned",
        (in, out) -> out.integer(Integers.shiftRightUnsigned(in.integer(0), in.integer(1))));
    list.row("bit_get", (in, out) -> out.integer(Integers.bit(in.integer(0), in.integer(1))));
    list.perCall(
        "bit_count",
        call -> {
          long mask =
              switch (call.inputs().get(0).type().kind()) {
                case INT8 -> 0xFFL;
                case INT16 -> 0xFFFFL;
                case INT32 -> 0xFFFFFFFFL;
                default -> -1L;
              };
          return (in, out) -> out.integer(Long.bitCount(in.integer(0) & mask));
        });
  }

  private static String bits(byte[] bytes) {
    StringBuilder text = new StringBuilder(8 * bytes.length);
    for (byte b : bytes) {
      for (int bit = 7; bit >= 0; bit--) {
        text.append((char) ('0' + (b >>> bit & 1)));
      }
    }
    return text.toString();
  }

  private static void floats(KernelList list) {
    list.row("isnan", (in, out) -> out.flag(Double.isNaN(in.real(0))));
    list.row("not_nan", (in, out) -> out.flag(!Double.isNaN(in.real(0))));
    // no date is infinite
    list.perCall(
        "isinf",
        call ->
            call.inputs().get(0).type() == SimpleType.FLOAT64
                ? (in, out) -> out.flag(Double.isInfinite(in.real(0)))
                : (in, out) -> out.flag(false));
    list.perCall(
        "isfinite",
        call ->
            call.inputs().get(0).type() == SimpleType.FLOAT64
                ? (in, out) -> out.flag(Double.isFinite(in.real(0)))
                : (in, out) -> out.flag(true));
    list.row("signbit", (in, out) -> out.flag(Double.doubleToRawLongBits(in.real(0)) < 0));
    list.row("nextafter", (in, out) -> out.real(Math.nextAfter(in.real(0), in.real(1))));
    list.real("gamma", Gamma::of);
    list.real("erf", NormalCurve::erf);
    list.real("erfc", NormalCurve::erfc);
    list.row(
        "inverse_normal_cdf",
        (in, out) -> {
          double share = in.real(2);
          if (!(share > 0 && share < 1)) {
            throw Failures.badValue("a share of a normal curve is between 0 and 1, not " + share);
          }
          out.real(in.real(0) + positive(in, 1) * NormalCurve.quantile(share));
        });
    list.row(
        "normal_cdf",
        (in, out) -> {
          double distance = (in.real(2) - in.real(0)) / positive(in, 1);
          out.real(NormalCurve.erfc(-distance / Math.sqrt(2)) / 2);
        });
    list.real("lgamma", Gamma::log);
  }

  private static void rows(KernelList list) {
    list.row("columns_sum", (in, out) -> sum(in, out, 0));
    list.row("columns_mean", (in, out) -> sum(in, out, 1));
  }

  private static void sum(Arguments in, Answer out, int perCount) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < in.count(); i++) {
      if (!in.isNull(i)) {
        sum += in.real(i);
        count++;
      }
    }
    if (count == 0) {
      out.nothing();
    } else {
      out.real(perCount == 0 ? sum : sum / count);
    }
  }
}

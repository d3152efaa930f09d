package org.weft.container.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.type.TypeKind;

/** The casts of {@link Oracle}. */
final class OracleCasts {
  private OracleCasts() {}

  static Value cast(Value value, DataType from, DataType to) {
    if (value instanceof Value.Text text) {
      return parse(text.value(), to);
    }
    return switch (to.kind()) {
      case INT8, INT16, INT32, INT64 -> {
        if (value instanceof Value.Real real) {
          finite(real);
          yield Oracle.number(
              new BigDecimal(Math.rint(real.value())).setScale(0, RoundingMode.UNNECESSARY),
              to,
              ErrorCode.INVALID_CAST);
        }
        yield Oracle.number(
            exact(value, from).setScale(0, RoundingMode.HALF_UP), to, ErrorCode.INVALID_CAST);
      }
      case DECIMAL -> {
        int scale = ((DecimalType) to).scale();
        if (value instanceof Value.Real real) {
          finite(real);
          double scaled = real.value() * Double.parseDouble("1e" + scale);
          finite(new Value.Real(scaled));
          yield Oracle.number(
              new BigDecimal(scaled).setScale(0, RoundingMode.HALF_UP).movePointLeft(scale),
              to,
              ErrorCode.INVALID_CAST);
        }
        yield Oracle.number(
            exact(value, from).setScale(scale, RoundingMode.HALF_UP), to, ErrorCode.INVALID_CAST);
      }
      case FLOAT32, FLOAT64 -> {
        if (value instanceof Value.Real real
            && to.kind() == TypeKind.FLOAT32
            && Double.isFinite(real.value())) {
          finite(new Value.Real((float) real.value()));
        }
        yield Oracle.real(
            to, value instanceof Value.Real real ? real.value() : exact(value, from).doubleValue());
      }
      case BOOLEAN ->
          new Value.Bool(
              value instanceof Value.Real real
                  ? real.value() != 0
                  : exact(value, from).signum() != 0);
      case DATE, TIMESTAMP -> time(((Value.Int) value).value(), from, to);
      case STRING -> new Value.Text(show(value, from));
      default -> throw new IllegalArgumentException(from + " to " + to);
    };
  }

  /** A date is the day of a time; coarser units are rounded, halves towards the future. */
  private static Value time(long count, DataType from, DataType to) {
    BigDecimal exact =
        BigDecimal.valueOf(count).multiply(perDay(to)).divide(perDay(from), 20, RoundingMode.FLOOR);
    BigDecimal moved = to instanceof TimestampType ? exact.add(new BigDecimal("0.5")) : exact;
    return Oracle.number(moved.setScale(0, RoundingMode.FLOOR), to, ErrorCode.INVALID_CAST);
  }

  private static BigDecimal perDay(DataType type) {
    return type instanceof TimestampType timestamp
        ? BigDecimal.valueOf(86_400L * timestamp.unit().perSecond())
        : BigDecimal.ONE;
  }

  private static Value parse(String text, DataType to) {
    String trimmed = text.trim();
    try {
      return switch (to.kind()) {
        case BOOLEAN -> {
          String lower = trimmed.toLowerCase(Locale.ROOT);
          if (java.util.List.of("true", "t", "yes", "y", "on", "1").contains(lower)) {
            yield new Value.Bool(true);
          }
          if (java.util.List.of("false", "f", "no", "n", "off", "0").contains(lower)) {
            yield new Value.Bool(false);
          }
          throw bad(text);
        }
        case INT8, INT16, INT32, INT64 ->
            Oracle.number(
                new BigDecimal(trimmed).setScale(0, RoundingMode.HALF_UP),
                to,
                ErrorCode.INVALID_CAST);
        case DECIMAL ->
            Oracle.number(
                new BigDecimal(trimmed).setScale(((DecimalType) to).scale(), RoundingMode.HALF_UP),
                to,
                ErrorCode.INVALID_CAST);
        case FLOAT32, FLOAT64 -> Oracle.real(to, Double.parseDouble(trimmed));
        case DATE -> new Value.Int(day(trimmed).toEpochDay());
        case TIMESTAMP ->
            OracleFunctions.count(
                trimmed.length() == 10
                    ? LocalDate.parse(trimmed).atStartOfDay()
                    : LocalDateTime.parse(trimmed.replace(' ', 'T')),
                to);
        default -> new Value.Text(text);
      };
    } catch (NumberFormatException | java.time.DateTimeException e) {
      throw bad(text);
    }
  }

  /** A time of day behind it is left out, as in DuckDB. */
  private static LocalDate day(String text) {
    return text.indexOf(' ') < 0
        ? LocalDate.parse(text)
        : LocalDateTime.parse(text.replace(' ', 'T')).toLocalDate();
  }

  private static WeftException bad(String text) {
    return WeftException.of(ErrorCode.INVALID_CAST, text);
  }

  /** A number in DuckDB's form: as few digits as tell it, of this many at most. */
  private static String shown(double value, int digitsAtMost) {
    switch (Double.toString(value)) {
      case "NaN":
        return "nan";
      case "Infinity":
        return "inf";
      case "-Infinity":
        return "-inf";
      case "0.0", "-0.0":
        return Double.toString(value);
      default:
        java.math.BigDecimal exact = shortest(value, digitsAtMost).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
          return exact.toPlainString() + (exact.scale() <= 0 ? ".0" : "");
        }
        String digits = exact.unscaledValue().abs().toString();
        return (exact.signum() < 0 ? "-" : "")
            + digits.charAt(0)
            + (digits.length() > 1 ? "." + digits.substring(1) : "")
            + String.format(java.util.Locale.ROOT, "e%+03d", exponent);
    }
  }

  private static java.math.BigDecimal shortest(double value, int digitsAtMost) {
    for (int digits = 1; digits < digitsAtMost; digits++) {
      java.math.BigDecimal rounded =
          new java.math.BigDecimal(value).round(new java.math.MathContext(digits));
      boolean same =
          digitsAtMost == 9
              ? rounded.floatValue() == (float) value
              : rounded.doubleValue() == value;
      if (same) {
        return rounded;
      }
    }
    return new java.math.BigDecimal(value).round(new java.math.MathContext(digitsAtMost));
  }

  private static String show(Value value, DataType from) {
    if (value instanceof Value.Bool bool) {
      return Boolean.toString(bool.value());
    }
    if (value instanceof Value.Real real) {
      return shown(real.value(), from.kind() == TypeKind.FLOAT32 ? 9 : 17);
    }
    if (from.kind() == TypeKind.DATE) {
      LocalDate date = LocalDate.ofEpochDay(((Value.Int) value).value());
      return show(date);
    }
    if (from instanceof TimestampType type) {
      long count = ((Value.Int) value).value();
      long perSecond = type.unit().perSecond();
      LocalDateTime moment =
          LocalDateTime.ofEpochSecond(
              Math.floorDiv(count, perSecond),
              (int) (Math.floorMod(count, perSecond) * (1_000_000_000L / perSecond)),
              ZoneOffset.UTC);
      String fraction =
          moment.getNano() == 0
              ? ""
              : ("." + String.format(Locale.ROOT, "%09d", moment.getNano())).replaceAll("0+$", "");
      return show(moment.toLocalDate())
          + moment.format(DateTimeFormatter.ofPattern(" HH:mm:ss", Locale.ROOT))
          + fraction;
    }
    return Oracle.exact(value, from).toPlainString();
  }

  private static String show(LocalDate date) {
    int year = date.getYear();
    String shown =
        String.format(
            Locale.ROOT,
            "%04d-%02d-%02d",
            year > 0 ? year : 1 - year,
            date.getMonthValue(),
            date.getDayOfMonth());
    return year > 0 ? shown : shown + " (BC)";
  }

  private static BigDecimal exact(Value value, DataType type) {
    return value instanceof Value.Bool bool
        ? bool.value() ? BigDecimal.ONE : BigDecimal.ZERO
        : Oracle.exact(value, type);
  }

  private static void finite(Value.Real real) {
    if (Double.isNaN(real.value()) || Double.isInfinite(real.value())) {
      throw WeftException.of(ErrorCode.INVALID_CAST, real.toString());
    }
  }
}

package org.weft.container.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.regex.Pattern;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.type.TypeKind;

/** The named functions of {@link Oracle}; no argument is null. */
final class OracleFunctions {
  private OracleFunctions() {}

  static Value call(Call call, List<Value> values) {
    return switch (call.function()) {
      case LIKE, ILIKE -> new Value.Bool(like(call.function(), values));
      case STARTS_WITH -> new Value.Bool(text(values, 0).startsWith(text(values, 1)));
      case ENDS_WITH -> new Value.Bool(text(values, 0).endsWith(text(values, 1)));
      case CONTAINS -> new Value.Bool(text(values, 0).contains(text(values, 1)));
      case CONCAT -> new Value.Text(text(values, 0) + text(values, 1));
      case SUBSTRING -> new Value.Text(substring(values));
      case UPPER -> new Value.Text(recase(text(values, 0), Function.UPPER));
      case LOWER -> new Value.Text(recase(text(values, 0), Function.LOWER));
      case TRIM -> new Value.Text(text(values, 0).replaceAll("^ +| +$", ""));
      case LTRIM -> new Value.Text(text(values, 0).replaceAll("^ +", ""));
      case RTRIM -> new Value.Text(text(values, 0).replaceAll(" +$", ""));
      case CHAR_LENGTH -> new Value.Int(text(values, 0).codePoints().count());
      case POSITION -> {
        int index = text(values, 0).indexOf(text(values, 1));
        yield new Value.Int(index < 0 ? 0 : 1 + text(values, 0).codePointCount(0, index));
      }
      case REPLACE ->
          new Value.Text(
              text(values, 1).isEmpty()
                  ? text(values, 0)
                  : text(values, 0).replace(text(values, 1), text(values, 2)));
      case NEGATE, ABS, FLOOR, CEIL, ROUND, SQRT, POWER, LN, EXP -> number(call, values);
      default -> time(call, values);
    };
  }

  private static boolean like(Function function, List<Value> values) {
    StringBuilder regex = new StringBuilder();
    String escape = values.size() > 2 ? text(values, 2) : "";
    int[] points = text(values, 1).codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      String point = Character.toString(points[i]);
      if (point.equals(escape)) {
        if (++i == points.length) {
          throw WeftException.of(ErrorCode.INVALID_VALUE, "escape at the end");
        }
        regex.append(Pattern.quote(Character.toString(points[i])));
      } else {
        regex.append(point.equals("%") ? ".*" : point.equals("_") ? "." : Pattern.quote(point));
      }
    }
    int flags = Pattern.DOTALL | (function == Function.ILIKE ? Pattern.CASE_INSENSITIVE : 0);
    return Pattern.compile(regex.toString(), flags).matcher(text(values, 0)).matches();
  }

  private static String substring(List<Value> values) {
    int[] points = text(values, 0).codePoints().toArray();
    BigInteger start = BigInteger.valueOf(((Value.Int) values.get(1)).value());
    boolean toTheEnd = values.size() < 3;
    BigInteger length =
        BigInteger.valueOf(toTheEnd ? Long.MAX_VALUE : ((Value.Int) values.get(2)).value());
    BigInteger from = start.subtract(BigInteger.ONE);
    if (start.signum() < 0) {
      from = BigInteger.valueOf(points.length).add(start);
    } else if (start.signum() == 0) {
      from = BigInteger.ZERO;
      length = length.subtract(BigInteger.ONE).max(BigInteger.ZERO);
    }
    BigInteger other = from.add(length);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < points.length; i++) {
      BigInteger place = BigInteger.valueOf(i);
      if (place.compareTo(from.min(other)) >= 0 && place.compareTo(from.max(other)) < 0) {
        text.appendCodePoint(points[i]);
      }
    }
    return text.toString();
  }

  private static String recase(String text, Function function) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .map(p -> function == Function.UPPER ? capital(p) : Character.toLowerCase(p))
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private static int capital(int point) {
    return point == 'ß' ? 'ẞ' : Character.toUpperCase(point);
  }

  private static Value number(Call call, List<Value> values) {
    DataType from = call.inputs().get(0).type();
    DataType type = call.type();
    if (!Oracle.isFloat(type)) {
      BigDecimal x = Oracle.exact(values.get(0), from);
      int scale = type instanceof DecimalType decimal ? decimal.scale() : 0;
      BigDecimal result =
          switch (call.function()) {
            case NEGATE -> x.negate();
            case ABS -> x.abs();
            case FLOOR -> x.setScale(0, RoundingMode.FLOOR);
            case CEIL -> x.setScale(0, RoundingMode.CEILING);
            default -> {
              int digits = values.size() < 2 ? 0 : (int) ((Value.Int) values.get(1)).value();
              yield digits >= x.scale() ? x : x.setScale(digits, RoundingMode.HALF_UP);
            }
          };
      return Oracle.number(
          result.setScale(scale, RoundingMode.HALF_UP), type, ErrorCode.NUMERIC_OVERFLOW);
    }
    double x = Oracle.real(values.get(0), from);
    double y = values.size() < 2 ? 0 : Oracle.real(values.get(1), call.inputs().get(1).type());
    double result =
        switch (call.function()) {
          case NEGATE -> -x;
          case ABS -> Math.abs(x);
          case FLOOR -> Math.floor(x);
          case CEIL -> Math.ceil(x);
          case SQRT -> Math.sqrt(x);
          case LN -> x == 0 ? Double.NaN : Math.log(x);
          case EXP -> Math.exp(x);
          case POWER -> Math.pow(x, y);
          default -> round(x, (int) y);
        };
    if (Double.isNaN(result) && !Double.isNaN(x) && !Double.isNaN(y)) {
      throw WeftException.of(ErrorCode.INVALID_VALUE, call.toString());
    }
    return Oracle.real(type, result);
  }

  private static double round(double x, int digits) {
    double moved = x * Math.pow(10, digits);
    if (digits < 0) {
      moved = x / Math.pow(10, -digits);
    }
    if (Double.isNaN(moved) || Double.isInfinite(moved)) {
      return x;
    }
    double whole = new BigDecimal(moved).setScale(0, RoundingMode.HALF_UP).doubleValue();
    return digits < 0 ? whole * Math.pow(10, -digits) : whole / Math.pow(10, digits);
  }

  private static Value time(Call call, List<Value> values) {
    DataType from = call.inputs().get(0).type();
    if (call.function() == Function.DATE_TRUNC) {
      DataType type = call.inputs().get(1).type();
      LocalDateTime cut = truncate(moment(values.get(1), type), text(values, 0));
      return count(cut, call.type());
    }
    LocalDateTime moment = moment(values.get(0), from);
    return switch (call.function()) {
      case YEAR -> new Value.Int(moment.getYear());
      case QUARTER -> new Value.Int(moment.get(IsoFields.QUARTER_OF_YEAR));
      case MONTH -> new Value.Int(moment.getMonthValue());
      case DAY -> new Value.Int(moment.getDayOfMonth());
      case HOUR -> new Value.Int(moment.getHour());
      case MINUTE -> new Value.Int(moment.getMinute());
      case SECOND -> new Value.Int(moment.getSecond());
      case DAY_OF_WEEK -> new Value.Int(moment.getDayOfWeek().getValue());
      case DAY_OF_YEAR -> new Value.Int(moment.getDayOfYear());
      case ADD_DAYS, ADD_UNITS ->
          Oracle.number(
              Oracle.exact(values.get(0), from)
                  .add(BigDecimal.valueOf(((Value.Int) values.get(1)).value())),
              call.type(),
              ErrorCode.NUMERIC_OVERFLOW);
      case ADD_MONTHS -> {
        long months = ((Value.Int) values.get(1)).value();
        if (months != (int) months) {
          throw WeftException.of(ErrorCode.NUMERIC_OVERFLOW, months + " months");
        }
        yield count(moment.plusMonths(months), call.type());
      }
      default -> throw new IllegalArgumentException(call + " of " + values);
    };
  }

  private static LocalDateTime truncate(LocalDateTime moment, String unit) {
    LocalDateTime day = moment.truncatedTo(ChronoUnit.DAYS);
    return switch (unit) {
      case "second" -> moment.truncatedTo(ChronoUnit.SECONDS);
      case "minute" -> moment.truncatedTo(ChronoUnit.MINUTES);
      case "hour" -> moment.truncatedTo(ChronoUnit.HOURS);
      case "day" -> day;
      case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case "month" -> day.withDayOfMonth(1);
      case "quarter" -> day.with(day.getMonth().firstMonthOfQuarter()).withDayOfMonth(1);
      case "year" -> day.withDayOfYear(1);
      case "decade" -> day.withDayOfYear(1).withYear(Math.floorDiv(day.getYear(), 10) * 10);
      default -> throw new IllegalArgumentException(unit);
    };
  }

  private static LocalDateTime moment(Value value, DataType type) {
    long count = ((Value.Int) value).value();
    if (type.kind() == TypeKind.DATE) {
      return LocalDate.ofEpochDay(count).atStartOfDay();
    }
    long perSecond = ((TimestampType) type).unit().perSecond();
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(count, perSecond),
        (int) (Math.floorMod(count, perSecond) * (1_000_000_000L / perSecond)),
        ZoneOffset.UTC);
  }

  static Value count(LocalDateTime moment, DataType type) {
    if (type.kind() == TypeKind.DATE) {
      return Oracle.number(
          BigDecimal.valueOf(moment.toLocalDate().toEpochDay()), type, ErrorCode.NUMERIC_OVERFLOW);
    }
    BigDecimal perSecond = BigDecimal.valueOf(((TimestampType) type).unit().perSecond());
    BigDecimal seconds =
        BigDecimal.valueOf(moment.toEpochSecond(ZoneOffset.UTC))
            .add(BigDecimal.valueOf(moment.getNano(), 9));
    return Oracle.number(
        seconds.multiply(perSecond).setScale(0, RoundingMode.FLOOR),
        type,
        ErrorCode.NUMERIC_OVERFLOW);
  }

  private static String text(List<Value> values, int n) {
    return ((Value.Text) values.get(n)).value();
  }
}

package org.weft.planner.sql.translate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.sql.validate.SqlTypes;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;

/** Constants, and constants as another type. */
final class Literals {
  private static final long SECONDS_PER_DAY = 86_400;

  private Literals() {}

  static Literal of(RexLiteral literal) {
    DataType type = SqlTypes.toWeft(literal.getType());
    return literal.isNull() ? Literal.ofNull(type) : new Literal(type, value(literal, type));
  }

  /** A number does not become infinite where it is given fewer bits. */
  private static double shortened(double value) {
    if (Float.isInfinite((float) value) && !Double.isInfinite(value)) {
      throw WeftException.of(
          ErrorCode.INVALID_CAST, "the float64 " + value + " cannot be cast to float32");
    }
    return value;
  }

  private static Value value(RexLiteral literal, DataType type) {
    return switch (type.kind()) {
      case NULL -> new Value.Null();
      case BOOLEAN -> new Value.Bool(literal.getValueAs(Boolean.class));
      case INT8, INT16, INT32, INT64 -> integer(literal.getValueAs(BigDecimal.class), type);
      case FLOAT32 -> new Value.Real(shortened(literal.getValueAs(Double.class)));
      case FLOAT64 -> new Value.Real(literal.getValueAs(Double.class));
      case DECIMAL -> decimal(literal.getValueAs(BigDecimal.class), (DecimalType) type);
      case DATE -> new Value.Int(literal.getValueAs(Integer.class));
      case TIMESTAMP -> timestamp(literal.getValueAs(TimestampString.class), (TimestampType) type);
      case TIME -> time(literal.getValueAs(TimeString.class), (TimeType) type);
      case STRING -> new Value.Text(literal.getValueAs(NlsString.class).getValue());
      case BINARY -> new Value.Bytes(literal.getValueAs(ByteString.class).getBytes());
      case UUID, ENUM, INTERVAL, LIST, STRUCT, MAP ->
          throw new IllegalArgumentException("a literal of type " + literal.getType());
    };
  }

  /** What folding made of constants may be beyond their type: the negative of the least one. */
  private static Value integer(BigDecimal number, DataType type) {
    try {
      return new Value.Int(number.longValueExact());
    } catch (ArithmeticException e) {
      throw WeftException.of(
          ErrorCode.NUMERIC_OVERFLOW, number.toPlainString() + " does not fit " + type, e);
    }
  }

  private static Value decimal(BigDecimal number, DecimalType type) {
    BigInteger unscaled = number.setScale(type.scale(), RoundingMode.HALF_UP).unscaledValue();
    if (digits(unscaled) > type.precision()) {
      throw WeftException.of(
          ErrorCode.NUMERIC_OVERFLOW, number.toPlainString() + " does not fit " + type);
    }
    return Value.decimal(unscaled, type);
  }

  private static Value timestamp(TimestampString text, TimestampType type) {
    LocalDateTime time = LocalDateTime.parse(text.toString().replace(' ', 'T'));
    long perSecond = type.unit().perSecond();
    long units =
        Math.addExact(
            Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), perSecond),
            time.getNano() / (1_000_000_000L / perSecond));
    return new Value.Int(units);
  }

  private static Value time(TimeString text, TimeType type) {
    long nanos = LocalTime.parse(text.toString()).toNanoOfDay();
    return new Value.Int(nanos / (1_000_000_000L / type.unit().perSecond()));
  }

  private static int digits(BigInteger number) {
    return number.signum() == 0 ? 1 : new BigDecimal(number).precision();
  }

  /** The number a literal of a numeric type stands for. */
  static BigDecimal number(Literal literal) {
    if (literal.value() instanceof Value.Real real) {
      return BigDecimal.valueOf(real.value());
    }
    int scale = literal.type() instanceof DecimalType decimal ? decimal.scale() : 0;
    return new BigDecimal(Value.unscaled(literal.value()), scale);
  }

  /** A number as a literal of an exact numeric type, if it is one of that type's values. */
  static Optional<Literal> exact(BigDecimal number, DataType type) {
    if (type instanceof DecimalType decimal) {
      if (number.stripTrailingZeros().scale() > decimal.scale()) {
        return Optional.empty();
      }
      BigInteger unscaled = number.setScale(decimal.scale()).unscaledValue();
      return digits(unscaled) > decimal.precision()
          ? Optional.empty()
          : Optional.of(new Literal(type, Value.decimal(unscaled, decimal)));
    }
    if (number.stripTrailingZeros().scale() > 0) {
      return Optional.empty();
    }
    BigInteger whole = number.toBigInteger();
    long max = maximum(type);
    boolean fits =
        whole.compareTo(BigInteger.valueOf(max)) <= 0
            && whole.compareTo(BigInteger.valueOf(-max - 1)) >= 0;
    return fits
        ? Optional.of(new Literal(type, new Value.Int(whole.longValueExact())))
        : Optional.empty();
  }

  private static long maximum(DataType integer) {
    return switch (integer.kind()) {
      case INT8 -> Byte.MAX_VALUE;
      case INT16 -> Short.MAX_VALUE;
      case INT32 -> Integer.MAX_VALUE;
      default -> Long.MAX_VALUE;
    };
  }

  /** The literal as one of another type with the same meaning, if that type has such a value. */
  static Optional<Literal> convert(Literal literal, DataType type) {
    if (literal.type().equals(type)) {
      return Optional.of(literal);
    }
    if (literal.isNull()) {
      return Optional.of(Literal.ofNull(type));
    }
    if (literal.type().isNumeric() && type.isNumeric()) {
      return number(literal, type);
    }
    if (literal.type() == SimpleType.DATE && type instanceof TimestampType timestamp) {
      long seconds = Math.multiplyExact(((Value.Int) literal.value()).value(), SECONDS_PER_DAY);
      long units = Math.multiplyExact(seconds, timestamp.unit().perSecond());
      return Optional.of(new Literal(type, new Value.Int(units)));
    }
    if (literal.type() instanceof TimestampType from) {
      return timestamp(((Value.Int) literal.value()).value(), from, type);
    }
    return Optional.empty();
  }

  /** The date that a timestamp lies in. */
  static Literal day(Literal timestamp) {
    long perDay = ((TimestampType) timestamp.type()).unit().perSecond() * SECONDS_PER_DAY;
    long units = ((Value.Int) timestamp.value()).value();
    return new Literal(SimpleType.DATE, new Value.Int(Math.floorDiv(units, perDay)));
  }

  private static Optional<Literal> number(Literal literal, DataType type) {
    return switch (type.kind()) {
      case FLOAT64 -> Optional.of(new Literal(type, new Value.Real(number(literal).doubleValue())));
      case FLOAT32 -> {
        BigDecimal number = number(literal);
        float rounded = number.floatValue();
        boolean isSame = new BigDecimal(rounded).compareTo(number) == 0;
        yield isSame ? Optional.of(new Literal(type, new Value.Real(rounded))) : Optional.empty();
      }
      default -> isFinite(literal) ? exact(number(literal), type) : Optional.empty();
    };
  }

  private static boolean isFinite(Literal literal) {
    return !(literal.value() instanceof Value.Real real) || Double.isFinite(real.value());
  }

  private static Optional<Literal> timestamp(long units, TimestampType from, DataType type) {
    if (type instanceof TimestampType to && to.zone() == from.zone()) {
      long fromStep = from.unit().perSecond();
      long toStep = to.unit().perSecond();
      if (toStep >= fromStep) {
        long scaled = Math.multiplyExact(units, toStep / fromStep);
        return Optional.of(new Literal(type, new Value.Int(scaled)));
      }
      long factor = fromStep / toStep;
      return Math.floorMod(units, factor) == 0
          ? Optional.of(new Literal(type, new Value.Int(Math.floorDiv(units, factor))))
          : Optional.empty();
    }
    long perDay = from.unit().perSecond() * SECONDS_PER_DAY;
    boolean isDay = type == SimpleType.DATE && Math.floorMod(units, perDay) == 0;
    return isDay
        ? Optional.of(new Literal(type, new Value.Int(Math.floorDiv(units, perDay))))
        : Optional.empty();
  }

  /** The narrowest decimal that holds a number. */
  static DecimalType decimalOf(BigDecimal number) {
    int scale = Math.max(0, number.scale());
    int precision = Math.max(digits(number.setScale(scale).unscaledValue()), Math.max(1, scale));
    return new DecimalType(Math.min(precision, DecimalType.MAX_PRECISION), scale);
  }
}

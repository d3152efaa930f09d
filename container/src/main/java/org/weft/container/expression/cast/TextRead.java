package org.weft.container.expression.cast;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.weft.container.expression.decimal.Int128;
import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.expr.IntervalReader;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.vector.Intervals;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Uuids;
import org.weft.planner.vector.Views;

/** Text as a value of any other type. Spaces at both ends do not count. */
final class TextRead extends RowCast {
  /** Digits that cannot overflow 64 bits. */
  private static final int SAFE_DIGITS = 18;

  /** Longer exponents are not worth a number of that many digits. */
  private static final int MAX_EXPONENT = 400;

  private final DataType type;

  TextRead(ValueNode input, DataType type, Misfit misfit, Workspace memory) {
    super(input, type, misfit, memory);
    this.type = type;
  }

  @Override
  boolean convert(long from, long to) {
    long bytes = Views.bytes(from);
    int length = Views.length(from);
    return switch (type.kind()) {
      case BOOLEAN -> readBoolean(bytes, length, to);
      case INT8, INT16, INT32, INT64 -> readInteger(bytes, length, to);
      case FLOAT32, FLOAT64 -> readFloat(bytes, length, to);
      case DECIMAL -> readDecimal(bytes, length, (DecimalType) type, to);
      case DATE, TIME, TIMESTAMP -> readTime(bytes, length, to);
      case INTERVAL -> readInterval(bytes, length, to);
      case UUID -> readUuid(bytes, length, to);
      default -> throw new IllegalStateException("text as " + type);
    };
  }

  @Override
  String show(long from) {
    return "'" + new String(Views.toBytes(from), StandardCharsets.UTF_8) + "'";
  }

  /** The text without the spaces at its ends. */
  static String trimmed(long bytes, int length) {
    return new String(Memory.bytes(bytes, length), StandardCharsets.UTF_8).trim();
  }

  private static boolean readBoolean(long bytes, int length, long to) {
    switch (trimmed(bytes, length).toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "on", "1" -> Memory.putByte(to, (byte) 1);
      case "false", "f", "no", "n", "off", "0" -> Memory.putByte(to, (byte) 0);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean readInteger(long bytes, int length, long to) {
    long start = bytes;
    long end = bytes + length;
    while (start < end && Memory.getByte(start) == ' ') {
      start++;
    }
    while (end > start && Memory.getByte(end - 1) == ' ') {
      end--;
    }
    boolean negative = start < end && Memory.getByte(start) == '-';
    if (negative || (start < end && Memory.getByte(start) == '+')) {
      start++;
    }
    if (start == end) {
      return false;
    }
    long number = 0; // negative: its range is the larger one
    for (long p = start; p < end; p++) {
      int digit = Memory.getByte(p) - '0';
      if (digit < 0 || digit > 9) {
        return readOtherInteger(bytes, length, to);
      }
      long next = number * 10 - digit;
      if (p - start >= SAFE_DIGITS && (number < Long.MIN_VALUE / 10 || next > 0)) {
        return false;
      }
      number = next;
    }
    if (!negative && number == Long.MIN_VALUE) {
      return false;
    }
    return putInteger(negative ? number : -number, to);
  }

  /**
   * What is no row of digits: {@code 1_000}, {@code 0x1F}, {@code 0b11}, {@code 4.5}, {@code 1e3}.
   */
  private boolean readOtherInteger(long bytes, int length, long to) {
    Optional<BigInteger> number = NumberText.integer(trimmed(bytes, length));
    if (number.isEmpty() || number.get().bitLength() >= Long.SIZE) {
      return false;
    }
    return putInteger(number.get().longValue(), to);
  }

  private boolean putInteger(long number, long to) {
    switch (Layout.of(type)) {
      case INT8 -> {
        Memory.putByte(to, (byte) number);
        return number == (byte) number;
      }
      case INT16 -> {
        Memory.putShort(to, (short) number);
        return number == (short) number;
      }
      case INT32 -> {
        Memory.putInt(to, (int) number);
        return number == (int) number;
      }
      default -> {
        Memory.putLong(to, number);
        return true;
      }
    }
  }

  private boolean readFloat(long bytes, int length, long to) {
    String text = trimmed(bytes, length);
    double value;
    switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> value = Double.NaN;
      case "inf", "infinity", "+inf", "+infinity" -> value = Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> value = Double.NEGATIVE_INFINITY;
      default -> {
        Optional<String> number = NumberText.decimal(text);
        if (number.isEmpty()) {
          return false;
        }
        value = Double.parseDouble(number.get());
      }
    }
    if (Layout.of(type) == Layout.FLOAT32) {
      Memory.putFloat(to, (float) value);
    } else {
      Memory.putDouble(to, value);
    }
    return true;
  }

  private static boolean readDecimal(long bytes, int length, DecimalType type, long to) {
    Optional<String> number = NumberText.decimal(trimmed(bytes, length));
    if (number.isEmpty()) {
      return false;
    }
    BigDecimal value;
    try {
      value = new BigDecimal(number.get());
    } catch (NumberFormatException e) { // an exponent beyond any number's
      return false;
    }
    if (value.signum() == 0 || value.precision() - (long) value.scale() < -MAX_EXPONENT) {
      value = BigDecimal.ZERO;
    }
    if (value.precision() - (long) value.scale() > DecimalType.MAX_PRECISION) {
      return false;
    }
    value = value.setScale(type.scale(), RoundingMode.HALF_UP);
    if (value.precision() > type.precision()) {
      return false;
    }
    if (type.fitsLong()) {
      Memory.putLong(to, value.unscaledValue().longValue());
    } else {
      Int128.put(to, value.unscaledValue());
    }
    return true;
  }

  private static boolean readInterval(long bytes, int length, long to) {
    Optional<Value.Span> span = IntervalReader.read(trimmed(bytes, length));
    span.ifPresent(s -> Intervals.put(to, s.months(), s.days(), s.micros()));
    return span.isPresent();
  }

  private static boolean readUuid(long bytes, int length, long to) {
    Optional<UUID> uuid = Uuids.read(trimmed(bytes, length));
    uuid.ifPresent(value -> Uuids.put(to, value));
    return uuid.isPresent();
  }

  private boolean readTime(long bytes, int length, long to) {
    try {
      if (type instanceof TimestampType timestamp) {
        Memory.putLong(to, TimeText.timestamp(bytes, length, timestamp));
        return true;
      }
      if (type instanceof TimeType time) {
        Memory.putLong(to, TimeText.time(bytes, length, time));
        return true;
      }
      long day = TimeText.date(bytes, length);
      Memory.putInt(to, (int) day);
      return day == (int) day;
    } catch (TimeText.NoTime | ArithmeticException e) {
      return false;
    }
  }
}

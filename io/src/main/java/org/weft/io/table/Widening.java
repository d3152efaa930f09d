package org.weft.io.table;

import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.CommonType;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Layout;

/** Turns values of a file's type into those of a table's type that holds them all. */
final class Widening {
  private static final long SECONDS_PER_DAY = 86_400;

  private final DataType from;
  private final DataType to;
  private final long factor;

  Widening(DataType from, DataType to) {
    this.from = from;
    this.to = to;
    this.factor = factor(from, to);
  }

  static boolean isPossible(DataType from, DataType to) {
    if (from.equals(to) || from == SimpleType.NULL) {
      return true;
    }
    if (from.isNested()) {
      return NestedWidening.isPossible(from, to);
    }
    boolean isFar =
        to instanceof DecimalType decimal
            && from.isNumeric()
            && from.kind() != TypeKind.FLOAT32
            && from.kind() != TypeKind.FLOAT64
            && decimal.scale() - CommonType.decimal(from).scale() > DecimalType.MAX_LONG_PRECISION;
    return !isFar && CommonType.isLossless(from, to);
  }

  /** What a stored number is multiplied with. */
  private static long factor(DataType from, DataType to) {
    if (to instanceof DecimalType decimal && from != SimpleType.NULL) {
      return pow10(decimal.scale() - CommonType.decimal(from).scale());
    }
    if (to instanceof TimestampType timestamp) {
      return from instanceof TimestampType source
          ? timestamp.unit().perSecond() / source.unit().perSecond()
          : timestamp.unit().perSecond() * SECONDS_PER_DAY;
    }
    return 1;
  }

  private static long pow10(int digits) {
    long power = 1;
    for (int i = 0; i < digits; i++) {
      power *= 10;
    }
    return power;
  }

  /**
   * Widens so many flat values; those of null rows become anything.
   *
   * @param validity a byte per row; 0 if no row is null
   */
  void apply(long source, long validity, int count, long target) {
    if (from == SimpleType.NULL) {
      Memory.fill(target, (long) count << Layout.of(to).shift(), (byte) 0);
      return;
    }
    if (to.kind() == TypeKind.FLOAT64) {
      toDouble(source, count, target);
      return;
    }
    switch (Layout.of(to)) {
      case INT16 -> {
        for (int i = 0; i < count; i++) {
          Memory.putShort(target + 2L * i, (short) whole(source, i));
        }
      }
      case INT32 -> {
        for (int i = 0; i < count; i++) {
          Memory.putInt(target + 4L * i, (int) whole(source, i));
        }
      }
      case INT64 -> toLong(source, validity, count, target);
      case INT128 -> toWide(source, count, target);
      default -> throw new IllegalStateException("no way from " + from + " to " + to);
    }
  }

  private long whole(long source, int i) {
    return switch (Layout.of(from)) {
      case INT8 -> Memory.getByte(source + i);
      case INT16 -> Memory.getShort(source + 2L * i);
      case INT32 -> Memory.getInt(source + 4L * i);
      default -> Memory.getLong(source + 8L * i);
    };
  }

  private void toLong(long source, long validity, int count, long target) {
    for (int i = 0; i < count; i++) {
      long value = whole(source, i);
      long product = value * factor;
      if (Math.multiplyHigh(value, factor) != product >> 63) {
        boolean isNull = validity != 0 && Memory.getByte(validity + i) == 0;
        product = isNull ? 0 : overflow(value);
      }
      Memory.putLong(target + 8L * i, product);
    }
  }

  private long overflow(long value) {
    throw WeftException.of(
        ErrorCode.NUMERIC_OVERFLOW, value + " of " + from + " is too large for " + to);
  }

  private void toWide(long source, int count, long target) {
    boolean isWide = Layout.of(from) == Layout.INT128;
    for (int i = 0; i < count; i++) {
      long low = isWide ? Memory.getLong(source + 16L * i) : whole(source, i);
      long high = isWide ? Memory.getLong(source + 16L * i + 8) : low >> 63;
      Memory.putLong(target + 16L * i, low * factor);
      Memory.putLong(target + 16L * i + 8, high * factor + unsignedHigh(low, factor));
    }
  }

  /** The high half of the product of two unsigned numbers, of which the second is positive. */
  private static long unsignedHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + (b & a >> 63);
  }

  private void toDouble(long source, int count, long target) {
    boolean isFloat = from.kind() == TypeKind.FLOAT32;
    for (int i = 0; i < count; i++) {
      double value = isFloat ? Memory.getFloat(source + 4L * i) : whole(source, i);
      Memory.putDouble(target + 8L * i, value);
    }
  }
}

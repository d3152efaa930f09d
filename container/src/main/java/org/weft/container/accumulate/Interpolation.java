package org.weft.container.accumulate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Layout;

/**
 * The value at a share of the way between two: floats and integers as FLOAT64 (FLOAT32 stays so),
 * decimals cut to their scale, dates as timestamps, times and timestamps rounded half away from
 * zero. What has nothing in between is the first of the two. As in DuckDB.
 */
final class Interpolation {
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private final TypeKind kind;
  private final Layout layout;

  /** Between values of this type. */
  Interpolation(DataType type) {
    this.kind = type.kind();
    this.layout = Layout.of(type);
  }

  /** The type of what lies between values of a type. */
  static DataType result(DataType type) {
    if (type.isInteger()) {
      return SimpleType.FLOAT64;
    }
    return type.kind() == TypeKind.DATE ? TimestampType.MICROS : type;
  }

  /** Writes the value in the result's layout; {@code first} may be {@code to}. */
  void between(long first, long second, double share, long to) {
    switch (kind) {
      case INT8, INT16, INT32, INT64 ->
          Memory.putDouble(to, real(integer(first), integer(second), share));
      case FLOAT64 ->
          Memory.putDouble(to, real(Memory.getDouble(first), Memory.getDouble(second), share));
      case FLOAT32 ->
          Memory.putFloat(to, (float) real(Memory.getFloat(first), Memory.getFloat(second), share));
      case DECIMAL -> decimal(first, second, share, to);
      case DATE ->
          Memory.putLong(
              to,
              rounded(
                  Memory.getInt(first) * MICROS_PER_DAY,
                  Memory.getInt(second) * MICROS_PER_DAY,
                  share));
      case TIME, TIMESTAMP ->
          Memory.putLong(to, rounded(Memory.getLong(first), Memory.getLong(second), share));
      default -> Memory.copy(first, to, layout.width());
    }
  }

  private long integer(long at) {
    return switch (layout) {
      case INT8 -> Memory.getByte(at);
      case INT16 -> Memory.getShort(at);
      case INT32 -> Memory.getInt(at);
      default -> Memory.getLong(at);
    };
  }

  private static double real(double first, double second, double share) {
    // what is not in between is not touched: an infinity would make it NaN
    return share == 0 ? first : first * (1 - share) + second * share;
  }

  private static long rounded(long first, long second, double share) {
    BigDecimal exact = exact(BigInteger.valueOf(first), BigInteger.valueOf(second), share);
    return exact.setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  private static BigDecimal exact(BigInteger first, BigInteger second, double share) {
    BigDecimal distance = new BigDecimal(second.subtract(first));
    return new BigDecimal(first).add(distance.multiply(BigDecimal.valueOf(share)));
  }

  private void decimal(long first, long second, double share, long to) {
    BigInteger a = unscaled(first);
    BigInteger distance =
        new BigDecimal(unscaled(second).subtract(a))
            .multiply(BigDecimal.valueOf(share))
            .toBigInteger();
    BigInteger value = a.add(distance);
    Memory.putLong(to, value.longValue());
    if (layout == Layout.INT128) {
      Memory.putLong(to + 8, value.shiftRight(64).longValue());
    }
  }

  private BigInteger unscaled(long at) {
    return layout == Layout.INT128 ? Memory.getInt128(at) : BigInteger.valueOf(Memory.getLong(at));
  }
}

package org.weft.planner.type;

/**
 * Exact numbers: an unscaled integer of at most {@code precision} digits, {@code scale} of them
 * behind the point. Up to 18 digits are stored in 64 bits, up to 38 in 128.
 */
public record DecimalType(int precision, int scale) implements DataType {
  public static final int MAX_PRECISION = 38;

  /** Most digits that always fit a signed 64-bit integer. */
  public static final int MAX_LONG_PRECISION = 18;

  public DecimalType {
    if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
      throw new IllegalArgumentException("no such type: decimal(" + precision + "," + scale + ")");
    }
  }

  /** True if every value fits a signed 64-bit integer. */
  public boolean fitsLong() {
    return precision <= MAX_LONG_PRECISION;
  }

  @Override
  public TypeKind kind() {
    return TypeKind.DECIMAL;
  }

  @Override
  public String toString() {
    return "decimal(" + precision + "," + scale + ")";
  }
}

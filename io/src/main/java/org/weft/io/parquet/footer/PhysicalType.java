package org.weft.io.parquet.footer;

/** How Parquet stores one value. In the order of the format's numbers. */
public enum PhysicalType {
  /** One bit. */
  BOOLEAN(0),
  INT32(4),
  INT64(8),
  /** Nanoseconds of the day, then the Julian day: a timestamp of old. */
  INT96(12),
  FLOAT(4),
  DOUBLE(8),
  /** A length, then the bytes. */
  BYTE_ARRAY(0),
  /** As many bytes as the column says. */
  FIXED(0);

  private final int width;

  PhysicalType(int width) {
    this.width = width;
  }

  /** Bytes per value, 0 if that depends on the column or the value. */
  public int width() {
    return width;
  }
}

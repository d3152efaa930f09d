package org.weft.io.parquet.footer;

/** What makes a stored value one of ours. */
public enum Conversion {
  /** Nothing: it lies as we want it. */
  NONE,
  INT32_TO_INT8,
  INT32_TO_INT16,
  /** Unsigned 8 bits, to int16. */
  UINT8_TO_INT16,
  /** Unsigned 16 bits, to int32. */
  UINT16_TO_INT32,
  /** Unsigned 32 bits, to int64. */
  UINT32_TO_INT64,
  /** Unsigned 64 bits, to a decimal of 20 digits. */
  UINT64_TO_INT128,
  /** A decimal in 32 bits, to 64. */
  INT32_TO_INT64,
  /** A time of day in milliseconds, to microseconds. */
  INT32_MILLIS_TO_MICROS,
  /** A decimal of a fixed number of big-endian bytes, to 64 bits. */
  FIXED_TO_INT64,
  /** A decimal of a fixed number of big-endian bytes, to 128 bits. */
  FIXED_TO_INT128,
  /** A decimal of any number of big-endian bytes, to 64 bits. */
  BYTES_TO_INT64,
  /** A decimal of any number of big-endian bytes, to 128 bits. */
  BYTES_TO_INT128,
  /** A fixed number of bytes, to a view of them. */
  FIXED_TO_VIEW,
  /** Sixteen bytes, the high ones first, to a UUID as it lies here. */
  FIXED_TO_UUID,
  /** Months, days and milliseconds, each unsigned in 32 bits, to an interval. */
  FIXED_TO_INTERVAL,
  FLOAT16_TO_FLOAT32,
  /** To microseconds. */
  INT96_TO_MICROS
}

package org.weft.planner.type;

import java.util.Locale;

/** The types without parameters. */
public enum SimpleType implements DataType {
  /** Only nulls: the type of a bare NULL. */
  NULL(TypeKind.NULL),
  BOOLEAN(TypeKind.BOOLEAN),
  INT8(TypeKind.INT8),
  INT16(TypeKind.INT16),
  INT32(TypeKind.INT32),
  INT64(TypeKind.INT64),
  FLOAT32(TypeKind.FLOAT32),
  FLOAT64(TypeKind.FLOAT64),
  /** Days since 1970-01-01, proleptic Gregorian. */
  DATE(TypeKind.DATE),
  /**
   * A span of time: months, days and microseconds, which are kept apart because months and days
   * differ in length. In 16 bytes: months (int32), days (int32), microseconds (int64). Ordered and
   * compared as if a month had 30 days and a day 24 hours.
   */
  INTERVAL(TypeKind.INTERVAL),
  /** UTF-8 text, compared by bytes (which is by code point). */
  STRING(TypeKind.STRING),
  /** Bytes, compared unsigned. */
  BINARY(TypeKind.BINARY),
  /**
   * A universally unique identifier of RFC 9562, in 16 bytes: its number with the highest bit
   * changed, so that the order of signed numbers is that of the identifiers' bytes and texts.
   */
  UUID(TypeKind.UUID);

  private final TypeKind kind;

  SimpleType(TypeKind kind) {
    this.kind = kind;
  }

  @Override
  public TypeKind kind() {
    return kind;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package org.weft.tests.random;

/** The types that values are generated of. */
enum Sort {
  BOOLEAN("BOOLEAN"),
  INTEGER("INTEGER"),
  BIGINT("BIGINT"),
  DECIMAL("DECIMAL(12,2)"),
  DOUBLE("DOUBLE"),
  TEXT("VARCHAR"),
  DATE("DATE"),
  TIMESTAMP("TIMESTAMP"),
  INTERVAL("INTERVAL"),
  LIST("INTEGER[]"),
  STRUCT("STRUCT(a INTEGER, b VARCHAR)");

  private final String sql;

  Sort(String sql) {
    this.sql = sql;
  }

  /** As it is written in a cast. */
  String sql() {
    return sql;
  }

  /** True if values have an order that both engines know. */
  boolean isOrdered() {
    return this != LIST && this != STRUCT && this != INTERVAL;
  }

  boolean isNumber() {
    return this == INTEGER || this == BIGINT || this == DECIMAL || this == DOUBLE;
  }
}

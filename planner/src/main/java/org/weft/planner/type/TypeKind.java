package org.weft.planner.type;

/** The family of a {@link DataType}, for switches. */
public enum TypeKind {
  NULL,
  BOOLEAN,
  INT8,
  INT16,
  INT32,
  INT64,
  FLOAT32,
  FLOAT64,
  DECIMAL,
  DATE,
  TIME,
  TIMESTAMP,
  INTERVAL,
  STRING,
  BINARY,
  UUID,
  ENUM,
  LIST,
  STRUCT,
  MAP
}

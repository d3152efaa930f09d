package org.weft.planner.type;

import static java.util.Objects.requireNonNull;

/** A named, typed column. {@code REQUIRED} promises that no null occurs. */
public record Field(String name, DataType type, Nullability nullability) {
  /** Whether nulls may occur. */
  public enum Nullability {
    REQUIRED,
    NULLABLE
  }

  public Field {
    requireNonNull(name, "name");
    requireNonNull(type, "type");
    requireNonNull(nullability, "nullability");
  }

  /** A column that may hold nulls. */
  public static Field nullable(String name, DataType type) {
    return new Field(name, type, Nullability.NULLABLE);
  }

  /** A column that never holds nulls. */
  public static Field required(String name, DataType type) {
    return new Field(name, type, Nullability.REQUIRED);
  }

  /** The same column, nulls allowed. */
  public Field asNullable() {
    return nullability == Nullability.NULLABLE ? this : nullable(name, type);
  }

  /** The same column under another name. */
  public Field named(String other) {
    return new Field(other, type, nullability);
  }

  @Override
  public String toString() {
    return name + "#" + type;
  }
}

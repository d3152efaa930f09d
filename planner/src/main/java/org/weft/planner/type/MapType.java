package org.weft.planner.type;

import static java.util.Objects.requireNonNull;

/**
 * Pairs of a key and a value, in the order they were given. Keys are never null and never repeat;
 * values may be null. Two maps are equal if they hold equal pairs in the same order.
 */
public record MapType(DataType key, DataType value) implements DataType {
  public MapType {
    requireNonNull(key, "key");
    requireNonNull(value, "value");
  }

  @Override
  public TypeKind kind() {
    return TypeKind.MAP;
  }

  @Override
  public String toString() {
    return "map(" + key + ", " + value + ")";
  }
}

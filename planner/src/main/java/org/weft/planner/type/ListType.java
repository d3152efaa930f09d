package org.weft.planner.type;

import static java.util.Objects.requireNonNull;

/** Any number of elements of one type, in order; elements may be null. */
public record ListType(DataType element) implements DataType {
  public ListType {
    requireNonNull(element, "element");
  }

  @Override
  public TypeKind kind() {
    return TypeKind.LIST;
  }

  @Override
  public String toString() {
    return "list(" + element + ")";
  }
}

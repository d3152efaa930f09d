package org.weft.planner.type;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Named values side by side, each of which may be null. There is at least one field; names may be
 * empty and may repeat, as in {@code ROW(1, 2)}.
 */
public record StructType(List<Field> fields) implements DataType {
  /** Fields are taken as nullable, whatever they say. */
  public StructType {
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("a struct without fields");
    }
    fields = fields.stream().map(Field::asNullable).toList();
  }

  /** A struct of these fields. */
  public static StructType of(Field... fields) {
    return new StructType(List.of(fields));
  }

  /** The number of fields. */
  public int size() {
    return fields.size();
  }

  /** The type of the field at an ordinal, from 0. */
  public DataType type(int ordinal) {
    return fields.get(ordinal).type();
  }

  /** The ordinal of the first field of this name: spelled the same, else compared without case. */
  public OptionalInt indexOf(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return OptionalInt.of(i);
      }
    }
    return new Schema(fields).indexOf(name);
  }

  /** True if the names say nothing: those that a ROW gives its fields, f1, f2 and so on. */
  public boolean isUnnamed() {
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.get(i).name();
      if (!name.isEmpty() && !name.equals("f" + (i + 1))) {
        return false;
      }
    }
    return true;
  }

  /** True if both have a field of the same name. */
  public boolean sharesNameWith(StructType other) {
    return fields.stream().anyMatch(field -> other.indexOf(field.name()).isPresent());
  }

  @Override
  public TypeKind kind() {
    return TypeKind.STRUCT;
  }

  @Override
  public String toString() {
    return fields.stream()
        .map(field -> TypeSpelling.name(field.name()) + " " + field.type())
        .collect(Collectors.joining(", ", "struct(", ")"));
  }
}

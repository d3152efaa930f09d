package org.weft.planner.type;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * One of some texts, ordered as they are listed. A value lies in 32 bits: the place of its text in
 * the list, from zero. Types of the same texts in the same order are the same type, whatever they
 * were called.
 *
 * @param values all different
 */
public record EnumType(List<String> values) implements DataType {
  /**
   * The type of these texts.
   *
   * @throws IllegalArgumentException if a text is listed twice
   */
  public EnumType {
    values = List.copyOf(values);
    if (new HashSet<>(values).size() != values.size()) {
      throw new IllegalArgumentException("a value of an enum is listed twice");
    }
  }

  /** The place of a text; nothing if it is no value. */
  public OptionalInt code(String text) {
    int index = values.indexOf(text);
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
  }

  @Override
  public TypeKind kind() {
    return TypeKind.ENUM;
  }

  @Override
  public String toString() {
    return spelled("enum(");
  }

  /** The values behind a word and a parenthesis, as they are written in SQL. */
  String spelled(String start) {
    return values.stream()
        .map(value -> "'" + value.replace("'", "''") + "'")
        .collect(Collectors.joining(", ", start, ")"));
  }
}

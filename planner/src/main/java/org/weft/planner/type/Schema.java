package org.weft.planner.type;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** An ordered list of columns. Names may repeat, as in the output of a join. */
public record Schema(List<Field> fields) {
  public Schema {
    fields = List.copyOf(fields);
  }

  /** A schema of these columns. */
  public static Schema of(Field... fields) {
    return new Schema(List.of(fields));
  }

  /** The number of columns. */
  public int size() {
    return fields.size();
  }

  /** The column at an ordinal, from 0. */
  public Field field(int ordinal) {
    return fields.get(ordinal);
  }

  /** The type of the column at an ordinal. */
  public DataType type(int ordinal) {
    return fields.get(ordinal).type();
  }

  /** The ordinal of the first column of this name, compared without case. */
  public OptionalInt indexOf(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equalsIgnoreCase(name)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** The columns at these ordinals, in that order. */
  public Schema select(List<Integer> ordinals) {
    return new Schema(ordinals.stream().map(fields::get).toList());
  }

  /** These columns, then the other's. */
  public Schema concat(Schema other) {
    List<Field> all = new ArrayList<>(fields);
    all.addAll(other.fields);
    return new Schema(all);
  }

  /** The same columns, nulls allowed everywhere: the inner side of an outer join. */
  public Schema asNullable() {
    return new Schema(fields.stream().map(Field::asNullable).toList());
  }

  /** The names, in order. */
  public List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  @Override
  public String toString() {
    return fields.stream().map(Field::toString).collect(Collectors.joining(", "));
  }
}

package org.weft.planner.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/**
 * How lists and maps become rows: a row for every element, or for every pair. Several are walked
 * through together, the shorter ones followed by nulls.
 *
 * @param collections ordinals of LIST and MAP columns of the input
 */
public record UnnestSpec(List<Integer> collections, OnEmpty onEmpty, Ordinality ordinality) {
  /** What a row gives whose lists are all empty or null. */
  public enum OnEmpty {
    NOTHING,
    /** One row of nulls, as a left join does. */
    NULLS
  }

  /** Whether the rows of a list are numbered. */
  public enum Ordinality {
    NONE,
    /** An INT32 column behind all others, from 1; null for a row of nulls. */
    NUMBERED
  }

  public UnnestSpec {
    collections = List.copyOf(collections);
    if (collections.isEmpty()) {
      throw new IllegalArgumentException("nothing to unnest");
    }
  }

  /** The same over columns at other ordinals. */
  public UnnestSpec moved(IntUnaryOperator ordinal) {
    List<Integer> moved = collections.stream().map(ordinal::applyAsInt).toList();
    return new UnnestSpec(moved, onEmpty, ordinality);
  }

  /** The columns that are made: an element, or a key and a value, of each; then the number. */
  public List<Field> fields(Schema input) {
    List<Field> fields = new ArrayList<>();
    for (int ordinal : collections) {
      DataType type = input.type(ordinal);
      if (type instanceof ListType list) {
        fields.add(Field.nullable("element", list.element()));
      } else if (type instanceof MapType map) {
        fields.add(Field.nullable("key", map.key()));
        fields.add(Field.nullable("value", map.value()));
      } else {
        throw new IllegalArgumentException("a column of type " + type + " cannot be unnested");
      }
    }
    if (ordinality == Ordinality.NUMBERED) {
      fields.add(Field.nullable("ordinality", SimpleType.INT32));
    }
    return fields;
  }

  /** For plans: the collections by name. */
  public String show(Schema input) {
    String names =
        collections.stream().map(c -> input.field(c).name()).collect(Collectors.joining(", "));
    return names
        + (ordinality == Ordinality.NUMBERED ? " with ordinality" : "")
        + (onEmpty == OnEmpty.NULLS ? ", empty ones kept" : "");
  }
}

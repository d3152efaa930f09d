package org.weft.io.parquet.footer;

import java.util.List;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.StructType;

/**
 * How a column is put together from its leaves. A value is there, and not null, from a definition
 * level on; the elements of the innermost list around it are those entries whose repetition level
 * is at most that list's.
 */
public sealed interface ColumnShape {
  /** The type of its values. */
  DataType type();

  /** The least definition level of a value; below, it is null or not there at all. */
  int definition();

  /**
   * Stored values.
   *
   * @param leaf ordinal among the leaves of the column
   */
  record Leaf(int leaf, DataType type, int definition) implements ColumnShape {}

  /** Fields side by side. */
  record Struct(StructType type, List<ColumnShape> fields, int definition) implements ColumnShape {
    public Struct {
      fields = List.copyOf(fields);
    }
  }

  /**
   * Any number of elements.
   *
   * @param present the least definition level of an element that is there, null or not
   * @param repetition the level at which another element of the same list begins
   */
  record Repeated(ListType type, ColumnShape element, int definition, int present, int repetition)
      implements ColumnShape {}

  /**
   * Any number of pairs.
   *
   * @param present the least definition level of a pair
   * @param repetition the level at which another pair of the same map begins
   */
  record Pairs(
      MapType type, ColumnShape key, ColumnShape value, int definition, int present, int repetition)
      implements ColumnShape {}

  /** The ordinal of its first leaf among those of the column. */
  default int firstLeaf() {
    if (this instanceof Leaf leaf) {
      return leaf.leaf();
    } else if (this instanceof Struct struct) {
      return struct.fields().get(0).firstLeaf();
    } else if (this instanceof Repeated list) {
      return list.element().firstLeaf();
    }
    return ((Pairs) this).key().firstLeaf();
  }
}

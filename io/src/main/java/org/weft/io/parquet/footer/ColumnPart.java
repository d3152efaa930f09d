package org.weft.io.parquet.footer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.weft.planner.type.DataType;
import org.weft.planner.type.StructType;

/**
 * What is read of a column of a file: all, or some fields of its structs.
 *
 * @param shape how it is put together of these leaves, which it counts from 0
 * @param leaves ordinals among those of the file, ascending
 */
public record ColumnPart(FileColumn column, ColumnShape shape, List<Integer> leaves) {
  public ColumnPart {
    leaves = List.copyOf(leaves);
  }

  /** The part of a column that has this type; nothing if it has none. */
  public static Optional<ColumnPart> of(FileColumn column, DataType wanted) {
    List<Integer> leaves = new ArrayList<>();
    if (column.field().type().equals(wanted)) {
      for (int i = 0; i < column.leaves(); i++) {
        leaves.add(column.firstLeaf() + i);
      }
      return Optional.of(new ColumnPart(column, column.shape(), leaves));
    }
    return part(column.shape(), wanted, leaves)
        .map(
            shape ->
                new ColumnPart(
                    column, shape, leaves.stream().map(l -> column.firstLeaf() + l).toList()));
  }

  /** True if a value is a stored one, or null. */
  public boolean isFlat() {
    return column.isFlat();
  }

  /**
   * @param leaves where the leaves are added that the part has
   */
  private static Optional<ColumnShape> part(
      ColumnShape shape, DataType wanted, List<Integer> leaves) {
    if (shape.type().equals(wanted)) {
      return Optional.of(renumbered(shape, leaves));
    }
    if (!(shape instanceof ColumnShape.Struct struct && wanted instanceof StructType type)) {
      return Optional.empty();
    }
    List<ColumnShape> fields = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < struct.fields().size() && next < type.size(); i++) {
      if (struct.type().fields().get(i).name().equals(type.fields().get(next).name())) {
        Optional<ColumnShape> field = part(struct.fields().get(i), type.type(next), leaves);
        if (field.isEmpty()) {
          return Optional.empty();
        }
        fields.add(field.get());
        next++;
      }
    }
    return next == type.size()
        ? Optional.of(new ColumnShape.Struct(type, fields, struct.definition()))
        : Optional.empty();
  }

  /** The same shape of leaves that are counted from those before on. */
  private static ColumnShape renumbered(ColumnShape shape, List<Integer> leaves) {
    if (shape instanceof ColumnShape.Leaf leaf) {
      leaves.add(leaf.leaf());
      return new ColumnShape.Leaf(leaves.size() - 1, leaf.type(), leaf.definition());
    }
    if (shape instanceof ColumnShape.Struct struct) {
      List<ColumnShape> fields = new ArrayList<>();
      struct.fields().forEach(field -> fields.add(renumbered(field, leaves)));
      return new ColumnShape.Struct(struct.type(), fields, struct.definition());
    }
    if (shape instanceof ColumnShape.Repeated list) {
      ColumnShape element = renumbered(list.element(), leaves);
      return new ColumnShape.Repeated(
          list.type(), element, list.definition(), list.present(), list.repetition());
    }
    ColumnShape.Pairs map = (ColumnShape.Pairs) shape;
    ColumnShape key = renumbered(map.key(), leaves);
    ColumnShape value = renumbered(map.value(), leaves);
    return new ColumnShape.Pairs(
        map.type(), key, value, map.definition(), map.present(), map.repetition());
  }
}

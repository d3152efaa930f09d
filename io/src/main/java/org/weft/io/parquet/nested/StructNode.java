package org.weft.io.parquet.nested;

import java.util.ArrayList;
import java.util.List;
import org.weft.io.parquet.footer.ColumnShape;
import org.weft.io.parquet.page.LeafReader;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.nested.FlatValues;
import org.weft.planner.vector.nested.StructPacker;

/** Fields side by side. */
final class StructNode extends PackedNode {
  private final ColumnShape.Struct shape;
  private final Around around;
  private final List<ValueNode> fields;
  private final StructPacker packer;

  StructNode(
      LeafReader leaf,
      ColumnShape.Struct shape,
      Around around,
      List<ValueNode> fields,
      MemoryScope memory) {
    super(leaf, memory);
    this.shape = shape;
    this.around = around;
    this.fields = List.copyOf(fields);
    this.packer = new StructPacker(shape.type());
  }

  @Override
  Found find() {
    List<FlatValues> columns = new ArrayList<>(fields.size());
    for (ValueNode field : fields) {
      columns.add(field.values());
    }
    int count = columns.get(0).count();
    for (FlatValues column : columns) {
      if (column.count() != count) {
        throw corrupt("a struct with " + count + " values of one field and " + column.count());
      }
    }
    packer.point(columns);
    return new Found(count, validity(count), packer);
  }

  private long validity(int count) {
    if (shape.definition() == around.present()) {
      return 0;
    }
    long valid = validityRoom();
    int found =
        leaf.leaf().repetition() == around.repetition()
            ? LevelLoops.validity(
                leaf.definition(), leaf.entries(), around.present(), shape.definition(), valid)
            : LevelLoops.validity(
                levels(), around.repetition(), around.present(), shape.definition(), valid);
    if (found != count) {
      throw corrupt(found + " structs of " + count + " values");
    }
    return valid;
  }
}

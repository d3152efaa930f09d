package org.weft.io.parquet.nested;

import org.weft.io.parquet.footer.ColumnShape;
import org.weft.io.parquet.page.LeafReader;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.nested.FlatValues;
import org.weft.planner.vector.nested.MapPacker;

/** Pairs one behind the other. */
final class MapNode extends PackedNode {
  private final ListStarts starts;
  private final ValueNode keys;
  private final ValueNode values;
  private final MapPacker packer;

  /** The keys and values of pairs. */
  record Columns(ValueNode keys, ValueNode values) {}

  MapNode(
      LeafReader leaf,
      ColumnShape.Pairs shape,
      Around around,
      Columns columns,
      MemoryScope memory) {
    super(leaf, memory);
    this.keys = columns.keys();
    this.values = columns.values();
    this.packer = new MapPacker(shape.type());
    this.starts =
        new ListStarts(
            new LevelLoops.ListLevels(
                around.present(), shape.definition(), shape.present(), shape.repetition()),
            memory);
  }

  @Override
  Found find() {
    FlatValues keyColumn = keys.values();
    FlatValues valueColumn = values.values();
    if (keyColumn.count() != valueColumn.count()) {
      throw corrupt(keyColumn.count() + " keys of " + valueColumn.count() + " values in maps");
    }
    long valid = validityRoom();
    int count = starts.find(levels(), valid, keyColumn.count());
    packer.point(keyColumn, valueColumn, starts.address());
    return new Found(count, starts.mayBeNull() ? valid : 0, packer);
  }
}

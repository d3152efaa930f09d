package org.weft.io.parquet.nested;

import org.weft.io.parquet.footer.ColumnShape;
import org.weft.io.parquet.page.LeafReader;
import org.weft.io.parquet.page.Spread;
import org.weft.io.write.GrowingBytes;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.nested.FlatValues;
import org.weft.planner.vector.nested.ValuePacker;

/** Stored values, with the nulls among them. */
final class LeafNode extends ValueNode {
  private final LeafReader leaf;
  private final ColumnShape.Leaf shape;
  private final Around around;
  private final Layout layout;
  private final GrowingBytes validity;
  private final GrowingBytes spread;

  LeafNode(LeafReader leaf, ColumnShape.Leaf shape, Around around, MemoryScope memory) {
    this.leaf = leaf;
    this.shape = shape;
    this.around = around;
    this.layout = Layout.of(shape.type());
    this.validity = new GrowingBytes(memory);
    this.spread = new GrowingBytes(memory);
  }

  @Override
  FlatValues values() {
    ValuePacker.canonicalFloats(shape.type().kind(), leaf.values(), leaf.valueCount());
    if (shape.definition() == around.present()) {
      return new FlatValues(leaf.valueCount(), leaf.values(), 0);
    }
    int entries = leaf.entries();
    long valid = validity.reserve(entries + 1L);
    int count =
        LevelLoops.validity(
            leaf.definition(), entries, around.present(), shape.definition(), valid);
    if (count == leaf.valueCount()) {
      return new FlatValues(count, leaf.values(), 0);
    }
    long to = spread.reserve((long) count << layout.shift());
    Spread.spread(layout.shift(), leaf.values(), valid, to, count);
    return new FlatValues(count, to, valid);
  }
}

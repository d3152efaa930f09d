package org.weft.io.parquet.nested;

import org.weft.io.parquet.footer.ColumnShape;
import org.weft.io.parquet.page.LeafReader;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.nested.FlatValues;
import org.weft.planner.vector.nested.ListPacker;

/** Elements one behind the other. */
final class ListNode extends PackedNode {
  private final ListStarts starts;
  private final ValueNode element;
  private final ListPacker packer;

  ListNode(
      LeafReader leaf,
      ColumnShape.Repeated shape,
      Around around,
      ValueNode element,
      MemoryScope memory) {
    super(leaf, memory);
    this.element = element;
    this.packer = new ListPacker(shape.type());
    this.starts =
        new ListStarts(
            new LevelLoops.ListLevels(
                around.present(), shape.definition(), shape.present(), shape.repetition()),
            memory);
  }

  @Override
  Found find() {
    FlatValues elements = element.values();
    long valid = validityRoom();
    int count = starts.find(levels(), valid, elements.count());
    packer.point(elements, starts.address());
    return new Found(count, starts.mayBeNull() ? valid : 0, packer);
  }
}

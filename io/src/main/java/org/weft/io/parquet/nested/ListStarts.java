package org.weft.io.parquet.nested;

import org.weft.io.write.GrowingBytes;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/** Where lists, or maps, begin among all elements of the rows at hand. */
final class ListStarts {
  private final LevelLoops.ListLevels list;
  private final GrowingBytes starts;

  ListStarts(LevelLoops.ListLevels list, MemoryScope memory) {
    this.list = list;
    this.starts = new GrowingBytes(memory);
  }

  /** True if the file can say of a list that it is null. */
  boolean mayBeNull() {
    return list.defined() > list.around();
  }

  /** The address of the starts (int32), one more than lists. */
  long address() {
    return starts.address();
  }

  /**
   * Finds the lists.
   *
   * @param validity where a byte 0 or 1 per list is written, and one more
   * @param elements how many there are
   * @return how many lists there are
   */
  int find(LevelLoops.Levels levels, long validity, int elements) {
    long to = starts.reserve(4L * (levels.entries() + 2));
    int count = LevelLoops.lists(levels, list, to, validity);
    if (count == LevelLoops.CONTRADICTION) {
      throw PackedNode.corrupt("a list that goes on where there is none");
    }
    int found = Memory.getInt(to + 4L * count);
    if (found != elements) {
      throw PackedNode.corrupt("lists of " + found + " elements, of which there are " + elements);
    }
    return count;
  }
}

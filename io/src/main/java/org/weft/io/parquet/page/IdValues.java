package org.weft.io.parquet.page;

import org.weft.planner.memory.Block;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Dictionary;

/** Values that are ids into the chunk's dictionary. */
final class IdValues extends PageValues {
  private final IdRuns ids;
  private final Dictionary dictionary;
  private final MemoryScope memory;

  IdValues(IdRuns ids, Dictionary dictionary, MemoryScope memory) {
    this.ids = ids;
    this.dictionary = dictionary;
    this.memory = memory;
  }

  /** Writes the next ids as int32. */
  void readIds(long to, int count) {
    ids.read(to, count);
  }

  /** Passes over ids and writes those of a batch's selected rows; elsewhere zeros. */
  void readSelectedIds(long to, Batch batch) {
    ids.readChosen(to, batch.rowCount(), batch.selection(), batch.selectedCount());
  }

  @Override
  void read(long to, int count) {
    if (count > Batch.CAPACITY) {
      throw new IllegalArgumentException("more than a batch: " + count);
    }
    try (Block scratch = memory.allocate(4L * count)) {
      ids.read(scratch.address(), count);
      Gather.gather(dictionary.layout().shift(), dictionary.data(), scratch.address(), to, count);
    }
  }

  @Override
  void skip(int count) {
    ids.skip(count);
  }

  @Override
  void end() {
    ids.end("ids");
  }
}

package org.weft.io.parquet.page;

import org.weft.planner.memory.Block;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;

/** Room for one batch of one column, made when first needed and kept for the next. */
public final class ColumnBuffers implements AutoCloseable {
  private final MemoryScope memory;
  private final Layout layout;
  private Block data;
  private Block dense;
  private Block ids;
  private Block validity;

  public ColumnBuffers(MemoryScope memory, Layout layout) {
    this.memory = memory;
    this.layout = layout;
  }

  /** A value per row. */
  long data() {
    if (data == null) {
      data = memory.allocate((long) layout.width() * Batch.CAPACITY);
    }
    return data.address();
  }

  /** A value per row, and one more. */
  long dense() {
    if (dense == null) {
      dense = memory.allocate(Math.max(4L, layout.width()) * (Batch.CAPACITY + 1));
    }
    return dense.address();
  }

  /** An id per row. */
  long ids() {
    if (ids == null) {
      ids = memory.allocate(4L * Batch.CAPACITY);
    }
    return ids.address();
  }

  /** A byte per row, and seven more. */
  long validity() {
    if (validity == null) {
      validity = memory.allocate(Batch.CAPACITY + 8L);
    }
    return validity.address();
  }

  @Override
  public void close() {
    close(data);
    close(dense);
    close(ids);
    close(validity);
    data = null;
    dense = null;
    ids = null;
    validity = null;
  }

  private static void close(Block block) {
    if (block != null) {
      block.close();
    }
  }
}

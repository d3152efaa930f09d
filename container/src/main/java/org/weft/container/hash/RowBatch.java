package org.weft.container.hash;

import org.weft.planner.memory.Block;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.ColumnLoader;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/**
 * Rows that lie anywhere as a batch; columns nobody asks for are not gathered. Good until the next
 * one is made. For one thread.
 */
public final class RowBatch implements ColumnLoader {
  private final RowColumns columns;
  private final MemoryScope scope;
  private final Batch batch;
  private final Block[] buffers;
  private final long[] rows = new long[Batch.CAPACITY];

  /** Batches whose memory belongs to the scope. */
  public RowBatch(RowColumns columns, MemoryScope scope) {
    this.columns = columns;
    this.scope = scope;
    this.batch = new Batch(columns.schema());
    this.buffers = new Block[columns.columns()];
  }

  /** The addresses of the rows, to be filled before {@link #of}. */
  public long[] rows() {
    return rows;
  }

  /** A batch of the first rows. */
  public Batch of(int count) {
    batch.start(count, this);
    return batch;
  }

  @Override
  public void load(Batch asking, int column, Vector vector) {
    Layout layout = columns.layout(column);
    if (buffers[column] == null) {
      buffers[column] = scope.allocate((long) Batch.CAPACITY * (layout.width() + 1));
    }
    long data = buffers[column].address();
    long valid = data + (long) Batch.CAPACITY * layout.width();
    int[] positions = RowNumbers.of(asking);
    int count = asking.selectedCount();
    RowGather.values(layout, rows, positions, count, columns.offset(column), data);
    boolean hasNulls =
        RowGather.byteValidity(rows, positions, count, columns.validityOffset(column), valid);
    vector.pointFlat(layout, data, hasNulls ? valid : 0);
  }
}

package org.weft.container.aggregate;

import org.weft.container.hash.ColumnBuffer;
import org.weft.container.hash.KeyLayout;
import org.weft.container.hash.RowGather;
import org.weft.container.hash.RowNumbers;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.ColumnLoader;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** Turns rows of groups into batches, whose columns are made at their first use. For one thread. */
final class GroupBatches implements ColumnLoader {
  private final AggregateLayout layout;
  private final Batch batch;
  private final long[] at = new long[Batch.CAPACITY];
  private final ColumnBuffer[] buffers;
  private SumWidths widths;

  /** Batches of this schema, in memory of the scope. */
  GroupBatches(AggregateLayout layout, Schema schema, MemoryScope scope) {
    this.layout = layout;
    this.batch = new Batch(schema);
    this.buffers = new ColumnBuffer[schema.size()];
    for (int c = 0; c < buffers.length; c++) {
      buffers[c] = new ColumnBuffer(scope, Layout.of(schema.type(c)));
    }
  }

  /** Hands on the rows that lie one behind the other, except dead ones. */
  void emit(long first, int rows, SumWidths sumWidths, BatchConsumer next) {
    widths = sumWidths;
    long row = first;
    int left = rows;
    while (left > 0 && next.wantsMore()) {
      int count = 0;
      for (; left > 0 && count < at.length; left--, row += layout.width()) {
        at[count] = row;
        count += 1 - Memory.getByte(row + layout.deadOffset());
      }
      if (count > 0) {
        batch.start(count, this);
        next.accept(batch);
      }
    }
  }

  @Override
  public void load(Batch rows, int column, Vector vector) {
    int[] positions = RowNumbers.of(rows);
    int count = rows.selectedCount();
    int keys = layout.keyOrdinals().size();
    if (column < keys) {
      loadKey(column, positions, count, vector);
    } else {
      EmittedGroups groups = new EmittedGroups(at, positions, count, widths);
      try {
        layout.states().get(column - keys).emit(groups, buffers[column], vector);
      } catch (WeftException e) {
        throw layout.failure(column - keys, e);
      }
    }
  }

  private void loadKey(int key, int[] positions, int count, Vector vector) {
    KeyLayout keys = layout.keys();
    ColumnBuffer out = buffers[key];
    RowGather.values(out.layout(), at, positions, count, keys.offset(key), out.values());
    boolean nulls =
        RowGather.maskValidity(
            at, positions, count, keys.maskOffset(key), key & 31, out.validity());
    vector.pointFlat(out.layout(), out.values(), nulls ? out.validity() : 0);
  }
}

package org.weft.container.hash;

import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;

/** Copies the selected rows of batches to where they stay. For one thread. */
public final class RowKeeper {
  private final RowColumns columns;
  private final RowStore store;
  private final TextCopies[] copies;
  private final RowScatter scatter = new RowScatter();
  private final long[] addresses = new long[Batch.CAPACITY];

  /** A keeper of rows of these columns whose memory belongs to the scope. */
  public RowKeeper(RowColumns columns, MemoryScope scope) {
    this.columns = columns;
    this.store = new RowStore(scope, columns.width());
    this.copies = new TextCopies[columns.columns()];
    ByteArena text = new ByteArena(scope);
    for (int c = 0; c < copies.length; c++) {
      copies[c] = columns.layout(c) == Layout.VIEW ? new TextCopies(text) : null;
    }
  }

  /** Keeps the selected rows and answers where they lie, in the order of the selection. */
  public long[] keep(Batch batch) {
    int[] rows = RowNumbers.of(batch);
    int count = batch.selectedCount();
    store.append(count, addresses);
    for (int c = 0; c < copies.length; c++) {
      scatter.validity(batch.column(c), rows, count, addresses, columns.validityOffset(c));
      scatter.values(
          batch.column(c), rows, count, columns.layout(c), addresses, columns.offset(c), copies[c]);
    }
    return addresses;
  }

  /** Keeps a copy of a row that lies elsewhere and answers where. */
  public long adopt(long row) {
    long copy = store.append();
    Memory.copy(row, copy, columns.width());
    for (int c = 0; c < copies.length; c++) {
      if (copies[c] != null && Memory.getByte(row + columns.validityOffset(c)) != 0) {
        copies[c].put(copy + columns.offset(c), row + columns.offset(c));
      }
    }
    return copy;
  }

  /** All rows kept so far. */
  public RowStore store() {
    return store;
  }
}

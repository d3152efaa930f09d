package org.weft.container.sort;

import org.weft.container.hash.RowNumbers;
import org.weft.container.hash.RowScatter;
import org.weft.container.hash.RowStore;
import org.weft.container.hash.TextCopies;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;

/** Copies the selected rows of batches to where they stay. For one thread. */
final class RowKeeper {
  private final RowFormat format;
  private final RowStore store;
  private final TextCopies[] copies;
  private final RowScatter scatter = new RowScatter();
  private final long[] addresses = new long[Batch.CAPACITY];

  RowKeeper(RowFormat format, MemoryScope scope) {
    this.format = format;
    this.store = new RowStore(scope, format.width());
    this.copies = new TextCopies[format.columns()];
    ByteArena text = new ByteArena(scope);
    for (int c = 0; c < copies.length; c++) {
      copies[c] = format.layout(c) == Layout.VIEW ? new TextCopies(text) : null;
    }
  }

  /** Keeps the selected rows and answers where they lie, in the order of the selection. */
  long[] keep(Batch batch) {
    int[] rows = RowNumbers.of(batch);
    int count = batch.selectedCount();
    store.append(count, addresses);
    for (int c = 0; c < copies.length; c++) {
      scatter.validity(batch.column(c), rows, count, addresses, format.validityOffset(c));
      scatter.values(
          batch.column(c), rows, count, format.layout(c), addresses, format.offset(c), copies[c]);
    }
    return addresses;
  }

  /** Keeps a copy of a row that lies elsewhere and answers where. */
  long adopt(long row) {
    long copy = store.append();
    Memory.copy(row, copy, format.width());
    for (int c = 0; c < copies.length; c++) {
      if (copies[c] != null && Memory.getByte(row + format.validityOffset(c)) != 0) {
        copies[c].put(copy + format.offset(c), row + format.offset(c));
      }
    }
    return copy;
  }

  RowStore store() {
    return store;
  }
}

package org.weft.container.sort;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.hash.RowKeeper;
import org.weft.container.hash.RowStore;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;

/** The rows one thread keeps, and what it saw of their keys. */
final class KeptRows {
  private final RowFormat format;
  private final RowKeeper keeper;
  private final KeyValues values = new KeyValues();
  private final List<KeyRange> ranges = new ArrayList<>();

  KeptRows(RowFormat format, MemoryScope scope) {
    this.format = format;
    this.keeper = new RowKeeper(format.asColumns(), scope);
    for (int key = 0; key < format.keys().size(); key++) {
      ranges.add(new KeyRange(format.keyLayout(key)));
    }
  }

  /** Keeps the selected rows. */
  void add(Batch batch) {
    long[] rows = keeper.keep(batch);
    for (int key = 0; key < ranges.size(); key++) {
      values.read(format, key, rows, batch.selectedCount());
      ranges.get(key).add(values);
    }
  }

  RowStore store() {
    return keeper.store();
  }

  List<KeyRange> ranges() {
    return ranges;
  }
}

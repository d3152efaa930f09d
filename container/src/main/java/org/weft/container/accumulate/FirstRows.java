package org.weft.container.accumulate;

import java.util.List;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/** Of rows that come with equal ones as neighbours, the first of each. For one thread. */
final class FirstRows {
  private final KeptKeys last;
  private final int[] first = new int[Batch.CAPACITY];
  private boolean isAny;

  /** Rows are equal if what these columns have is. */
  FirstRows(List<Integer> columns, Schema schema, MemoryScope scope) {
    this.last = new KeptKeys(columns, schema, scope);
  }

  void clear() {
    isAny = false;
  }

  /** Shows the first rows among {@code rows[from]} to {@code rows[to - 1]} to an aggregate. */
  void addTo(Accumulator inner, Batch batch, int[] rows, int from, int to) {
    last.point(batch);
    int count = 0;
    for (int i = from; i < to; i++) {
      if (!isAny || !last.areOf(rows[i])) {
        isAny = true;
        last.set(rows[i]);
        first[count++] = rows[i];
      }
    }
    if (count > 0) {
      inner.add(batch, first, 0, count);
    }
  }
}

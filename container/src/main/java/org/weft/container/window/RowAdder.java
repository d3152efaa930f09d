package org.weft.container.window;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.accumulate.Accumulator;
import org.weft.container.hash.RowNumbers;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/** Shows ranges of kept rows to an accumulator, which sees them as batches. For one thread. */
final class RowAdder {
  private final Batch batch;
  private final List<Integer> used;
  private final Included taken;
  private final int[] some = new int[Batch.CAPACITY];
  private WindowRows rows;
  private int shown;

  /**
   * @param used the columns that the accumulator reads
   * @param taken the rows it is shown
   */
  private RowAdder(Schema input, List<Integer> used, Included taken) {
    this.batch = new Batch(input);
    this.used = used.stream().distinct().toList();
    this.taken = taken;
  }

  /** Shows the rows that a call's filter lets through. */
  static RowAdder of(AggregateCall call, Schema input, MemoryScope scope) {
    List<Integer> used = new ArrayList<>(call.arguments());
    call.order().forEach(key -> used.add(key.ordinal()));
    return new RowAdder(input, used, Included.byFilter(call, scope));
  }

  /** Starts with rows. */
  void start(WindowRows all) {
    rows = all;
    shown = -1;
    taken.find(all);
  }

  /** Adds rows {@code from} to {@code to}. */
  void add(Accumulator accumulator, int from, int to) {
    int first = from;
    while (first < to) {
      int chunk = first / Batch.CAPACITY;
      int end = Math.min(to, (chunk + 1) * Batch.CAPACITY);
      show(chunk);
      int base = chunk * Batch.CAPACITY;
      if (taken.isAll()) {
        accumulator.add(batch, RowNumbers.identity(), first - base, end - base);
      } else {
        accumulator.add(batch, some, 0, taken(first, end, base));
      }
      first = end;
    }
  }

  private int taken(int from, int to, int base) {
    int count = 0;
    for (int i = from; i < to; i++) {
      if (taken.has(i)) {
        some[count++] = i - base;
      }
    }
    return count;
  }

  private void show(int chunk) {
    if (chunk == shown) {
      return;
    }
    shown = chunk;
    int first = chunk * Batch.CAPACITY;
    batch.start(Math.min(Batch.CAPACITY, rows.count() - first));
    for (int column : used) {
      rows.column(column).show(batch.column(column), first);
    }
  }
}

package org.weft.container.accumulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.nested.ListBuilder;

/**
 * MIN_N, MAX_N, ARG_MIN_N and ARG_MAX_N: values of the rows with the best keys, best first; of
 * equal keys the first rows. Rows with a null value or key do not count.
 */
final class BestAccumulator implements Accumulator {
  private static final Comparator<Entry> WORST_FIRST =
      Comparator.comparing(Entry::key)
          .thenComparing(Comparator.comparingLong(Entry::number))
          .reversed();

  private final int valueColumn;
  private final int keyColumn;
  private final int limit;
  private final boolean takesGreatest;
  private final MemoryScope scope;
  private final ListBuilder list;
  private final KeptObjects keys;
  private final KeptObjects values;
  private final ColumnReader keyReader = new ColumnReader();
  private final ColumnReader valueReader = new ColumnReader();
  private final PriorityQueue<Entry> best = new PriorityQueue<>(WORST_FIRST);
  private long rows;

  /** A row; the least key is best. */
  private record Entry(OrderedKey key, Object value, long number) {}

  /** A key of which the least is wanted, or the greatest. */
  private record OrderedKey(Comparable<Object> key, int sign) implements Comparable<OrderedKey> {
    @Override
    public int compareTo(OrderedKey other) {
      return sign * key.compareTo(other.key);
    }
  }

  BestAccumulator(AggregateCall call, DataType keyType, MemoryScope scope) {
    this.valueColumn = call.arguments().get(0);
    this.keyColumn = call.arguments().get(call.arguments().size() - 1);
    this.limit = (int) ((Value.Int) call.parameters().get(0).value()).value();
    this.takesGreatest =
        switch (call.function()) {
          case MAX_N, ARG_MAX_N -> true;
          default -> false;
        };
    this.scope = scope;
    this.list = new ListBuilder((ListType) call.type(), scope);
    this.keys = new KeptObjects(keyType);
    this.values = new KeptObjects(((ListType) call.type()).element());
  }

  @Override
  public void reset() {
    best.clear();
    rows = 0;
  }

  @Override
  public void add(Batch batch, int[] selected, int from, int to) {
    keyReader.point(batch.column(keyColumn));
    valueReader.point(batch.column(valueColumn));
    for (int i = from; i < to; i++) {
      int row = selected[i];
      if (keyReader.isNull(row) || valueReader.isNull(row)) {
        continue;
      }
      OrderedKey key = new OrderedKey(keys.ordered(keyReader, row), takesGreatest ? -1 : 1);
      if (best.size() < limit || key.compareTo(best.peek().key()) < 0) {
        best.add(new Entry(key, values.value(valueReader, row), rows++));
        if (best.size() > limit) {
          best.poll();
        }
      }
    }
  }

  @Override
  public void result(ColumnBuilder out) {
    if (best.isEmpty()) {
      out.appendNull();
      return;
    }
    List<Entry> ordered = new ArrayList<>(best);
    ordered.sort(WORST_FIRST.reversed());
    list.start();
    ordered.forEach(entry -> values.addTo(list, entry.value()));
    out.appendNested(list);
  }

  @Override
  public void close() {
    scope.close();
  }
}

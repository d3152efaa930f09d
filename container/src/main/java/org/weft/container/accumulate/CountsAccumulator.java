package org.weft.container.accumulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.nested.ListBuilder;
import org.weft.planner.vector.nested.MapBuilder;

/** TOP_K and HISTOGRAM: what becomes of the values and their counts. */
abstract class CountsAccumulator implements Accumulator {
  private final HeldCounts counts;
  private final MemoryScope scope;

  private CountsAccumulator(HeldCounts counts, MemoryScope scope) {
    this.counts = counts;
    this.scope = scope;
  }

  /** Where a value lies, and how often it came. */
  private record Counted(long value, long count) {}

  /** The values that come most often, in a list; of equally many the least. */
  static CountsAccumulator topK(AggregateCall call, HeldCounts counts, MemoryScope scope) {
    ListBuilder list = new ListBuilder((ListType) call.type(), scope);
    long limit = ((Value.Int) call.parameters().get(0).value()).value();
    return new CountsAccumulator(counts, scope) {
      @Override
      void append(List<Counted> values, ColumnBuilder out) {
        values.sort(Comparator.comparingLong(Counted::count).reversed());
        list.start();
        values.stream().limit(limit).forEach(counted -> list.add(counts.layout(), counted.value()));
        out.appendNested(list);
      }
    };
  }

  /** A map from values to counts, ordered by value. */
  static CountsAccumulator histogram(AggregateCall call, HeldCounts counts, MemoryScope scope) {
    MapBuilder map = new MapBuilder((MapType) call.type(), scope);
    return new CountsAccumulator(counts, scope) {
      @Override
      void append(List<Counted> values, ColumnBuilder out) {
        map.start();
        for (Counted counted : values) {
          map.keys().add(counts.layout(), counted.value());
          map.values().addLong(counted.count());
        }
        out.appendNested(map);
      }
    };
  }

  @Override
  public void reset() {
    counts.clear();
  }

  @Override
  public void add(Batch batch, int[] rows, int from, int to) {
    counts.add(batch, rows, from, to);
  }

  @Override
  public void result(ColumnBuilder out) {
    List<Counted> values = new ArrayList<>();
    counts.forEach((value, count) -> values.add(new Counted(value, count)));
    if (values.isEmpty()) {
      out.appendNull();
      return;
    }
    values.sort((a, b) -> ValueOrder.compare(counts.layout(), a.value(), b.value()));
    append(values, out);
  }

  /** Appends the result of values in ascending order, of which there is at least one. */
  abstract void append(List<Counted> values, ColumnBuilder out);

  @Override
  public void close() {
    counts.close();
    scope.close();
  }
}

package org.weft.container.accumulate;

import java.util.List;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.MapType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.nested.MapBuilder;

/** MAP: of equal keys the first counts; null keys are left out, null values are not. */
final class MapAccumulator implements Accumulator {
  private final List<Integer> key;
  private final int value;
  private final MemoryScope scope;
  private final KeyTable seen;
  private final MapBuilder map;
  private final ColumnReader keys = new ColumnReader();
  private final ColumnReader values = new ColumnReader();
  private final int[] present = new int[Batch.CAPACITY];
  private final int[] fresh = new int[Batch.CAPACITY];

  MapAccumulator(AggregateCall call, MemoryScope scope) {
    this.key = List.of(call.arguments().get(0));
    this.value = call.arguments().get(1);
    this.scope = scope;
    MapType type = (MapType) call.type();
    this.seen = new KeyTable(List.of(type.key()), 0, scope);
    this.map = new MapBuilder(type, scope);
  }

  @Override
  public void reset() {
    seen.clear();
    map.start();
  }

  @Override
  public void add(Batch batch, int[] rows, int from, int to) {
    keys.point(batch.column(key.get(0)));
    values.point(batch.column(value));
    int count = 0;
    for (int i = from; i < to; i++) {
      if (!keys.isNull(rows[i])) {
        present[count++] = rows[i];
      }
    }
    int added = count == 0 ? 0 : seen.add(batch, key, present, 0, count, fresh);
    for (int i = 0; i < added; i++) {
      map.keys().add(keys.layout(), keys.address(fresh[i]));
      if (values.isNull(fresh[i])) {
        map.values().addNull();
      } else {
        map.values().add(values.layout(), values.address(fresh[i]));
      }
    }
  }

  @Override
  public void result(ColumnBuilder out) {
    if (seen.size() == 0) {
      out.appendNull();
    } else {
      out.appendNested(map);
    }
  }

  @Override
  public void close() {
    scope.close();
  }
}

package org.weft.container.accumulate;

import java.util.List;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;

/** Counts that lie in memory: where a value lies stays valid until they are cleared. */
final class HeldCounts implements ValueCounts {
  private final List<Integer> argument;
  private final Layout layout;
  private final MemoryScope scope;
  private final KeyTable table;
  private final ColumnReader column = new ColumnReader();
  private final int[] present = new int[Batch.CAPACITY];
  private long total;

  /** Counts of a column of this type; takes over the scope. */
  HeldCounts(int argument, DataType type, MemoryScope scope) {
    this.argument = List.of(argument);
    this.layout = Layout.of(type);
    this.scope = scope;
    this.table = new KeyTable(List.of(type), 1, scope);
  }

  @Override
  public void clear() {
    table.clear();
    total = 0;
  }

  @Override
  public void add(Batch batch, int[] rows, int from, int to) {
    column.point(batch.column(argument.get(0)));
    int count = 0;
    for (int i = from; i < to; i++) {
      if (!column.isNull(rows[i])) {
        present[count++] = rows[i];
      }
    }
    if (count == 0) {
      return;
    }
    total += count;
    long[] found = table.find(batch, argument, present, 0, count);
    for (int i = 0; i < count; i++) {
      long at = found[i] + table.wordsOffset();
      Memory.putLong(at, Memory.getLong(at) + 1);
    }
  }

  /** Bytes that so many more values may take at once. */
  long growth(int count) {
    return table.growth(count);
  }

  @Override
  public long total() {
    return total;
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public void forEach(Visitor visitor) {
    table.forEach(
        row -> visitor.visit(row + table.keyOffset(0), Memory.getLong(row + table.wordsOffset())));
  }

  @Override
  public void close() {
    scope.close();
  }
}

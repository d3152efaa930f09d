package org.weft.container.accumulate;

import java.util.List;
import java.util.stream.IntStream;
import org.weft.container.hash.RowNumbers;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/**
 * An aggregate of each value of its arguments once, in any order. When memory is short the values
 * go to disk, and the aggregate is computed from there.
 */
final class SpillingDistinctAccumulator implements Accumulator {
  private final List<Integer> arguments;
  private final DistinctAccumulator held;
  private final Accumulator spilled;
  private final Overflow overflow;
  private final MemoryScope scope;
  private final FirstRows firsts;
  private final ColumnReader[] columns;

  /**
   * Takes over all but the list.
   *
   * @param held the aggregate while memory lasts
   * @param overflow of rows of the arguments
   * @param spilled the aggregate over such rows
   * @param scope for what is read
   */
  SpillingDistinctAccumulator(
      List<Integer> arguments,
      DistinctAccumulator held,
      Overflow overflow,
      Accumulator spilled,
      MemoryScope scope) {
    this.arguments = arguments;
    this.held = held;
    this.spilled = spilled;
    this.overflow = overflow;
    this.scope = scope;
    overflow.onOpening(this::handOver);
    Schema schema = overflow.schema();
    this.firsts = new FirstRows(IntStream.range(0, schema.size()).boxed().toList(), schema, scope);
    this.columns = new ColumnReader[arguments.size()];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = new ColumnReader();
    }
  }

  @Override
  public void reset() {
    held.reset();
    overflow.clear();
  }

  @Override
  public void add(Batch batch, int[] rows, int from, int to) {
    overflow.makeRoom(held.growth(to - from));
    if (!overflow.isOpen()) {
      // what the aggregate itself keeps may have to go to disk meanwhile
      overflow.work();
      held.add(batch, rows, from, to);
      overflow.rest();
      return;
    }
    for (int k = 0; k < columns.length; k++) {
      columns[k].point(batch.column(arguments.get(k)));
    }
    for (int i = from; i < to; i++) {
      for (int k = 0; k < columns.length; k++) {
        overflow.append(k, columns[k], rows[i]);
      }
      overflow.rowDone();
    }
  }

  private void handOver() {
    held.forEachValue(this::handOver);
    held.reset();
  }

  private void handOver(KeyTable table, long row) {
    for (int k = 0; k < columns.length; k++) {
      if (table.isNull(row, k)) {
        overflow.column(k).appendNull();
      } else {
        overflow.column(k).appendValue(row + table.keyOffset(k));
      }
    }
    overflow.rowDone();
  }

  @Override
  public void result(ColumnBuilder out) {
    if (!overflow.isOpen()) {
      held.result(out);
      return;
    }
    spilled.reset();
    firsts.clear();
    overflow.read(
        new BatchConsumer() {
          @Override
          public void accept(Batch batch) {
            firsts.addTo(spilled, batch, RowNumbers.of(batch), 0, batch.selectedCount());
          }

          @Override
          public boolean wantsMore() {
            return true;
          }
        });
    spilled.result(out);
  }

  @Override
  public void close() {
    overflow.close();
    held.close();
    spilled.close();
    scope.close();
  }
}

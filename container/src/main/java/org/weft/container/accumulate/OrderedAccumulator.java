package org.weft.container.accumulate;

import java.util.List;
import org.weft.container.hash.RowNumbers;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/**
 * An aggregate whose rows come in another order than it wants them: the columns it reads are kept
 * and sorted before the result. Costly for many small groups; whoever can brings rows in order.
 */
final class OrderedAccumulator implements Accumulator {
  private final List<Integer> columns;
  private final Accumulator inner;
  private final RowSort sorted;
  private final Batch narrow;
  private final int[] selected = new int[Batch.CAPACITY];

  /**
   * An aggregate in an order.
   *
   * @param columns ordinals of what is kept of each row
   * @param schema those columns
   * @param sorted for them; taken over
   * @param inner over the columns that are kept; taken over
   */
  OrderedAccumulator(List<Integer> columns, Schema schema, RowSort sorted, Accumulator inner) {
    this.columns = columns;
    this.sorted = sorted;
    this.inner = inner;
    this.narrow = new Batch(schema);
  }

  @Override
  public void reset() {
    sorted.clear();
  }

  @Override
  public void add(Batch batch, int[] rows, int from, int to) {
    System.arraycopy(rows, from, selected, 0, to - from);
    narrow.start(batch.rowCount());
    for (int c = 0; c < columns.size(); c++) {
      narrow.column(c).pointLike(batch.column(columns.get(c)));
    }
    narrow.select(selected, to - from);
    sorted.accept(narrow);
  }

  @Override
  public void result(ColumnBuilder out) {
    inner.reset();
    sorted.read(new Feed(inner));
    inner.result(out);
  }

  @Override
  public void close() {
    sorted.close();
    inner.close();
  }

  private record Feed(Accumulator inner) implements BatchConsumer {
    @Override
    public void accept(Batch batch) {
      inner.add(batch, RowNumbers.of(batch), 0, batch.selectedCount());
    }

    @Override
    public boolean wantsMore() {
      return true;
    }
  }
}

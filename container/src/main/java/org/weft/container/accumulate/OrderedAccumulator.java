package org.weft.container.accumulate;

import java.util.List;
import org.weft.container.hash.RowNumbers;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.ParallelWork;
import org.weft.container.pipeline.Sink;
import org.weft.container.pipeline.Source;
import org.weft.container.sort.SortSink;
import org.weft.planner.expr.SortKey;
import org.weft.planner.logical.Estimate;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/**
 * An aggregate whose rows come in another order than it wants them: the columns it reads are kept
 * and sorted before the result. Costly for many small groups; whoever can brings rows in order.
 */
final class OrderedAccumulator implements Accumulator {
  private final List<Integer> columns;
  private final ExecutionContext context;
  private final Accumulator inner;
  private final PhysicalPlan.Sort plan;
  private final Batch narrow;
  private final int[] selected = new int[Batch.CAPACITY];
  private SortSink sink;
  private Sink.Worker worker;
  private boolean isSorted;

  /**
   * An aggregate in an order.
   *
   * @param columns ordinals of what is kept of each row
   * @param schema those columns
   * @param order by their places among those
   * @param inner over the columns that are kept; taken over
   */
  OrderedAccumulator(
      List<Integer> columns,
      Schema schema,
      List<SortKey> order,
      Accumulator inner,
      ExecutionContext context) {
    PhysicalPlan rows = new PhysicalPlan.Values(List.of(), schema, new Estimate(0, 0));
    this.columns = columns;
    this.context = context;
    this.inner = inner;
    this.plan = new PhysicalPlan.Sort(rows, order, rows.estimate());
    this.narrow = new Batch(schema);
  }

  @Override
  public void reset() {
    closeRows();
  }

  @Override
  public void add(Batch batch, int[] rows, int from, int to) {
    if (isSorted) {
      keepAgain();
    } else if (sink == null) {
      open();
    }
    System.arraycopy(rows, from, selected, 0, to - from);
    narrow.start(batch.rowCount());
    for (int c = 0; c < columns.size(); c++) {
      narrow.column(c).pointLike(batch.column(columns.get(c)));
    }
    narrow.select(selected, to - from);
    worker.accept(narrow);
  }

  private void open() {
    sink = new SortSink(plan, context);
    worker = sink.worker();
  }

  /** Sorted rows cannot be added to: they start a new sort. */
  private void keepAgain() {
    SortSink sorted = sink;
    open();
    isSorted = false;
    try (sorted) {
      pump(sorted, worker);
    }
  }

  @Override
  public void result(ColumnBuilder out) {
    if (sink != null && !isSorted) {
      worker.finish();
      sink.finish(ALONE);
      isSorted = true;
    }
    inner.reset();
    if (sink != null) {
      pump(sink, new Feed(inner));
    }
    inner.result(out);
  }

  private static void pump(SortSink sorted, BatchConsumer consumer) {
    try (Source.Worker output = sorted.output().worker()) {
      boolean more = true;
      while (more) {
        more = output.pump(consumer);
      }
    }
  }

  private void closeRows() {
    if (sink != null) {
      worker.close();
      sink.close();
      sink = null;
      isSorted = false;
    }
  }

  @Override
  public void close() {
    closeRows();
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

  private static final ParallelWork ALONE =
      new ParallelWork() {
        @Override
        public int threads() {
          return 1;
        }

        @Override
        public void runAll(List<Runnable> pieces) {
          pieces.forEach(Runnable::run);
        }
      };
}

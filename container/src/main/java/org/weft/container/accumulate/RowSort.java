package org.weft.container.accumulate;

import java.util.List;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.OneThread;
import org.weft.container.pipeline.OperatorMeter;
import org.weft.container.pipeline.Sink;
import org.weft.container.pipeline.Source;
import org.weft.container.sort.SortSink;
import org.weft.planner.expr.SortKey;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/**
 * Rows of one group that are sorted before they are read, on disk if memory is short. More may be
 * added after they were read. For one thread.
 */
final class RowSort implements BatchConsumer, AutoCloseable {
  private final Schema schema;
  private final List<SortKey> order;
  private final ExecutionContext context;
  private final OperatorMeter meter;
  private SortSink sink;
  private Sink.Worker worker;
  private boolean isSorted;

  RowSort(Schema schema, List<SortKey> order, ExecutionContext context, OperatorMeter meter) {
    this.schema = schema;
    this.order = order;
    this.context = context;
    this.meter = meter;
  }

  @Override
  public void accept(Batch batch) {
    if (isSorted) {
      keepAgain();
    } else if (sink == null) {
      open();
    }
    worker.accept(batch);
  }

  @Override
  public boolean wantsMore() {
    return true;
  }

  private void open() {
    sink = new SortSink(schema, order, context, meter);
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

  /** Shows all rows in order, or as many as are wanted. */
  void read(BatchConsumer reader) {
    if (sink == null) {
      return;
    }
    if (!isSorted) {
      worker.finish();
      sink.finish(OneThread.INSTANCE);
      isSorted = true;
    }
    pump(sink, reader);
  }

  private static void pump(SortSink sorted, BatchConsumer consumer) {
    try (Source.Worker output = sorted.output().worker()) {
      boolean more = true;
      while (more && consumer.wantsMore()) {
        more = output.pump(consumer);
      }
    }
  }

  /** Forgets all rows. */
  void clear() {
    if (sink != null) {
      worker.close();
      sink.close();
      sink = null;
      isSorted = false;
    }
  }

  @Override
  public void close() {
    clear();
  }
}

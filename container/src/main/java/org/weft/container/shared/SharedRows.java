package org.weft.container.shared;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.weft.container.hash.RowColumns;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.OperatorMeter;
import org.weft.container.pipeline.ParallelWork;
import org.weft.container.pipeline.Sink;
import org.weft.container.spill.PageOutput;
import org.weft.container.spill.SpillCount;
import org.weft.container.spill.SpillLayout;
import org.weft.planner.type.Schema;

/**
 * Keeps rows for several readers, each of which reads all of them on as many threads as there are.
 * Given back when the last reader is through.
 */
public final class SharedRows implements Sink {
  private final RowColumns columns;
  private final SpillLayout layout;
  private final ExecutionContext context;
  private final OperatorMeter meter;
  private final List<RowPart> parts = new CopyOnWriteArrayList<>();
  private final List<PageOutput> files = new CopyOnWriteArrayList<>();
  private final AtomicInteger unread;

  /**
   * @param readers how many readings there will be
   * @param meter of the operator whose rows are kept
   */
  public SharedRows(Schema schema, int readers, ExecutionContext context, OperatorMeter meter) {
    this.columns = new RowColumns(schema);
    this.layout = SpillLayout.of(columns);
    this.context = context;
    this.meter = meter;
    this.unread = new AtomicInteger(readers);
  }

  @Override
  public Sink.Worker worker() {
    RowPart part = new RowPart(this, context);
    parts.add(part);
    return part;
  }

  @Override
  public void finish(ParallelWork threads) {
    noteMemory();
  }

  /** One of the readings; its rows may be read once {@link #finish} has run. */
  public Reading reading() {
    return new Reading(this, context, this::wasRead);
  }

  /** A reading besides those that were announced; somebody else closes the rows. */
  public Reading furtherReading() {
    return new Reading(this, context, () -> {});
  }

  /** True if no row was kept. Once {@link #finish} has run. */
  public boolean isEmpty() {
    return parts.stream().allMatch(RowPart::isEmpty);
  }

  /** A reading is over. */
  private void wasRead() {
    if (unread.decrementAndGet() == 0) {
      close();
    }
  }

  RowColumns columns() {
    return columns;
  }

  SpillLayout layout() {
    return layout;
  }

  SpillCount spillCount() {
    return meter.spilled();
  }

  List<RowPart> parts() {
    return parts;
  }

  void add(PageOutput file) {
    files.add(file);
  }

  void noteMemory() {
    meter.memory(parts.stream().mapToLong(RowPart::memory).sum());
  }

  /** May be called twice. */
  @Override
  public void close() {
    parts.forEach(RowPart::release);
    parts.clear();
    files.forEach(PageOutput::delete);
    files.clear();
  }
}

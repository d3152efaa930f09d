package org.weft.container.scan;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Source;
import org.weft.io.scan.Narrowing;
import org.weft.io.scan.ScanReader;
import org.weft.io.scan.ScanRequest;
import org.weft.io.table.ScanReaders;
import org.weft.planner.expr.SortKey;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.type.Field;

/**
 * The rows of a table. A morsel is some independently readable parts of one file (row groups): one
 * if there are few, so that one large file keeps all threads busy, more if there are enough for
 * everybody, because opening a file costs. Columns are decoded when an operator first asks.
 *
 * <p>Few rows are read by one worker, however many files they are in: others would have nothing to
 * win, and the rows come in the order of the files.
 */
public final class ScanSource implements Source {
  /** So many rows are one worker's: about as long as another thread takes to start. */
  private static final long FEW_ROWS = 4096;

  private static final long FEW_BYTES = 1 << 18;

  private final PhysicalPlan.Scan scan;
  private final Narrowing narrowing;
  private final ScanReaders readers;
  private final ExecutionContext context;
  private final List<ScanTask.Source> morsels;
  private final int parallelism;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * @param narrowing what may be used to read less
   * @param tasks what to read of the table
   * @param readers the door to files
   */
  public ScanSource(
      PhysicalPlan.Scan scan,
      Narrowing narrowing,
      List<ScanTask> tasks,
      ScanReaders readers,
      ExecutionContext context) {
    this.scan = scan;
    this.narrowing = narrowing;
    this.readers = readers;
    this.context = context;
    long rows = tasks.stream().mapToLong(ScanTask::rowCount).sum();
    long bytes = tasks.stream().mapToLong(ScanTask::estimatedBytes).sum();
    boolean isLittle = rows <= FEW_ROWS && bytes <= FEW_BYTES;
    List<ScanTask.Source> pieces = Morsels.of(tasks, isLittle ? 1 : context.threads());
    this.morsels =
        isLittle || narrowing.first().isEmpty() ? pieces : inOrder(pieces, narrowing.first().get());
    this.parallelism = isLittle ? 1 : parallelism(rows);
  }

  /** Pieces that are likely to have the first rows of an order come first. */
  private List<ScanTask.Source> inOrder(List<ScanTask.Source> pieces, SortKey key) {
    Field column = scan.schema().field(key.ordinal());
    return new MorselOrder(key, column.type())
        .sorted(pieces, piece -> readers.statistics(scan.options(), piece, column));
  }

  /** No more workers than morsels; for a small limit, than the morsels that are likely to do. */
  private int parallelism(long rows) {
    int most = Math.max(1, morsels.size());
    if (scan.pushdowns().limit().isEmpty()) {
      return most;
    }
    long perMorsel = Math.max(1, rows / most);
    long enough = scan.pushdowns().limit().getAsLong() / perMorsel + 1;
    return (int) Math.min(most, enough);
  }

  @Override
  public int parallelism() {
    return parallelism;
  }

  @Override
  public Source.Worker worker() {
    return new Worker();
  }

  private final class Worker implements Source.Worker {
    private final MemoryScope memory = context.pool().scope("scan of " + scan.table());

    @Override
    public boolean pump(BatchConsumer consumer) {
      int morsel = next.getAndIncrement();
      if (morsel >= morsels.size()) {
        return false;
      }
      ScanRequest request =
          new ScanRequest(scan.options(), scan.schema(), narrowing, morsels.get(morsel), memory);
      try (ScanReader reader = readers.open(request)) {
        while (consumer.wantsMore() && reader.advance()) {
          consumer.accept(reader.batch());
        }
        context.meter(scan).scanned(reader.counts());
      }
      return true;
    }

    @Override
    public void close() {
      memory.close();
    }
  }
}

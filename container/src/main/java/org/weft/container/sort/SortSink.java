package org.weft.container.sort;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.weft.container.operator.LimitOperator;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.OperatorMeter;
import org.weft.container.pipeline.ParallelWork;
import org.weft.container.pipeline.Sink;
import org.weft.container.pipeline.Source;
import org.weft.container.sort.SortedRun.Chunk;
import org.weft.planner.expr.SortKey;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.Schema;

/**
 * Orders all rows. Threads keep rows; when they are done, each sorts an equal share, and the shares
 * are merged by all of them. If memory does not suffice, threads write what they have as runs,
 * which are merged while they are read.
 */
public final class SortSink implements Sink {
  private final RowFormat format;
  private final ExecutionContext context;
  private final MemoryScope scope;
  private final SortedRuns runs;
  private final List<SortWorker> workers = new CopyOnWriteArrayList<>();
  private final OperatorMeter meter;
  private SortedRun sorted;

  public SortSink(PhysicalPlan.Sort plan, ExecutionContext context) {
    this(plan.schema(), plan.keys(), context, context.meter(plan));
  }

  /** Orders rows of a schema by some of its columns. */
  public SortSink(
      Schema schema, List<SortKey> keys, ExecutionContext context, OperatorMeter meter) {
    this.meter = meter;
    this.format = new RowFormat(schema, keys);
    this.context = context;
    this.scope = context.pool().scope("sort");
    this.runs = new SortedRuns(format, context, meter.spilled());
  }

  @Override
  public synchronized Sink.Worker worker() {
    SortWorker worker = new SortWorker(format, runs, context, this::noteMemory);
    workers.add(worker);
    return worker;
  }

  private void noteMemory() {
    meter.memory(workers.stream().mapToLong(SortWorker::held).sum());
  }

  @Override
  public synchronized void finish(ParallelWork threads) {
    noteMemory();
    workers.forEach(SortWorker::seal);
    if (runs.isEmpty()) {
      sortInMemory(threads);
    } else {
      threads.runAll(workers.stream().map(worker -> (Runnable) worker::spill).toList());
      workers.forEach(SortWorker::release);
      runs.reduce(threads);
    }
  }

  private void sortInMemory(ParallelWork threads) {
    workers.forEach(worker -> worker.movePromise(scope));
    WordPlan plan = plan();
    List<List<Chunk>> shares = shares(threads.threads());
    AtomicReferenceArray<SortedRun> sortedShares = new AtomicReferenceArray<>(shares.size());
    List<Runnable> pieces = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      int share = i;
      pieces.add(
          () -> {
            context.cancellation().check();
            sortedShares.set(share, SortedRun.of(format, plan, shares.get(share), scope));
          });
    }
    threads.runAll(pieces);
    List<SortedRun> all = new ArrayList<>();
    for (int i = 0; i < sortedShares.length(); i++) {
      all.add(sortedShares.get(i));
    }
    RowComparator ties = plan.isExact() ? null : new RowComparator(format, plan.exactKeys());
    sorted = new RunMerge(ties, scope, threads).merge(all);
    scope.unpromise();
  }

  /** The rows in order, once {@link #finish} has run. */
  public synchronized Source output() {
    return sorted == null
        ? new MergedRuns(format, runs, context)
        : new SortedRows(format, context, sorted.pairs(), 0, sorted.count());
  }

  /** So many of the rows in order, behind the first {@code offset}. */
  public synchronized Source output(long offset, long count) {
    return new LimitedSource(output(), new LimitOperator(offset, count));
  }

  /**
   * The rows in order, those equal in the leading keys on one thread, other such groups on others.
   *
   * @param groupKeys how many of the keys; 0: all rows are one group
   */
  public synchronized Source groups(int groupKeys) {
    boolean onOneThread = sorted == null || groupKeys == 0 || context.threads() == 1;
    return onOneThread ? output() : new SortedGroups(format, context, sorted, groupKeys);
  }

  private WordPlan plan() {
    List<KeyRange> ranges = new ArrayList<>();
    for (int key = 0; key < format.keys().size(); key++) {
      KeyRange range = new KeyRange(format.keyLayout(key));
      for (SortWorker worker : workers) {
        range.add(worker.ranges().get(key));
      }
      ranges.add(range);
    }
    return WordPlan.of(format, ranges);
  }

  /** Deals the chunks of all threads out in shares of about the same number of rows. */
  private List<List<Chunk>> shares(int count) {
    List<Chunk> chunks = new ArrayList<>();
    workers.forEach(worker -> chunks.addAll(worker.chunks()));
    long rows = chunks.stream().mapToLong(Chunk::rows).sum();
    List<List<Chunk>> shares = new ArrayList<>();
    long dealt = 0;
    for (Chunk chunk : chunks) {
      if (shares.isEmpty() || dealt >= rows * shares.size() / count) {
        shares.add(new ArrayList<>());
      }
      shares.get(shares.size() - 1).add(chunk);
      dealt += chunk.rows();
    }
    return shares.isEmpty() ? List.of(List.of()) : shares;
  }

  @Override
  public synchronized void close() {
    workers.forEach(SortWorker::release);
    scope.close();
    runs.close();
  }
}

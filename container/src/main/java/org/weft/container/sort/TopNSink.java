package org.weft.container.sort;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.operator.LimitOperator;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.OperatorMeter;
import org.weft.container.pipeline.ParallelWork;
import org.weft.container.pipeline.Sink;
import org.weft.container.pipeline.Source;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.vector.Batch;

/**
 * Finds the first rows in order. Threads share a bound that tightens as they find better rows, and
 * look at no row beyond it. If memory does not suffice, for rows are long, threads write the first
 * of what they have as runs, which are merged while they are read.
 */
public final class TopNSink implements Sink {
  private final RowFormat format;
  private final WordPlan plan;
  private final long offset;
  private final long wanted;
  private final TopNBound bound;
  private final List<KeyRange> ranges = new ArrayList<>();
  private final SortedRuns runs;
  private final OperatorMeter meter;
  private final ExecutionContext context;
  private final List<TopNRows> found = new ArrayList<>();

  public TopNSink(PhysicalPlan.TopN plan, ExecutionContext context) {
    this.format = new RowFormat(plan.schema(), plan.keys());
    for (int key = 0; key < plan.keys().size(); key++) {
      ranges.add(KeyRange.any(format, key));
    }
    this.plan = WordPlan.of(format, ranges);
    this.offset = plan.offset();
    long sum = plan.offset() + plan.limit();
    this.wanted = plan.limit() == 0 ? 0 : sum < 0 ? Long.MAX_VALUE : sum;
    this.bound = new TopNBound(this.plan, format);
    this.meter = context.meter(plan);
    this.runs = new SortedRuns(format, context, meter.spilled());
    this.context = context;
  }

  /** What the leading key of rows that are still wanted does not lie beyond. */
  public LeadingBound bound() {
    return bound.leading();
  }

  /** False if so many rows are wanted that memory may not hold them: a sort can spill. */
  public static boolean fits(PhysicalPlan.TopN plan, ExecutionContext context) {
    // each thread may keep twice as many rows as are wanted, and pairs
    long width = new RowFormat(plan.schema(), plan.keys()).width() + 2L * Pairs.WIDTH;
    double bytes = 2.0 * context.threads() * width * ((double) plan.offset() + plan.limit());
    return bytes <= context.pool().limit() / 4.0;
  }

  @Override
  public synchronized Sink.Worker worker() {
    TopNRows rows = new TopNRows(plan, ranges, wanted, bound, runs, context);
    found.add(rows);
    return new Worker(rows, wanted);
  }

  @Override
  public synchronized void finish(ParallelWork threads) {
    if (found.isEmpty()) {
      return;
    }
    meter.memory(found.stream().mapToLong(TopNRows::held).sum());
    found.forEach(TopNRows::seal);
    if (!runs.isEmpty()) {
      threads.runAll(found.stream().map(rows -> (Runnable) rows::spill).toList());
      found.forEach(TopNRows::close);
      runs.reduce(threads);
      return;
    }
    TopNRows all = found.get(0);
    for (TopNRows other : found.subList(1, found.size())) {
      all.adopt(other);
    }
    all.sort();
  }

  /** The first rows in order, once {@link #finish} has run. */
  public synchronized Source output() {
    if (found.isEmpty()) {
      return new SortedRows(format, context, 0, 0, 0);
    }
    if (!runs.isEmpty()) {
      Source merged = new MergedRuns(format, runs, context);
      return new LimitedSource(merged, new LimitOperator(offset, wanted - offset));
    }
    TopNRows all = found.get(0);
    long end = Math.min(wanted, all.count());
    return new SortedRows(format, context, all.pairs(), Math.min(offset, end), end);
  }

  @Override
  public synchronized void close() {
    found.forEach(TopNRows::close);
    found.clear();
    runs.close();
  }

  /** The state of one thread; its memory belongs to the sink. */
  private record Worker(TopNRows rows, long wanted) implements Sink.Worker {
    @Override
    public void accept(Batch batch) {
      rows.add(batch);
    }

    @Override
    public boolean wantsMore() {
      return wanted > 0;
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
  }
}

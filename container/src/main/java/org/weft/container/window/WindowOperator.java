package org.weft.container.window;

import java.util.Optional;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.memory.MemoryClaim;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.memory.Spillable;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.vector.Batch;

/**
 * Adds columns computed from the rows of a partition. Each thread's rows come in order, partition
 * by partition, and no partition comes on two threads. When memory is short, a partition is handed
 * on in parts, if its functions allow.
 */
public final class WindowOperator implements StreamOperator {
  /** Memory that taking in a batch may need. */
  private static final long LEAST_BYTES = 256 << 10;

  private final PhysicalPlan.Window plan;
  private final ExecutionContext context;
  private final Optional<PartReach> reach;

  public WindowOperator(PhysicalPlan.Window plan, ExecutionContext context) {
    this.plan = plan;
    this.context = context;
    this.reach = PartReach.of(plan.calls(), plan.orderKeys());
  }

  @Override
  public StreamOperator.Worker worker(BatchConsumer next) {
    MemoryScope scope = context.pool().scope("window");
    try {
      return new Worker(scope, next);
    } catch (RuntimeException | Error e) {
      scope.close();
      throw e;
    }
  }

  private final class Worker implements StreamOperator.Worker, Spillable, LargePartition.Output {
    private final MemoryScope scope;
    private final BatchConsumer next;
    private final WindowBuffer buffer;
    private final WindowFunctions functions;
    private final Batch output = new Batch(plan.schema());

    /** Null if some function needs whole partitions. */
    private final LargePartition parts;

    private final MemoryClaim claim;

    Worker(MemoryScope scope, BatchConsumer next) {
      this.scope = scope;
      this.next = next;
      this.buffer = new WindowBuffer(plan, scope);
      this.functions = new WindowFunctions(plan, new WindowFunctions.Partitions(), context, scope);
      this.parts = reach.map(this::parts).orElse(null);
      this.claim = parts == null ? null : context.claim(this);
    }

    private LargePartition parts(PartReach allowed) {
      WindowParts.Input input = new WindowParts.Input(plan, allowed, buffer);
      return switch (allowed.passes()) {
        case ONE -> new WindowParts(input, new WindowFunctions.Parts(), this, context, scope);
        case TWO -> new SurveyedPartition(input, this, context, scope);
      };
    }

    @Override
    public void accept(Batch batch) {
      // results take about as much as the rows
      boolean isShort = parts != null && claim.mustSpill(LEAST_BYTES + scope.held() / 2);
      buffer.append(batch);
      if (parts != null && parts.isOpen()) {
        parts.goOn();
      } else if (isShort) {
        handOn(buffer.completeRows());
        if (parts.isWorthIt(buffer.rows())) {
          parts.open();
          parts.goOn();
        }
      }
      boolean isEnough = parts == null || !parts.isOpen();
      if (isEnough && buffer.completeRows() >= LargePartition.ENOUGH_ROWS) {
        handOn(buffer.completeRows());
      }
    }

    /** A partition in parts holds no more than it must. */
    @Override
    public long held() {
      return parts.isOpen() || !parts.isWorthIt(buffer.rows()) ? 0 : scope.held();
    }

    @Override
    public boolean spillNow() {
      return false; // its rows go on, which only its own thread can do
    }

    @Override
    public boolean wantsMore() {
      return next.wantsMore();
    }

    @Override
    public void finish() {
      if (parts != null && parts.isOpen()) {
        parts.complete();
      }
      if (next.wantsMore()) {
        handOn(buffer.rows());
      }
    }

    private void handOn(int rows) {
      if (rows == 0) {
        return;
      }
      context.cancellation().check();
      buffer.take(rows);
      functions.compute(buffer.complete());
      handOn(buffer, functions, 0, rows);
      buffer.drop(rows);
    }

    @Override
    public void handOn(WindowBuffer rows, WindowFunctions results, int from, int to) {
      int first = from;
      while (first < to && next.wantsMore()) {
        rows.show(output, first, to);
        results.show(output, plan.input().schema().size(), first);
        next.accept(output);
        first += output.rowCount();
      }
    }

    @Override
    public void close() {
      try (scope;
          functions;
          parts) {
        if (claim != null) {
          claim.close();
        }
      }
    }
  }
}

package org.weft.container.join;

import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.StreamOperator;
import org.weft.container.spill.SpillCount;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.vector.Batch;

/**
 * Rows with equal keys of which there are more than memory holds: those of both sides go to disk,
 * and are joined from there when all have come, as a join without keys is. For one thread.
 */
final class LargeGroup implements AutoCloseable {
  private final JoinSpill spill;
  private final PartitionJoin join;
  private final StreamOperator.Worker probe;

  /**
   * @param node the join, without keys
   * @param count of what the operator spills
   */
  LargeGroup(
      PhysicalPlan.HashJoin node, Probes probes, SpillCount count, ExecutionContext context) {
    BuildLayout layout = BuildLayout.of(node);
    spill = new JoinSpill(node, layout, count, context);
    join = new PartitionJoin(node, probes, spill, layout, probes.limits(), context);
    probe =
        new PartitionedProbe(
            node,
            spill,
            new NoRows(),
            new NoRows(),
            PartitionJoin.Everything.INSTANCE,
            context.pool().scope("join"));
  }

  /** Writes build rows. */
  void addBuild(EqualRows rows) {
    spill.write(rows);
  }

  /** Writes the selected probe rows. */
  void addProbe(Batch rows) {
    probe.accept(rows);
  }

  /** Joins what was written, and hands the result on. */
  void join(BatchConsumer next) {
    probe.finish();
    join.join(0, next);
  }

  @Override
  public void close() {
    try (spill;
        join) {
      probe.close();
    }
  }
}

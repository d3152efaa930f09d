package org.weft.container.join;

import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;

/**
 * Chooses how rows are probed.
 *
 * @param compiler of residual conditions
 */
record Probes(JoinLimits limits, ResidualCompiler compiler, ExecutionContext context) {
  /** A worker that looks for matches in the table. */
  StreamOperator.Worker worker(PhysicalPlan.HashJoin node, BuildTable build, BatchConsumer next) {
    if (build.rows() == 0) {
      return withoutBuildRows(node, next);
    }
    MemoryScope scope = context.pool().scope("join");
    try {
      if (build.table() != null) {
        return new KeyProbe(node, build, limits, compiler, next, scope);
      }
      PairOutput output =
          new PairOutput(node, build.layout(), build.nullable(), compiler, next, scope);
      if (build.band() != null) {
        return new BandProbe(
            node.type(), build.band(), context.cancellation(), output, next, scope);
      }
      return new EveryPairProbe(node.type(), build, context.cancellation(), output, next, scope);
    } catch (RuntimeException | Error e) {
      scope.close();
      throw e;
    }
  }

  /** A worker that finds no match. */
  StreamOperator.Worker withoutBuildRows(PhysicalPlan.HashJoin node, BatchConsumer next) {
    if (node.type().asksOnlyForMatch()) {
      return constant(node, ConstantProbe.Match.NONE, next);
    }
    MemoryScope scope = context.pool().scope("join");
    try {
      BuildLayout layout = BuildLayout.of(node);
      boolean[] nullable = new boolean[layout.columns()];
      PairBatch pairs =
          new PairBatch(
              node.schema(),
              node.type().emitsPairs() ? node.probe().schema().size() : 0,
              layout,
              nullable,
              scope);
      return new EmptyBuildProbe(node.type(), pairs, next, scope);
    } catch (RuntimeException | Error e) {
      scope.close();
      throw e;
    }
  }

  /** A worker of a join that only asks for a match, which all rows have or none. */
  StreamOperator.Worker constant(
      PhysicalPlan.HashJoin node, ConstantProbe.Match match, BatchConsumer next) {
    MemoryScope scope = context.pool().scope("join");
    try {
      return new ConstantProbe(node, match, next, scope);
    } catch (RuntimeException | Error e) {
      scope.close();
      throw e;
    }
  }
}

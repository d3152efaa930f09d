package org.weft.container.join;

import java.util.Optional;
import org.weft.container.expression.ExpressionCompiler;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Sink;
import org.weft.container.pipeline.Source;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;

/**
 * A join in three parts, run one after the other: {@link #build} takes the rows of one side, {@link
 * #probe} sends those of the other through, and {@link #unmatchedBuildRows} gives what only then is
 * known. The build side's memory is held until {@link #close}.
 */
public final class HashJoin implements AutoCloseable {
  private final PhysicalPlan.HashJoin node;
  private final ExecutionContext context;
  private final JoinLimits limits;
  private final ResidualCompiler compiler;
  private final BuildSide build;

  public HashJoin(PhysicalPlan.HashJoin node, ExecutionContext context) {
    this(node, context, JoinLimits.DEFAULT, ExpressionCompiler::selector);
  }

  HashJoin(
      PhysicalPlan.HashJoin node,
      ExecutionContext context,
      JoinLimits limits,
      ResidualCompiler compiler) {
    this.node = node;
    this.context = context;
    this.limits = limits;
    this.compiler = compiler;
    this.build = new BuildSide(node, context, limits);
  }

  /** Takes the build rows. Closing it gives back the whole join's memory. */
  public Sink build() {
    return build;
  }

  /** Takes the probe rows once the build side is finished. */
  public StreamOperator probe() {
    return this::worker;
  }

  private StreamOperator.Worker worker(BatchConsumer next) {
    MemoryScope scope = context.pool().scope("join");
    try {
      return worker(next, scope);
    } catch (RuntimeException | Error e) {
      scope.close();
      throw e;
    }
  }

  private StreamOperator.Worker worker(BatchConsumer next, MemoryScope scope) {
    if (build.hasNullKey()) {
      return new ConstantProbe(node, ConstantProbe.Match.ALL, next, scope);
    }
    if (build.rows() == 0 && node.type().asksOnlyForMatch()) {
      return new ConstantProbe(node, ConstantProbe.Match.NONE, next, scope);
    }
    if (build.rows() > 0 && build.table() != null) {
      return new KeyProbe(node, build, limits, compiler, next, scope);
    }
    PairOutput output =
        new PairOutput(node, build.layout(), build.nullable(), compiler, next, scope);
    if (build.rows() > 0) {
      return new EveryPairProbe(node.type(), build, context.cancellation(), output, next, scope);
    }
    output.close();
    return new EmptyBuildProbe(node.type(), output.pairs(), next, scope);
  }

  /** For the types that emit build rows at the end: those rows, once the probe side is through. */
  public Optional<Source> unmatchedBuildRows() {
    return node.type().emitsBuildRowsAtEnd()
        ? Optional.of(new BuildRowSource(node, build, context.pool()))
        : Optional.empty();
  }

  @Override
  public void close() {
    build.close();
  }
}

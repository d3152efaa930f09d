package org.weft.container.join;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.weft.container.expression.ExpressionCompiler;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Sink;
import org.weft.container.pipeline.Source;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.physical.PhysicalPlan;

/**
 * A join in four parts, run one after the other: {@link #build} takes the rows of one side, {@link
 * #probe} sends those of the other through, {@link #unmatchedBuildRows} gives what only then is
 * known, and {@link #spilledRows} what had to wait on disk. The build side's memory is held until
 * {@link #close}.
 */
public final class HashJoin implements AutoCloseable {
  private final PhysicalPlan.HashJoin node;
  private final ExecutionContext context;
  private final JoinLimits limits;
  private final Probes probes;
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
    this.probes = new Probes(limits, compiler, context);
    this.build = new BuildSide(node, context, limits);
  }

  /** Takes the build rows. Closing it gives back the whole join's memory. */
  public Sink build() {
    return build;
  }

  /**
   * The values of one of the build keys, to be asked for once the build side is finished; null if
   * there are more rows than this, or they are too many.
   */
  public Supplier<KeyFilter> keyFilter(int key, long mostRows) {
    return build.filters().of(key, mostRows);
  }

  /**
   * Between which values one of the build keys lies, to be asked for once the build side is
   * finished; null if its rows went to disk.
   */
  public Supplier<KeyValues> keyValues(int key) {
    return build.filters().values(key);
  }

  /** Takes the probe rows once the build side is finished. */
  public StreamOperator probe() {
    return this::worker;
  }

  private StreamOperator.Worker worker(BatchConsumer next) {
    if (build.hasNullKey()) {
      return probes.constant(node, ConstantProbe.Match.ALL, next);
    }
    StreamOperator.Worker inMemory = probes.worker(node, build.probed(), next);
    if (!build.spill().isUsed()) {
      return inMemory;
    }
    try {
      // only such nulls have a match that does not depend on their partition
      StreamOperator.Worker matched =
          node.nullKeys() == PhysicalPlan.HashJoin.NullKeys.MATCH_EVERYTHING
              ? probes.constant(node, ConstantProbe.Match.ALL, next)
              : new NoRows();
      return new PartitionedProbe(
          node, build.spill(), inMemory, matched, next, context.pool().scope("join"));
    } catch (RuntimeException | Error e) {
      inMemory.close();
      throw e;
    }
  }

  /** For the types that emit build rows at the end: those rows, once the probe side is through. */
  public Optional<Source> unmatchedBuildRows() {
    return node.type().emitsBuildRowsAtEnd()
        ? Optional.of(new BuildRowSource(node, build.probed(), context.pool()))
        : Optional.empty();
  }

  /**
   * What comes of the rows that had to be spilled. To be asked for when the probe side is through
   * and {@link #unmatchedBuildRows} were read: the table in memory is given up.
   */
  public Source spilledRows() {
    JoinSpill spill = build.spill();
    boolean anything = spill.isUsed() && !build.hasNullKey();
    if (anything) {
      build.release();
    }
    BuildLayout layout = BuildLayout.of(node);
    return new SpilledJoin(
        anything ? spill.open() : List.of(),
        () -> new PartitionJoin(node, probes, spill, layout, limits, context));
  }

  @Override
  public void close() {
    build.close();
  }
}

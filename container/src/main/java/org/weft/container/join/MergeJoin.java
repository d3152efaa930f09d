package org.weft.container.join;

import org.weft.container.expression.ExpressionCompiler;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Sink;
import org.weft.container.pipeline.Source;
import org.weft.container.pipeline.StreamOperator;
import org.weft.container.sort.SortSink;
import org.weft.planner.physical.PhysicalPlan;

/**
 * A join in two parts: the rows of both sides, made alike by {@link #tagBuild} and {@link
 * #tagProbe}, go into one {@link #sorter}; then {@link #pairs} is what {@link #sorted} rows go
 * through. Whatever the sort can do, such as to write runs to disk, this join can do. Of the build
 * side only the rows with equal keys are in memory at once, and if those are too many, they go to
 * disk ({@link LargeGroup}); of an as-of join, one row.
 */
public final class MergeJoin {
  private final PhysicalPlan.MergeJoin node;
  private final ExecutionContext context;
  private final SortedSides sides;
  private final SortSink sorter;
  private final JoinLimits limits;

  public MergeJoin(PhysicalPlan.MergeJoin node, ExecutionContext context) {
    this(node, context, JoinLimits.DEFAULT);
  }

  MergeJoin(PhysicalPlan.MergeJoin node, ExecutionContext context, JoinLimits limits) {
    this.limits = limits;
    this.node = node;
    this.context = context;
    this.sides = new SortedSides(node, context);
    this.sorter = new SortSink(sides.schema(), sides.order(), context, context.meter(node));
  }

  /** What build rows go through on their way to the sorter. */
  public StreamOperator tagBuild() {
    return sides.tagging(SortedSides.Side.BUILD);
  }

  /** What probe rows go through on their way to the sorter. */
  public StreamOperator tagProbe() {
    return sides.tagging(SortedSides.Side.PROBE);
  }

  /** Takes the rows of both sides. Closing it gives their memory back. */
  public Sink sorter() {
    return sorter;
  }

  /** The rows of both sides in order, once the sorter has finished. */
  public Source sorted() {
    return sorter.output();
  }

  /** Makes pairs of the sorted rows. */
  public StreamOperator pairs() {
    Probes probes = new Probes(limits, ExpressionCompiler::selector, context);
    return next -> new MergeProbe(node, sides, probes, next, context);
  }
}

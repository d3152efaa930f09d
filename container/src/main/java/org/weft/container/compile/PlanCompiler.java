package org.weft.container.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.weft.container.aggregate.HashAggregateSink;
import org.weft.container.aggregate.PartialAggregateOperator;
import org.weft.container.aggregate.sorted.OneGroupSink;
import org.weft.container.aggregate.sorted.SortedAggregateOperator;
import org.weft.container.join.HashJoin;
import org.weft.container.join.MergeJoin;
import org.weft.container.operator.FilterOperator;
import org.weft.container.operator.LimitOperator;
import org.weft.container.operator.ProjectOperator;
import org.weft.container.pipeline.Closing;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Pipeline;
import org.weft.container.pipeline.PipelineStep;
import org.weft.container.pipeline.Sink;
import org.weft.container.pipeline.Source;
import org.weft.container.sort.SortSink;
import org.weft.container.sort.TopNSink;
import org.weft.container.source.ValuesSource;
import org.weft.container.window.WindowOperator;
import org.weft.container.write.FileSink;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalVisitor;

/**
 * Cuts a plan into pipelines at the operators that need all their input first: the build side of a
 * join, aggregation, sort, top-N.
 *
 * <p>What such an operator keeps is given back as soon as the pipelines that read it have run.
 */
public final class PlanCompiler implements PhysicalVisitor<Flow> {
  private final LeafSources leaves;
  private final ExecutionContext context;
  private final List<PipelineStep> steps = new ArrayList<>();
  private final Closing resources = new Closing();

  private PlanCompiler(LeafSources leaves, ExecutionContext context) {
    this.leaves = leaves;
    this.context = context;
  }

  /** A plan whose rows end in this sink, which stays the caller's. */
  public static CompiledPlan compile(
      PhysicalPlan plan, Sink sink, LeafSources leaves, ExecutionContext context) {
    PlanCompiler compiler = new PlanCompiler(leaves, context);
    try {
      compiler.fill(sink, plan.accept(compiler));
      return new CompiledPlan(compiler.steps, compiler.resources);
    } catch (RuntimeException | Error e) {
      compiler.resources.closeAfter(e);
      throw e;
    }
  }

  private void fill(Sink sink, Flow rows) {
    steps.add(new PipelineStep(rows.pipelines(), sink, rows.spent()));
  }

  /** Everything into a sink, then out of it again. */
  private Flow through(Sink sink, Supplier<Source> output, PhysicalPlan input) {
    AutoCloseable kept = resources.add(closeOnce(sink));
    fill(sink, input.accept(this));
    return source(output).spending(kept);
  }

  private static Flow source(Supplier<Source> source) {
    return Flow.of(new Pipeline(source, List.of()));
  }

  /** Closed early if the query gets that far, and in any case at its end. */
  private static AutoCloseable closeOnce(AutoCloseable resource) {
    AtomicBoolean closed = new AtomicBoolean();
    return () -> {
      if (closed.compareAndSet(false, true)) {
        resource.close();
      }
    };
  }

  @Override
  public Flow scan(PhysicalPlan.Scan scan) {
    return source(() -> leaves.scan(scan));
  }

  @Override
  public Flow shuffleRead(PhysicalPlan.ShuffleRead read) {
    return source(() -> leaves.shuffleRead(read));
  }

  @Override
  public Flow values(PhysicalPlan.Values values) {
    return source(() -> new ValuesSource(values, context.pool()));
  }

  @Override
  public Flow filter(PhysicalPlan.Filter filter) {
    return filter.input().accept(this).through(new FilterOperator(filter, context));
  }

  @Override
  public Flow project(PhysicalPlan.Project project) {
    return project.input().accept(this).through(new ProjectOperator(project, context));
  }

  @Override
  public Flow limit(PhysicalPlan.Limit limit) {
    return limit.input().accept(this).through(new LimitOperator(limit));
  }

  @Override
  public Flow unionAll(PhysicalPlan.UnionAll union) {
    Flow all = new Flow(List.of(), List.of());
    for (PhysicalPlan input : union.inputs()) {
      all = all.then(input.accept(this));
    }
    return all;
  }

  @Override
  public Flow hashAggregate(PhysicalPlan.HashAggregate aggregate) {
    if (aggregate.phase() == PhysicalPlan.HashAggregate.Phase.PARTIAL) {
      return aggregate
          .input()
          .accept(this)
          .through(new PartialAggregateOperator(aggregate, context));
    }
    HashAggregateSink sink = new HashAggregateSink(aggregate, context);
    return through(sink, sink::output, aggregate.input());
  }

  @Override
  public Flow sortedAggregate(PhysicalPlan.SortedAggregate aggregate) {
    boolean isPart = aggregate.phase() == PhysicalPlan.HashAggregate.Phase.PARTIAL;
    if (isPart || !aggregate.keys().isEmpty()) {
      return aggregate
          .input()
          .accept(this)
          .through(new SortedAggregateOperator(aggregate, context));
    }
    OneGroupSink sink = new OneGroupSink(aggregate, context);
    return through(sink, sink::output, aggregate.input());
  }

  @Override
  public Flow sort(PhysicalPlan.Sort sort) {
    SortSink sink = new SortSink(sort, context);
    return through(sink, sink::output, sort.input());
  }

  @Override
  public Flow groupedSort(PhysicalPlan.GroupedSort sort) {
    PhysicalPlan.Sort ordered = new PhysicalPlan.Sort(sort.input(), sort.keys(), sort.estimate());
    SortSink sink = new SortSink(ordered, context);
    return through(sink, sink::output, sort.input());
  }

  @Override
  public Flow window(PhysicalPlan.Window window) {
    return window.input().accept(this).through(new WindowOperator(window, context));
  }

  @Override
  public Flow topN(PhysicalPlan.TopN topN) {
    if (!TopNSink.fits(topN, context)) {
      PhysicalPlan.Sort sort = new PhysicalPlan.Sort(topN.input(), topN.keys(), topN.estimate());
      return new PhysicalPlan.Limit(
              sort, topN.offset(), OptionalLong.of(topN.limit()), topN.estimate())
          .accept(this);
    }
    TopNSink sink = new TopNSink(topN, context);
    return through(sink, sink::output, topN.input());
  }

  @Override
  public Flow hashJoin(PhysicalPlan.HashJoin plan) {
    HashJoin join = new HashJoin(plan, context);
    AutoCloseable table = resources.add(closeOnce(join));
    fill(join.build(), plan.build().accept(this));
    Flow rows = plan.probe().accept(this).through(join.probe());
    if (plan.type().emitsBuildRowsAtEnd()) {
      rows = rows.then(source(() -> join.unmatchedBuildRows().orElseThrow()));
    }
    rows = rows.then(source(join::spilledRows));
    return rows.spending(table);
  }

  @Override
  public Flow mergeJoin(PhysicalPlan.MergeJoin plan) {
    MergeJoin join = new MergeJoin(plan, context);
    AutoCloseable kept = resources.add(closeOnce(join.sorter()));
    Flow build = plan.pairs().build().accept(this).through(join.tagBuild());
    Flow probe = plan.pairs().probe().accept(this).through(join.tagProbe());
    fill(join.sorter(), build.then(probe));
    return source(join::sorted).through(join.pairs()).spending(kept);
  }

  @Override
  public Flow write(PhysicalPlan.Write write) {
    FileSink sink = new FileSink(write, leaves.attempt(), context);
    return through(sink, sink::output, write.input());
  }

  @Override
  public Flow commit(PhysicalPlan.Commit commit) {
    throw new IllegalStateException("a commit inside a query: " + commit.input().spec());
  }

  @Override
  public Flow exchange(PhysicalPlan.Exchange exchange) {
    throw new IllegalStateException("an exchange inside a stage: " + exchange.distribution());
  }
}

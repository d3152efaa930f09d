package org.weft.container.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.weft.container.operator.UnnestOperator;
import org.weft.container.pipeline.Closing;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Metering;
import org.weft.container.pipeline.OperatorMeter;
import org.weft.container.pipeline.Pipeline;
import org.weft.container.pipeline.PipelineExecutor;
import org.weft.container.pipeline.PipelineStep;
import org.weft.container.pipeline.Sink;
import org.weft.container.pipeline.Source;
import org.weft.container.pipeline.StreamOperator;
import org.weft.container.recursion.RecursionRows;
import org.weft.container.recursion.Rounds;
import org.weft.container.shared.Reading;
import org.weft.container.shared.SharedRows;
import org.weft.container.sort.PartitionTopOperator;
import org.weft.container.sort.SortSink;
import org.weft.container.sort.TopNSink;
import org.weft.container.source.ValuesSource;
import org.weft.container.window.WindowOperator;
import org.weft.container.write.FileSink;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalVisitor;
import org.weft.planner.setting.KnownSettings;

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
  private final RuntimeFilters filters;
  private final SharedPlans shared;

  private PlanCompiler(
      PhysicalPlan root, SharedPlans shared, LeafSources leaves, ExecutionContext context) {
    this.filters = new RuntimeFilters(root, leaves, context);
    this.shared = shared;
    this.leaves = leaves;
    this.context = context;
  }

  /** A plan whose rows end in this sink, which stays the caller's. */
  public static CompiledPlan compile(
      PhysicalPlan plan, Sink sink, LeafSources leaves, ExecutionContext context) {
    return new PlanCompiler(plan, new SharedPlans(plan), leaves, context).compiled(plan, sink);
  }

  private CompiledPlan compiled(PhysicalPlan plan, Sink sink) {
    try {
      fill(sink, visit(plan), Optional.empty());
      return new CompiledPlan(steps, resources);
    } catch (RuntimeException | Error e) {
      resources.closeAfter(e);
      throw e;
    }
  }

  private void fill(Sink sink, Flow rows, Optional<OperatorMeter> meter) {
    steps.add(new PipelineStep(rows.pipelines(), sink, rows.spent(), meter));
  }

  /** The rows of a plan, counted. */
  private Flow visit(PhysicalPlan plan) {
    return plan.accept(this).through(new Metering(context.meter(plan)));
  }

  /** Everything into a sink, then out of it again. */
  private Flow through(Sink sink, Supplier<Source> output, PhysicalPlan node, PhysicalPlan input) {
    AutoCloseable kept = resources.add(closeOnce(sink));
    fill(sink, visit(input), Optional.of(context.meter(node)));
    return source(node, output).spending(kept);
  }

  private Flow source(PhysicalPlan node, Supplier<Source> source) {
    OperatorMeter meter = context.meter(node);
    return Flow.of(new Pipeline(() -> Metering.source(source.get(), meter), List.of()));
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
    Flow rows = source(scan, () -> leaves.scan(scan, filters.narrowing(scan)));
    for (StreamOperator filter : filters.of(scan)) {
      rows = rows.through(filter);
    }
    return rows;
  }

  @Override
  public Flow shuffleRead(PhysicalPlan.ShuffleRead read) {
    return source(read, () -> leaves.shuffleRead(read));
  }

  @Override
  public Flow values(PhysicalPlan.Values values) {
    return source(values, () -> new ValuesSource(values, context.pool()));
  }

  @Override
  public Flow filter(PhysicalPlan.Filter filter) {
    return visit(filter.input()).through(new FilterOperator(filter, context));
  }

  @Override
  public Flow project(PhysicalPlan.Project project) {
    return visit(project.input()).through(new ProjectOperator(project, context));
  }

  @Override
  public Flow unnest(PhysicalPlan.Unnest unnest) {
    return unnest.input().accept(this).through(new UnnestOperator(unnest, context));
  }

  @Override
  public Flow limit(PhysicalPlan.Limit limit) {
    return visit(limit.input()).through(new LimitOperator(limit));
  }

  @Override
  public Flow unionAll(PhysicalPlan.UnionAll union) {
    Flow all = new Flow(List.of(), List.of());
    for (PhysicalPlan input : union.inputs()) {
      all = all.then(visit(input));
    }
    return all;
  }

  @Override
  public Flow hashAggregate(PhysicalPlan.HashAggregate aggregate) {
    if (aggregate.phase() == PhysicalPlan.HashAggregate.Phase.PARTIAL) {
      return visit(aggregate.input()).through(new PartialAggregateOperator(aggregate, context));
    }
    HashAggregateSink sink = new HashAggregateSink(aggregate, context);
    return through(sink, sink::output, aggregate, aggregate.input());
  }

  @Override
  public Flow sortedAggregate(PhysicalPlan.SortedAggregate aggregate) {
    boolean isPart = aggregate.phase() == PhysicalPlan.HashAggregate.Phase.PARTIAL;
    if (isPart || !aggregate.keys().isEmpty()) {
      return visit(aggregate.input()).through(new SortedAggregateOperator(aggregate, context));
    }
    OneGroupSink sink = new OneGroupSink(aggregate, context);
    return through(sink, sink::output, aggregate, aggregate.input());
  }

  @Override
  public Flow sort(PhysicalPlan.Sort sort) {
    SortSink sink = new SortSink(sort, context);
    return through(sink, sink::output, sort, sort.input());
  }

  @Override
  public Flow groupedSort(PhysicalPlan.GroupedSort sort) {
    SortSink sink = new SortSink(sort.schema(), sort.keys(), context, context.meter(sort));
    return through(sink, () -> sink.groups(sort.groupKeys()), sort, sort.input());
  }

  @Override
  public Flow window(PhysicalPlan.Window window) {
    return visit(window.input()).through(new WindowOperator(window, context));
  }

  @Override
  public Flow partitionTop(PhysicalPlan.PartitionTop top) {
    return visit(top.input()).through(new PartitionTopOperator(top, context));
  }

  @Override
  public Flow topN(PhysicalPlan.TopN topN) {
    if (!TopNSink.fits(topN, context)) {
      SortSink sort = new SortSink(topN.schema(), topN.keys(), context, context.meter(topN));
      return through(sort, () -> sort.output(topN.offset(), topN.limit()), topN, topN.input());
    }
    TopNSink sink = new TopNSink(topN, context);
    if (context.settings().get(KnownSettings.ENABLE_PUSHDOWNS)) {
      filters.add(topN, sink.bound());
    }
    return through(sink, sink::output, topN, topN.input());
  }

  @Override
  public Flow hashJoin(PhysicalPlan.HashJoin plan) {
    HashJoin join = new HashJoin(plan, context);
    AutoCloseable table = resources.add(closeOnce(join));
    fill(join.build(), visit(plan.build()), Optional.of(context.meter(plan)));
    if (context.settings().get(KnownSettings.ENABLE_PUSHDOWNS)) {
      filters.add(plan, join);
    }
    Flow rows = visit(plan.probe()).through(join.probe());
    if (plan.type().emitsBuildRowsAtEnd()) {
      rows = rows.then(source(plan, () -> join.unmatchedBuildRows().orElseThrow()));
    }
    rows = rows.then(source(plan, join::spilledRows));
    return rows.spending(table);
  }

  @Override
  public Flow mergeJoin(PhysicalPlan.MergeJoin plan) {
    MergeJoin join = new MergeJoin(plan, context);
    AutoCloseable kept = resources.add(closeOnce(join.sorter()));
    Flow build = visit(plan.pairs().build()).through(join.tagBuild());
    Flow probe = visit(plan.pairs().probe()).through(join.tagProbe());
    fill(join.sorter(), build.then(probe), Optional.of(context.meter(plan)));
    return source(plan, join::sorted).through(join.pairs()).spending(kept);
  }

  /** The first reference that is met fills the rows, before anything that reads them runs. */
  @Override
  public Flow shared(PhysicalPlan.Shared reference) {
    return rows(reference, shared.reading(reference, this::fillShared));
  }

  private Flow rows(PhysicalPlan reference, Reading unopened) {
    Reading reading = resources.add(unopened);
    return source(reference, reading::open).spending(reading);
  }

  @Override
  public Flow workingTable(PhysicalPlan.WorkingTable table) {
    return rows(table, shared.reading(table));
  }

  /** What is the same in all rounds comes first; every round is a plan of its own. */
  @Override
  public Flow recursion(PhysicalPlan.Recursion plan) {
    List<SharedRows> constants = shared.constants(plan, this::fillShared);
    RecursionRows rows = new RecursionRows(plan, rounds(plan), context);
    AutoCloseable kept = resources.add(closeOnce(rows));
    fill(rows.first(), visit(plan.first()), Optional.of(context.meter(plan)));
    Flow output = source(plan, rows::output).spending(kept);
    for (SharedRows constant : constants) {
      output = output.spending(constant);
    }
    return output;
  }

  private Rounds rounds(PhysicalPlan.Recursion plan) {
    return (added, sink, threads) -> {
      PlanCompiler round =
          new PlanCompiler(plan.round(), shared.round(plan, added), leaves, context);
      try (CompiledPlan compiled = round.compiled(plan.round(), sink)) {
        new PipelineExecutor(threads, context.cancellation()).run(compiled.steps());
      }
    };
  }

  private SharedRows fillShared(PhysicalPlan.Shared definition, int readers) {
    OperatorMeter meter = context.meter(definition);
    SharedRows rows = resources.add(new SharedRows(definition.schema(), readers, context, meter));
    fill(rows, visit(definition.input()), Optional.of(meter));
    return rows;
  }

  @Override
  public Flow write(PhysicalPlan.Write write) {
    FileSink sink = new FileSink(write, leaves.attempt(), context);
    return through(sink, sink::output, write, write.input());
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

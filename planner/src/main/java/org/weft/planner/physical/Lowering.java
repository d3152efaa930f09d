package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.logical.LogicalVisitor;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.write.WriteSpec;

/** Turns each logical operator into physical ones, inputs first. */
final class Lowering implements LogicalVisitor<Lowered> {
  /** Groups that even out over the tasks of a slot. */
  private static final int GROUPS_PER_SLOT = 16;

  private final PlanTarget target;
  private final Exchanges exchanges;
  private final ScanLowering scans;
  private final Map<Integer, Lowered> sharedInputs = new HashMap<>();
  private boolean isInRound;

  Lowering(PlanTarget target) {
    this.target = target;
    this.exchanges = new Exchanges(target);
    this.scans = new ScanLowering(target);
  }

  private boolean pushesDown() {
    return target.settings().get(KnownSettings.ENABLE_PUSHDOWNS);
  }

  @Override
  public Lowered scan(LogicalPlan.Scan scan) {
    return scans.scan(scan, pushesDown() ? scan.filter() : Optional.empty(), OptionalLong.empty());
  }

  @Override
  public Lowered values(LogicalPlan.Values values) {
    List<Double> widths = RowWidth.of(values.schema());
    return new Lowered(
        new PhysicalPlan.Values(
            values.rows(), values.schema(), Lowered.estimate(values.rows().size(), widths)),
        widths);
  }

  @Override
  public Lowered filter(LogicalPlan.Filter filter) {
    Lowered input =
        filter.input() instanceof LogicalPlan.Scan scan && pushesDown()
            ? scans.scan(scan, Optional.of(filter.predicate()), OptionalLong.empty())
            : filter.input().accept(this);
    if (filter.predicate() instanceof Literal literal
        && literal.value().equals(new Value.Bool(true))) {
      return input;
    }
    return new Lowered(
        new PhysicalPlan.Filter(
            input.plan(),
            filter.predicate(),
            Lowered.estimate(filter.estimate().rows(), input.widths())),
        input.widths());
  }

  @Override
  public Lowered project(LogicalPlan.Project project) {
    return project.input().accept(this).project(project.expressions(), project.schema());
  }

  @Override
  public Lowered unnest(LogicalPlan.Unnest unnest) {
    Lowered input = unnest.input().accept(this);
    List<Double> widths = new ArrayList<>();
    unnest.kept().forEach(column -> widths.add(input.widths().get(column)));
    List<Double> all = RowWidth.of(unnest.schema());
    widths.addAll(all.subList(widths.size(), all.size()));
    return new Lowered(
        new PhysicalPlan.Unnest(
            input.plan(),
            unnest.kept(),
            unnest.spec(),
            unnest.schema(),
            Lowered.estimate(unnest.estimate().rows(), widths)),
        widths);
  }

  @Override
  public Lowered aggregate(LogicalPlan.Aggregate aggregate) {
    if (pushesDown()) {
      Optional<Lowered> counted = scans.countFromFooters(aggregate);
      if (counted.isPresent()) {
        return counted.get();
      }
    }
    if (!isHashed(aggregate)) {
      return new SortedAggregateLowering(exchanges)
          .aggregate(aggregate, aggregate.input().accept(this));
    }
    List<Integer> all = IntStream.range(0, aggregate.keys().size()).boxed().toList();
    return aggregate(aggregate, all);
  }

  /** An aggregation of an aggregation moves rows once: the inner groups meet by the outer keys. */
  private Lowered aggregate(LogicalPlan.Aggregate aggregate, List<Integer> meetBy) {
    Lowered input =
        aggregate.input() instanceof LogicalPlan.Aggregate inner
                && isHashed(inner)
                && fillSlots(aggregate, inner)
            ? aggregate(inner, aggregate.keys())
            : aggregate.input().accept(this);
    return new AggregateLowering(exchanges).aggregate(aggregate, meetBy, input);
  }

  private static boolean isHashed(LogicalPlan.Aggregate aggregate) {
    return aggregate.calls().stream().allMatch(AggregateCall::isHashed);
  }

  /** True if the outer groups are so many that hashing by their keys alone keeps all tasks busy. */
  private boolean fillSlots(LogicalPlan.Aggregate outer, LogicalPlan.Aggregate inner) {
    return !outer.keys().isEmpty()
        && outer.keys().stream().allMatch(key -> key < inner.keys().size())
        && outer.estimate().rows() >= (double) GROUPS_PER_SLOT * target.slots();
  }

  @Override
  public Lowered join(LogicalPlan.Join join) {
    Lowered left = join.left().accept(this);
    Lowered right = join.right().accept(this);
    return new JoinLowering(target, exchanges).join(join, left, right);
  }

  @Override
  public Lowered sort(LogicalPlan.Sort sort) {
    SortLowering sorts = new SortLowering(exchanges);
    return sort.keys().isEmpty()
        ? sorts.limit(sort, limitInput(sort))
        : sorts.sort(sort, sort.input().accept(this));
  }

  @Override
  public Lowered window(LogicalPlan.Window window) {
    return new WindowLowering(exchanges).windows(window, WindowLowering.base(window).accept(this));
  }

  private Lowered limitInput(LogicalPlan.Sort limit) {
    if (pushesDown()
        && limit.input() instanceof LogicalPlan.Scan scan
        && limit.limit().isPresent()) {
      long rows = SortLowering.lastRow(limit);
      return scans.scan(scan, Optional.empty(), OptionalLong.of(rows));
    }
    return limit.input().accept(this);
  }

  @Override
  public Lowered union(LogicalPlan.Union union) {
    List<Lowered> inputs = new ArrayList<>();
    union.inputs().forEach(input -> inputs.add(input.accept(this)));
    boolean allOne = inputs.stream().allMatch(exchanges::isOne);
    List<PhysicalPlan> plans = new ArrayList<>();
    List<Double> widths = inputs.get(0).widths(); // the first input stands for all
    double rows = 0;
    for (Lowered input : inputs) {
      // what one task does would be done by all tasks of a stage that also runs something spread
      boolean alone = !allOne && exchanges.isOne(input) && !isScan(input.plan());
      plans.add((alone ? exchanges.isolated(input) : input).plan());
      rows += input.rows();
    }
    return new Lowered(
        new PhysicalPlan.UnionAll(plans, union.schema(), Lowered.estimate(rows, widths)), widths);
  }

  /** Lowered once: all references have the same input. */
  @Override
  public Lowered shared(LogicalPlan.Shared shared) {
    Lowered input = sharedInputs.get(shared.id());
    if (input == null) {
      input = shared.input().accept(this);
      if (isInRound) {
        // rounds run in one task, which keeps what it was sent
        input = exchanges.gather(input);
      }
      sharedInputs.put(shared.id(), input);
    }
    return new Lowered(new PhysicalPlan.Shared(shared.id(), input.plan()), input.widths());
  }

  @Override
  public Lowered recursion(LogicalPlan.Recursion recursion) {
    Lowered first = exchanges.gather(recursion.first().accept(this));
    boolean outer = isInRound;
    isInRound = true;
    Lowered round = exchanges.gather(recursion.round().accept(this));
    isInRound = outer;
    List<Double> widths = RowWidth.of(recursion.schema());
    return new Lowered(
        new PhysicalPlan.Recursion(
            recursion.id(),
            first.plan(),
            round.plan(),
            recursion.duplicates(),
            recursion.schema(),
            Lowered.estimate(recursion.estimate().rows(), widths)),
        widths);
  }

  @Override
  public Lowered workingTable(LogicalPlan.WorkingTable table) {
    List<Double> widths = RowWidth.of(table.schema());
    return new Lowered(
        new PhysicalPlan.WorkingTable(
            table.id(), table.schema(), Lowered.estimate(table.estimate().rows(), widths)),
        widths);
  }

  @Override
  public Lowered write(LogicalPlan.Write write) {
    write.spec().check(write.input().schema());
    Lowered input = write.input().accept(this);
    Lowered placed =
        write.spec().layout() == WriteSpec.Layout.FILE ? exchanges.gather(input) : input;
    // the names that the file's columns get are those the query gives
    PhysicalPlan named = Projections.named(placed.plan(), write.input().schema());
    PhysicalPlan commit = new PhysicalPlan.Commit(new PhysicalPlan.Write(named, write.spec(), ""));
    return new Lowered(commit, RowWidth.of(commit.schema()));
  }

  /** True if tasks that are handed nothing to scan give nothing. */
  private static boolean isScan(PhysicalPlan plan) {
    if (plan instanceof PhysicalPlan.Filter || plan instanceof PhysicalPlan.Project) {
      return isScan(plan.inputs().get(0));
    }
    return plan instanceof PhysicalPlan.Scan;
  }
}

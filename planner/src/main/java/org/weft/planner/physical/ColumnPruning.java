package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.WindowCall;
import org.weft.planner.logical.JoinType;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.logical.LogicalVisitor;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/**
 * Leaves out the columns that nobody above needs: scans read less, and what is kept (join sides,
 * sorts) or moved is narrow. Operators that only hand rows on may give more than was asked.
 */
final class ColumnPruning implements LogicalVisitor<ColumnPruning.Pruned> {
  private final BitSet needed;
  private final SharedColumns shared;

  private ColumnPruning(BitSet needed, SharedColumns shared) {
    this.needed = needed;
    this.shared = shared;
  }

  /**
   * A plan that gives at least the needed columns, in the old order.
   *
   * @param kept the old ordinals of the new columns, ascending
   */
  record Pruned(LogicalPlan plan, List<Integer> kept) {
    /** The new ordinal of an old column. */
    int position(int old) {
      int position = kept.indexOf(old);
      if (position < 0) {
        throw new IllegalStateException("column " + old + " was left out of " + kept);
      }
      return position;
    }

    Expression moved(Expression expression) {
      return ColumnReferences.moved(expression, this::position);
    }

    List<SortKey> moved(List<SortKey> keys) {
      return keys.stream()
          .map(key -> new SortKey(position(key.ordinal()), key.direction(), key.nulls()))
          .toList();
    }

    /** The needed columns and no other. */
    Pruned exactly(BitSet needed) {
      if (needed.cardinality() == kept.size()) {
        return this;
      }
      List<Integer> wanted = needed.stream().boxed().toList();
      List<Expression> columns = new ArrayList<>();
      List<Field> fields = new ArrayList<>();
      for (int old : wanted) {
        Field field = plan.schema().field(position(old));
        columns.add(new Column(position(old), field.name(), field.type()));
        fields.add(field);
      }
      return new Pruned(
          new LogicalPlan.Project(plan, columns, new Schema(fields), plan.estimate()), wanted);
    }
  }

  /** The same plan with the same columns, without detours. */
  static LogicalPlan of(LogicalPlan plan) {
    SharedColumns shared = new SharedColumns();
    LogicalPlan pruned;
    do {
      shared.start();
      pruned = plan.accept(new ColumnPruning(all(plan), shared)).plan();
    } while (shared.grew());
    return pruned;
  }

  private Pruned prune(LogicalPlan plan, BitSet columns) {
    return plan.accept(new ColumnPruning(columns, shared));
  }

  /** Which columns a round needs of the one before is not known until the last. */
  @Override
  public Pruned recursion(LogicalPlan.Recursion recursion) {
    BitSet every = all(recursion);
    return new Pruned(
        new LogicalPlan.Recursion(
            recursion.id(),
            prune(recursion.first(), every).exactly(every).plan(),
            prune(recursion.round(), every).exactly(every).plan(),
            recursion.duplicates(),
            recursion.schema(),
            recursion.estimate()),
        every.stream().boxed().toList());
  }

  @Override
  public Pruned workingTable(LogicalPlan.WorkingTable table) {
    return new Pruned(table, all(table).stream().boxed().toList());
  }

  /** All references give what any of them needs. */
  @Override
  public Pruned shared(LogicalPlan.Shared reference) {
    BitSet all = shared.ask(reference.id(), needed);
    LogicalPlan input =
        shared.pruned(reference.id(), () -> prune(reference.input(), all).exactly(all).plan());
    return new Pruned(new LogicalPlan.Shared(reference.id(), input), all.stream().boxed().toList());
  }

  private static BitSet all(LogicalPlan plan) {
    BitSet all = new BitSet();
    all.set(0, plan.schema().size());
    return all;
  }

  private static BitSet union(BitSet a, BitSet b) {
    BitSet both = (BitSet) a.clone();
    both.or(b);
    return both;
  }

  private List<Integer> kept() {
    return needed.stream().boxed().toList();
  }

  @Override
  public Pruned scan(LogicalPlan.Scan scan) {
    List<Integer> kept = kept();
    Optional<Expression> filter =
        scan.filter()
            .filter(f -> kept.containsAll(ColumnReferences.of(f).stream().boxed().toList()))
            .map(f -> ColumnReferences.moved(f, kept::indexOf));
    return new Pruned(
        new LogicalPlan.Scan(
            scan.table(),
            kept.stream().map(scan.columns()::get).toList(),
            filter,
            scan.schema().select(kept),
            scan.estimate()),
        kept);
  }

  @Override
  public Pruned write(LogicalPlan.Write write) {
    LogicalPlan input = prune(write.input(), all(write.input())).plan();
    return new Pruned(new LogicalPlan.Write(input, write.spec()), kept());
  }

  @Override
  public Pruned values(LogicalPlan.Values values) {
    List<Integer> kept = kept();
    List<List<Literal>> rows =
        values.rows().stream().map(row -> kept.stream().map(row::get).toList()).toList();
    return new Pruned(
        new LogicalPlan.Values(rows, values.schema().select(kept), values.estimate()), kept);
  }

  @Override
  public Pruned filter(LogicalPlan.Filter filter) {
    Pruned input = prune(filter.input(), union(needed, ColumnReferences.of(filter.predicate())));
    return new Pruned(
        new LogicalPlan.Filter(input.plan(), input.moved(filter.predicate()), filter.estimate()),
        input.kept());
  }

  @Override
  public Pruned project(LogicalPlan.Project project) {
    List<Integer> kept = kept();
    List<Expression> expressions = kept.stream().map(project.expressions()::get).toList();
    Pruned input = prune(project.input(), ColumnReferences.of(expressions));
    List<Expression> moved = expressions.stream().map(input::moved).toList();
    Schema schema = project.schema().select(kept);
    if (input.plan() instanceof LogicalPlan.Scan scan && isSelection(moved)) {
      return new Pruned(selected(scan, moved, schema), kept);
    }
    return new Pruned(
        StructLeaves.narrowed(
            new LogicalPlan.Project(input.plan(), moved, schema, project.estimate())),
        kept);
  }

  /** True if every expression is a column, and none comes twice. */
  private static boolean isSelection(List<Expression> expressions) {
    return expressions.stream().allMatch(Column.class::isInstance)
        && expressions.stream().map(e -> ((Column) e).ordinal()).distinct().count()
            == expressions.size();
  }

  /** A scan gives its columns in any order, so it needs no projection for that. */
  private static LogicalPlan selected(
      LogicalPlan.Scan scan, List<Expression> columns, Schema schema) {
    List<Integer> ordinals = columns.stream().map(c -> ((Column) c).ordinal()).toList();
    Optional<Expression> filter =
        scan.filter()
            .filter(f -> ordinals.containsAll(ColumnReferences.of(f).stream().boxed().toList()))
            .map(f -> ColumnReferences.moved(f, ordinals::indexOf));
    return new LogicalPlan.Scan(
        scan.table(),
        ordinals.stream().map(scan.columns()::get).toList(),
        filter,
        schema,
        scan.estimate());
  }

  @Override
  public Pruned aggregate(LogicalPlan.Aggregate aggregate) {
    int keyCount = aggregate.keys().size();
    List<Integer> kept = new ArrayList<>();
    List<AggregateCall> calls = new ArrayList<>();
    BitSet used = new BitSet();
    aggregate.keys().forEach(used::set);
    for (int i = 0; i < aggregate.schema().size(); i++) {
      boolean isKey = i < keyCount;
      if (isKey || needed.get(i)) {
        kept.add(i);
      }
      if (!isKey && needed.get(i)) {
        AggregateCall call = aggregate.calls().get(i - keyCount);
        calls.add(call);
        call.arguments().forEach(used::set);
        call.order().forEach(key -> used.set(key.ordinal()));
        call.filter().ifPresent(used::set);
      }
    }
    Pruned input = prune(aggregate.input(), used);
    LogicalPlan below = input.plan();
    IntUnaryOperator position = input::position;
    if (below instanceof LogicalPlan.Project project
        && project.expressions().stream().allMatch(Column.class::isInstance)) {
      // an aggregation picks its columns itself
      below = project.input();
      position = old -> ((Column) project.expressions().get(input.position(old))).ordinal();
    }
    IntUnaryOperator newOrdinal = position;
    return new Pruned(
        new LogicalPlan.Aggregate(
            below,
            aggregate.keys().stream().map(newOrdinal::applyAsInt).toList(),
            calls.stream().map(call -> call.moved(newOrdinal)).toList(),
            aggregate.schema().select(kept),
            aggregate.estimate()),
        kept);
  }

  @Override
  public Pruned join(LogicalPlan.Join join) {
    int leftSize = join.left().schema().size();
    BitSet used = ColumnReferences.of(join.condition());
    join.nearest().ifPresent(nearest -> used.or(ColumnReferences.of(nearest)));
    used.or(join.type().isOneSided() ? needed.get(0, leftSize) : needed);
    BitSet leftNeeded = used.get(0, leftSize);
    BitSet rightNeeded = used.get(leftSize, leftSize + join.right().schema().size());
    Pruned left = prune(join.left(), leftNeeded).exactly(leftNeeded);
    Pruned right = prune(join.right(), rightNeeded).exactly(rightNeeded);
    IntUnaryOperator place =
        old ->
            old < leftSize
                ? left.position(old)
                : left.kept().size() + right.position(old - leftSize);
    List<Integer> kept = new ArrayList<>(left.kept());
    if (join.type() == JoinType.MARK) {
      kept.add(leftSize);
    } else if (!join.type().isOneSided()) {
      right.kept().forEach(old -> kept.add(leftSize + old));
    }
    return new Pruned(
        new LogicalPlan.Join(
            left.plan(),
            right.plan(),
            join.type(),
            ColumnReferences.moved(join.condition(), place),
            join.nearest().map(nearest -> ColumnReferences.moved(nearest, place)),
            join.hint(),
            join.schema().select(kept),
            join.estimate()),
        kept);
  }

  @Override
  public Pruned sort(LogicalPlan.Sort sort) {
    BitSet used = (BitSet) needed.clone();
    sort.keys().forEach(key -> used.set(key.ordinal()));
    Pruned input = prune(sort.input(), used);
    if (!sort.keys().isEmpty()) {
      input = input.exactly(used);
    }
    return new Pruned(
        new LogicalPlan.Sort(
            input.plan(), input.moved(sort.keys()), sort.offset(), sort.limit(), sort.estimate()),
        input.kept());
  }

  @Override
  public Pruned union(LogicalPlan.Union union) {
    List<LogicalPlan> inputs =
        union.inputs().stream().map(input -> prune(input, needed).exactly(needed).plan()).toList();
    List<Integer> kept = kept();
    return new Pruned(
        new LogicalPlan.Union(inputs, union.schema().select(kept), union.estimate()), kept);
  }

  @Override
  public Pruned unnest(LogicalPlan.Unnest unnest) {
    BitSet used = new BitSet();
    List<Integer> kept = new ArrayList<>();
    List<Integer> wanted = new ArrayList<>();
    for (int i = 0; i < unnest.kept().size(); i++) {
      if (needed.get(i)) {
        kept.add(i);
        wanted.add(unnest.kept().get(i));
      }
    }
    wanted.forEach(used::set);
    unnest.spec().collections().forEach(used::set);
    for (int i = unnest.kept().size(); i < unnest.schema().size(); i++) {
      kept.add(i);
    }
    Pruned input = prune(unnest.input(), used);
    return new Pruned(
        new LogicalPlan.Unnest(
            input.plan(),
            wanted.stream().map(input::position).toList(),
            unnest.spec().moved(input::position),
            unnest.schema().select(kept),
            unnest.estimate()),
        kept);
  }

  @Override
  public Pruned window(LogicalPlan.Window window) {
    int inputSize = window.input().schema().size();
    BitSet used = needed.get(0, inputSize);
    window.partitionKeys().forEach(used::set);
    window.orderKeys().forEach(key -> used.set(key.ordinal()));
    List<WindowCall> calls = new ArrayList<>();
    List<Integer> keptCalls = new ArrayList<>();
    for (int i = 0; i < window.calls().size(); i++) {
      if (needed.get(inputSize + i)) {
        calls.add(window.calls().get(i));
        keptCalls.add(inputSize + i);
        window.calls().get(i).columns().forEach(used::set);
      }
    }
    if (calls.isEmpty()) {
      return prune(window.input(), needed);
    }
    Pruned input = prune(window.input(), used);
    if (!(window.input() instanceof LogicalPlan.Window)) {
      // windows stay next to each other, so that they can share a sort
      input = input.exactly(used);
    }
    IntUnaryOperator position = input::position;
    List<Integer> kept = new ArrayList<>(input.kept());
    kept.addAll(keptCalls);
    return new Pruned(
        new LogicalPlan.Window(
            input.plan(),
            window.partitionKeys().stream().map(position::applyAsInt).toList(),
            input.moved(window.orderKeys()),
            calls.stream().map(call -> call.moved(position)).toList(),
            window.limit(),
            window.schema().select(kept),
            window.estimate()),
        kept);
  }
}

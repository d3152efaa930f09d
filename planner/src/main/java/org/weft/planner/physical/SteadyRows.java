package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.WindowCall;
import org.weft.planner.expr.WindowFrame;
import org.weft.planner.type.SimpleType;

/**
 * Finds what of a plan's rows stays the same if it runs again on the same input. A task whose
 * container is lost runs again: what others have done by the rows of its first run then still
 * holds. Rows arrive in any order, so which of equal rows come first, which of several values an
 * aggregate takes, and what floats add up to is not certain.
 */
public final class SteadyRows implements PhysicalVisitor<Steadiness> {
  private final IntFunction<Steadiness> written;

  private SteadyRows(IntFunction<Steadiness> written) {
    this.written = written;
  }

  /**
   * What stays the same of a stage's rows.
   *
   * @param written what stays the same of what another stage wrote, by its id
   */
  public static Steadiness of(PhysicalPlan plan, IntFunction<Steadiness> written) {
    return plan.accept(new SteadyRows(written));
  }

  private Steadiness of(PhysicalPlan plan) {
    return plan.accept(this);
  }

  @Override
  public Steadiness scan(PhysicalPlan.Scan scan) {
    return scan.pushdowns().limit().isEmpty() ? Steadiness.SURE : Steadiness.UNSURE;
  }

  @Override
  public Steadiness values(PhysicalPlan.Values values) {
    return Steadiness.SURE;
  }

  @Override
  public Steadiness filter(PhysicalPlan.Filter filter) {
    return decided(of(filter.input()), filter.predicate());
  }

  private static Steadiness decided(Steadiness input, Expression predicate) {
    return changes(input, predicate) ? Steadiness.UNSURE : input;
  }

  private static boolean changes(Steadiness input, Expression expression) {
    return PlanClasses.isVolatile(expression)
        || ColumnReferences.of(expression).stream().anyMatch(input.changing()::contains);
  }

  @Override
  public Steadiness project(PhysicalPlan.Project project) {
    Steadiness input = of(project.input());
    Set<Integer> changing = new TreeSet<>();
    for (int i = 0; i < project.expressions().size(); i++) {
      if (changes(input, project.expressions().get(i))) {
        changing.add(i);
      }
    }
    return new Steadiness(input.rows(), changing);
  }

  @Override
  public Steadiness hashAggregate(PhysicalPlan.HashAggregate aggregate) {
    return grouped(aggregate.input(), aggregate.keys(), aggregate.calls());
  }

  @Override
  public Steadiness sortedAggregate(PhysicalPlan.SortedAggregate aggregate) {
    return grouped(aggregate.input(), aggregate.keys(), aggregate.calls());
  }

  /**
   * A partial aggregation may give several rows for a group, and where it parts them is not
   * certain. They all go to one task, which merges them: so a state is as sure as the result.
   */
  private Steadiness grouped(PhysicalPlan rows, List<Integer> keys, List<AggregateCall> calls) {
    Steadiness input = of(rows).decidedBy(keys);
    if (input.rows() == Steadiness.Rows.MAY_DIFFER) {
      return Steadiness.UNSURE;
    }
    Set<Integer> changing = new TreeSet<>();
    for (int i = 0; i < calls.size(); i++) {
      if (!isSure(calls.get(i)) || !input.isSure(columns(calls.get(i)))) {
        changing.add(keys.size() + i);
      }
    }
    return new Steadiness(Steadiness.Rows.SAME, changing);
  }

  private static List<Integer> columns(AggregateCall call) {
    List<Integer> columns = new ArrayList<>(call.arguments());
    call.order().forEach(key -> columns.add(key.ordinal()));
    call.filter().ifPresent(columns::add);
    return columns;
  }

  private static boolean isSure(AggregateCall call) {
    return switch (call.function()) {
      case COUNT_ALL,
          COUNT,
          MIN,
          MAX,
          BIT_AND,
          BIT_OR,
          BIT_XOR,
          SINGLE_VALUE,
          MODE,
          QUANTILE_CONT,
          QUANTILE_DISC,
          MAD,
          MIN_N,
          MAX_N,
          HISTOGRAM ->
          true;
      case SUM -> call.type() != SimpleType.FLOAT64 && call.type() != SimpleType.FLOAT32;
      default -> false;
    };
  }

  @Override
  public Steadiness hashJoin(PhysicalPlan.HashJoin join) {
    Steadiness probe = of(join.probe()).decidedBy(join.probeKeys());
    Steadiness build = of(join.build()).decidedBy(join.buildKeys());
    int width = join.probe().schema().size();
    Steadiness pair = Steadiness.all(List.of(probe, build.moved(column -> width + column)));
    if (join.residual().isPresent()) {
      pair = decided(pair, join.residual().get());
    }
    if (pair.rows() == Steadiness.Rows.MAY_DIFFER) {
      return Steadiness.UNSURE;
    }
    return switch (join.type()) {
      case INNER, PROBE_OUTER, BUILD_OUTER, FULL -> pair;
      case PROBE_SEMI, PROBE_ANTI, PROBE_MARK -> probe;
      case BUILD_SEMI, BUILD_ANTI -> build;
    };
  }

  /** Which of equally near rows matches is not certain, but that one does is. */
  @Override
  public Steadiness mergeJoin(PhysicalPlan.MergeJoin join) {
    PhysicalPlan.HashJoin pairs = join.pairs();
    Steadiness all = hashJoin(pairs);
    Optional<PhysicalPlan.MergeJoin.Nearest> nearest = join.nearest();
    if (nearest.isEmpty() || all.rows() == Steadiness.Rows.MAY_DIFFER) {
      return all;
    }
    int width = pairs.probe().schema().size();
    boolean isDecided =
        pairs.residual().isEmpty()
            && pairs.type().emitsPairs()
            && all.isSure(List.of(nearest.get().probeKey(), width + nearest.get().buildKey()));
    if (!isDecided) {
      return Steadiness.UNSURE;
    }
    Set<Integer> changing = new TreeSet<>(all.changing());
    for (int column = width; column < join.schema().size(); column++) {
      changing.add(column);
    }
    return new Steadiness(Steadiness.Rows.SAME, changing);
  }

  @Override
  public Steadiness sort(PhysicalPlan.Sort sort) {
    return of(sort.input());
  }

  @Override
  public Steadiness groupedSort(PhysicalPlan.GroupedSort sort) {
    return of(sort.input());
  }

  /** How many rows come of one is decided by its lists. */
  @Override
  public Steadiness unnest(PhysicalPlan.Unnest unnest) {
    return of(unnest.input())
        .decidedBy(unnest.spec().collections())
        .moved(column -> unnest.kept().indexOf(column));
  }

  /**
   * What a window says of a row it says of its place among others: if it may be another, the rows
   * of two runs do not fit together.
   */
  @Override
  public Steadiness window(PhysicalPlan.Window window) {
    Steadiness input =
        of(window.input())
            .decidedBy(window.partitionKeys())
            .decidedBy(ordinals(window.orderKeys()));
    Set<Integer> changing = new TreeSet<>(input.changing());
    for (int i = 0; i < window.calls().size(); i++) {
      WindowCall call = window.calls().get(i);
      if (!input.isSure(call.columns()) || !isSameForPeers(call)) {
        return Steadiness.UNSURE;
      }
      if (call instanceof WindowCall.Over over && !isSure(over.aggregate())) {
        if (!isRounded(over.aggregate())) {
          return Steadiness.UNSURE;
        }
        changing.add(window.input().schema().size() + i);
      }
    }
    return new Steadiness(input.rows(), changing);
  }

  /** True if it does not matter in which order rows with equal order keys lie. */
  private static boolean isSameForPeers(WindowCall call) {
    if (call instanceof WindowCall.Rank rank) {
      return switch (rank.function()) {
        case RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST -> true;
        case ROW_NUMBER, NTILE -> false;
      };
    }
    return call instanceof WindowCall.Over over
        && (over.frame().mode() != WindowFrame.Mode.ROWS
            || over.frame().start() instanceof WindowFrame.Bound.Unbounded
                && over.frame().end() instanceof WindowFrame.Bound.Unbounded);
  }

  /** True if another order of the rows changes nothing but how the result is rounded. */
  private static boolean isRounded(AggregateCall call) {
    return call.function().isHashed() && call.function() != Aggregate.ANY_VALUE;
  }

  private static List<Integer> ordinals(List<SortKey> keys) {
    return keys.stream().map(SortKey::ordinal).toList();
  }

  @Override
  public Steadiness partitionTop(PhysicalPlan.PartitionTop top) {
    return Steadiness.UNSURE;
  }

  @Override
  public Steadiness topN(PhysicalPlan.TopN topN) {
    return Steadiness.UNSURE;
  }

  @Override
  public Steadiness limit(PhysicalPlan.Limit limit) {
    return Steadiness.UNSURE;
  }

  @Override
  public Steadiness unionAll(PhysicalPlan.UnionAll union) {
    return Steadiness.all(union.inputs().stream().map(this::of).toList());
  }

  @Override
  public Steadiness shared(PhysicalPlan.Shared shared) {
    return readTwice(of(shared.input()));
  }

  /** What one reader does by a value, the other undoes by it: it must not be another. */
  private static Steadiness readTwice(Steadiness rows) {
    return rows.isSure() ? rows : Steadiness.UNSURE;
  }

  /** Of a round it is only known that it is sure if everything in it is. */
  @Override
  public Steadiness recursion(PhysicalPlan.Recursion recursion) {
    return readTwice(Steadiness.all(List.of(of(recursion.first()), of(recursion.round()))));
  }

  /** Sure if the recursion is, which looks at all that comes into it. */
  @Override
  public Steadiness workingTable(PhysicalPlan.WorkingTable table) {
    return Steadiness.SURE;
  }

  @Override
  public Steadiness exchange(PhysicalPlan.Exchange exchange) {
    return of(exchange.input());
  }

  @Override
  public Steadiness shuffleRead(PhysicalPlan.ShuffleRead read) {
    return written.apply(read.stage());
  }

  /** Every attempt writes files of its own. */
  @Override
  public Steadiness write(PhysicalPlan.Write write) {
    return Steadiness.UNSURE;
  }

  @Override
  public Steadiness commit(PhysicalPlan.Commit commit) {
    return Steadiness.UNSURE;
  }
}

package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.logical.JoinHint;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.physical.PhysicalPlan.MergeJoin.Nearest;

/** Plans the joins that sort both sides: as-of joins, and those somebody wants so. */
final class MergeLowering {
  private final PlanTarget target;
  private final Exchanges exchanges;

  MergeLowering(PlanTarget target, Exchanges exchanges) {
    this.target = target;
    this.exchanges = exchanges;
  }

  /**
   * What is compared in an as-of join.
   *
   * @param right over the right columns, counted from 0
   * @param bound how the right value relates to the left one
   */
  private record Comparison(Expression left, Expression right, Nearest.Bound bound) {
    static Comparison of(Expression nearest, int leftSize) {
      if (nearest instanceof Call call && call.inputs().size() == 2) {
        Optional<Nearest.Bound> bound = bound(call.function());
        if (bound.isPresent()) {
          Expression a = call.inputs().get(0);
          Expression b = call.inputs().get(1);
          return ColumnReferences.of(a).length() <= leftSize
              ? of(a, b, leftSize, bound.get())
              : of(b, a, leftSize, reversed(bound.get()));
        }
      }
      throw new IllegalStateException("no order comparison: " + nearest);
    }

    private static Comparison of(
        Expression left, Expression moved, int leftSize, Nearest.Bound bound) {
      Expression right = ColumnReferences.moved(moved, ordinal -> ordinal - leftSize);
      return KeyTypes.unified(left, right)
          .map(pair -> new Comparison(pair.left(), pair.right(), bound))
          .orElseThrow(() -> new IllegalStateException("types of " + left + " and " + right));
    }

    /** How b relates to a in "a compared with b". */
    private static Optional<Nearest.Bound> bound(Function function) {
      return switch (function) {
        case GREATER_OR_EQUAL -> Optional.of(Nearest.Bound.AT_MOST);
        case GREATER -> Optional.of(Nearest.Bound.LESS);
        case LESS_OR_EQUAL -> Optional.of(Nearest.Bound.AT_LEAST);
        case LESS -> Optional.of(Nearest.Bound.GREATER);
        default -> Optional.empty();
      };
    }

    private static Nearest.Bound reversed(Nearest.Bound bound) {
      return switch (bound) {
        case AT_MOST -> Nearest.Bound.AT_LEAST;
        case LESS -> Nearest.Bound.GREATER;
        case AT_LEAST -> Nearest.Bound.AT_MOST;
        case GREATER -> Nearest.Bound.LESS;
      };
    }
  }

  /** The join, unless it is not to be done in this way. */
  Optional<Lowered> join(LogicalPlan.Join join, Lowered left, Lowered right) {
    int leftSize = left.schema().size();
    JoinCondition condition = JoinCondition.of(join);
    boolean isWanted = join.hint() == JoinHint.MERGE && !condition.leftKeys().isEmpty();
    boolean canSort = condition.nullKeys() != PhysicalPlan.HashJoin.NullKeys.MATCH_EVERYTHING;
    if (join.nearest().isEmpty() && !(isWanted && canSort)) {
      return Optional.empty();
    }
    Optional<Comparison> comparison =
        join.nearest().map(nearest -> Comparison.of(nearest, leftSize));
    JoinInput probe = input(left, condition.leftKeys(), comparison.map(Comparison::left));
    JoinInput build = input(right, condition.rightKeys(), comparison.map(Comparison::right));
    int keys = condition.leftKeys().size();
    Optional<Nearest> nearest =
        comparison.map(c -> new Nearest(probe.keys().get(keys), build.keys().get(keys), c.bound()));
    HashJoinType type = JoinLowering.physicalType(join.type(), JoinLowering.BuildSide.RIGHT);
    JoinInput probeByKeys = new JoinInput(probe.lowered(), probe.keys().subList(0, keys));
    JoinInput buildByKeys = new JoinInput(build.lowered(), build.keys().subList(0, keys));
    JoinMeeting.Met met =
        new JoinMeeting(target, exchanges)
            .meet(
                probeByKeys,
                buildByKeys,
                type,
                nearest.isPresent() ? JoinMeeting.Broadcast.IF_SMALL : JoinMeeting.Broadcast.NEVER);
    int shift = probe.lowered().schema().size();
    Optional<Expression> residual =
        condition
            .residual()
            .map(
                rest ->
                    ColumnReferences.moved(
                        rest, old -> old < leftSize ? old : old - leftSize + shift));
    List<Double> widths = JoinLowering.widths(met, type);
    PhysicalPlan.HashJoin pairs =
        new PhysicalPlan.HashJoin(
            met.probe().plan(),
            met.build().plan(),
            type,
            probeByKeys.keys(),
            buildByKeys.keys(),
            condition.nullKeys(),
            residual,
            met.distribution(),
            JoinLowering.schema(met, type, join.schema()),
            Lowered.estimate(join.estimate().rows(), widths));
    Lowered joined = new Lowered(new PhysicalPlan.MergeJoin(pairs, nearest), widths);
    return Optional.of(
        joined.select(
            JoinLowering.outputs(join, leftSize, new JoinLowering.Shifts(0, shift, shift))));
  }

  private static JoinInput input(
      Lowered side, List<Expression> keys, Optional<Expression> compared) {
    List<Expression> all = new ArrayList<>(keys);
    compared.ifPresent(all::add);
    return JoinInput.of(side, all);
  }
}

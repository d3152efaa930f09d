package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.weft.planner.expr.Expression;
import org.weft.planner.logical.JoinHint;
import org.weft.planner.logical.JoinType;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashJoin.NullKeys;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.type.Schema;

/** Plans joins: which side is kept in memory, and how the sides come together. */
final class JoinLowering {
  /**
   * How much smaller the side whose rows are kept must be to be built of, if it makes more work.
   */
  private static final double CLEARLY_SMALLER = 0.5;

  /** What a kept row takes beside its values, about: a link, marks, its place in the table. */
  private static final double KEPT_ROW = 32;

  private final PlanTarget target;
  private final Exchanges exchanges;

  JoinLowering(PlanTarget target, Exchanges exchanges) {
    this.target = target;
    this.exchanges = exchanges;
  }

  /** Which input a hash table is made of. */
  enum BuildSide {
    LEFT,
    RIGHT
  }

  Lowered join(LogicalPlan.Join join, Lowered left, Lowered right) {
    Optional<Lowered> merged = new MergeLowering(target, exchanges).join(join, left, right);
    if (merged.isPresent()) {
      return merged.get();
    }
    int leftSize = left.schema().size();
    JoinCondition condition = JoinCondition.of(join);
    if (condition.leftKeys().isEmpty() && condition.residual().isPresent()) {
      return withoutKeys(join, left, right, condition.residual().get());
    }
    return join(
        join,
        condition,
        new Sides(
            JoinInput.of(left, condition.leftKeys()),
            JoinInput.of(right, condition.rightKeys()),
            leftSize,
            right.schema().size()));
  }

  /** Comparisons become ones of columns, by which the rows of a side can be sorted. */
  private Lowered withoutKeys(
      LogicalPlan.Join join, Lowered left, Lowered right, Expression residual) {
    int leftSize = left.schema().size();
    int rightSize = right.schema().size();
    BandColumns columns = BandColumns.of(residual, leftSize, rightSize);
    Lowered leftMore = JoinInput.of(left, columns.left()).lowered();
    Lowered rightMore = JoinInput.of(right, columns.right()).lowered();
    JoinCondition condition =
        new JoinCondition(
            List.of(), List.of(), NullKeys.MATCH_NOTHING, Optional.of(columns.condition()));
    return join(
        join,
        condition,
        new Sides(
            new JoinInput(leftMore, List.of()),
            new JoinInput(rightMore, List.of()),
            leftSize,
            rightSize));
  }

  /**
   * Both inputs.
   *
   * @param leftSize logical columns on the left, before computed ones
   */
  private record Sides(JoinInput left, JoinInput right, int leftSize, int rightSize) {
    /**
     * Where a column of the condition is among those of both inputs: the logical columns of both
     * sides come first in it, then the computed ones of both.
     */
    int place(int old, int leftShift, int rightShift) {
      int computedLeft = left.lowered().schema().size() - leftSize;
      int firstComputed = leftSize + rightSize;
      if (old < leftSize) {
        return old + leftShift;
      }
      if (old < firstComputed) {
        return old - leftSize + rightShift;
      }
      int computed = old - firstComputed;
      return computed < computedLeft
          ? leftSize + computed + leftShift
          : rightSize + computed - computedLeft + rightShift;
    }
  }

  private Lowered join(LogicalPlan.Join join, JoinCondition condition, Sides sides) {
    JoinInput leftInput = sides.left();
    JoinInput rightInput = sides.right();
    int leftSize = sides.leftSize();
    BuildSide side =
        condition.nullKeys() == NullKeys.MATCH_EVERYTHING
            ? BuildSide.RIGHT
            : buildSide(join, leftInput.lowered(), rightInput.lowered());
    JoinInput probe = side == BuildSide.LEFT ? rightInput : leftInput;
    JoinInput build = side == BuildSide.LEFT ? leftInput : rightInput;
    HashJoinType type = physicalType(join.type(), side);
    JoinMeeting.Met met = meet(probe, build, type, condition.nullKeys(), join.hint());

    int probeSize = probe.lowered().schema().size();
    int leftShift = side == BuildSide.LEFT ? probeSize : 0;
    int rightShift = side == BuildSide.LEFT ? 0 : probeSize;
    Optional<Expression> residual =
        condition
            .residual()
            .map(
                rest ->
                    ColumnReferences.moved(rest, old -> sides.place(old, leftShift, rightShift)));
    List<Double> widths = widths(met, type);
    Lowered joined =
        new Lowered(
            new PhysicalPlan.HashJoin(
                met.probe().plan(),
                met.build().plan(),
                type,
                probe.keys(),
                build.keys(),
                condition.nullKeys(),
                residual,
                met.distribution(),
                schema(met, type, join.schema()),
                Lowered.estimate(join.estimate().rows(), widths)),
            widths);
    return joined.select(outputs(join, leftSize, new Shifts(leftShift, rightShift, probeSize)));
  }

  /** A null that matches everything has to be seen by every task. */
  private JoinMeeting.Met meet(
      JoinInput probe, JoinInput build, HashJoinType type, NullKeys nullKeys, JoinHint hint) {
    JoinMeeting meeting = new JoinMeeting(target, exchanges);
    boolean wantsBroadcast = hint == JoinHint.BROADCAST_LEFT || hint == JoinHint.BROADCAST_RIGHT;
    boolean toAll = wantsBroadcast && !type.emitsBuildRowsAtEnd();
    if (nullKeys == NullKeys.MATCH_EVERYTHING || toAll) {
      return meeting.meetEverything(probe, build);
    }
    return meeting.meet(
        probe,
        build,
        type,
        hint == JoinHint.HASH ? JoinMeeting.Broadcast.NEVER : JoinMeeting.Broadcast.IF_SMALL);
  }

  /**
   * Where columns are among those of both sides.
   *
   * @param mark behind the probe side
   */
  record Shifts(int left, int right, int mark) {}

  /** Where the logical columns are in the physical output. */
  static List<Integer> outputs(LogicalPlan.Join join, int leftSize, Shifts shifts) {
    boolean oneSide = join.type().isOneSided();
    List<Integer> outputs = new ArrayList<>();
    for (int i = 0; i < join.schema().size(); i++) {
      if (join.type() == JoinType.MARK && i == leftSize) {
        outputs.add(shifts.mark());
      } else if (oneSide) {
        outputs.add(i);
      } else {
        outputs.add(i < leftSize ? i + shifts.left() : i - leftSize + shifts.right());
      }
    }
    return outputs;
  }

  /** Bytes that a side's rows take in a hash table, about. */
  private static double kept(Lowered side) {
    return side.bytes() + KEPT_ROW * side.rows();
  }

  private BuildSide buildSide(LogicalPlan.Join join, Lowered left, Lowered right) {
    JoinType type = join.type();
    boolean leftMayBeEverywhere = type == JoinType.INNER || type == JoinType.RIGHT;
    if (join.hint() == JoinHint.BROADCAST_LEFT && leftMayBeEverywhere) {
      return BuildSide.LEFT;
    }
    boolean rightMayBeEverywhere = type != JoinType.RIGHT && type != JoinType.FULL;
    if (join.hint() == JoinHint.BROADCAST_RIGHT && rightMayBeEverywhere) {
      return BuildSide.RIGHT;
    }
    if (type == JoinType.MARK) {
      return BuildSide.RIGHT;
    }
    if (type == JoinType.INNER || type == JoinType.FULL) {
      return kept(left) < kept(right) ? BuildSide.LEFT : BuildSide.RIGHT;
    }
    // rows of the build side that must come out at the end cost a second pass and no broadcast
    BuildSide easy = type == JoinType.RIGHT ? BuildSide.LEFT : BuildSide.RIGHT;
    Lowered easyRows = easy == BuildSide.LEFT ? left : right;
    Lowered otherRows = easy == BuildSide.LEFT ? right : left;
    boolean broadcasts = exchanges.moveRows() && easyRows.bytes() <= broadcastLimit();
    if (broadcasts || kept(otherRows) > kept(easyRows) * CLEARLY_SMALLER) {
      return easy;
    }
    return easy == BuildSide.LEFT ? BuildSide.RIGHT : BuildSide.LEFT;
  }

  private long broadcastLimit() {
    return target.settings().get(KnownSettings.BROADCAST_JOIN_SIZE_BYTES_THRESHOLD);
  }

  static HashJoinType physicalType(JoinType type, BuildSide side) {
    boolean buildLeft = side == BuildSide.LEFT;
    return switch (type) {
      case INNER -> HashJoinType.INNER;
      case LEFT -> buildLeft ? HashJoinType.BUILD_OUTER : HashJoinType.PROBE_OUTER;
      case RIGHT -> buildLeft ? HashJoinType.PROBE_OUTER : HashJoinType.BUILD_OUTER;
      case FULL -> HashJoinType.FULL;
      case SEMI -> buildLeft ? HashJoinType.BUILD_SEMI : HashJoinType.PROBE_SEMI;
      case ANTI -> buildLeft ? HashJoinType.BUILD_ANTI : HashJoinType.PROBE_ANTI;
      case MARK -> HashJoinType.PROBE_MARK;
    };
  }

  static Schema schema(JoinMeeting.Met met, HashJoinType type, Schema logical) {
    Schema probe = met.probe().schema();
    Schema build = met.build().schema();
    return switch (type) {
      case INNER -> probe.concat(build);
      case PROBE_OUTER -> probe.concat(build.asNullable());
      case BUILD_OUTER -> probe.asNullable().concat(build);
      case FULL -> probe.asNullable().concat(build.asNullable());
      case PROBE_SEMI, PROBE_ANTI -> probe;
      case PROBE_MARK -> probe.concat(new Schema(List.of(logical.field(logical.size() - 1))));
      case BUILD_SEMI, BUILD_ANTI -> build;
    };
  }

  static List<Double> widths(JoinMeeting.Met met, HashJoinType type) {
    List<Double> widths = new ArrayList<>();
    if (type != HashJoinType.BUILD_SEMI && type != HashJoinType.BUILD_ANTI) {
      widths.addAll(met.probe().widths());
    }
    if (type == HashJoinType.PROBE_MARK) {
      widths.add(1.0);
    } else if (!type.asksOnlyForMatch()) {
      widths.addAll(met.build().widths());
    }
    return widths;
  }
}

package org.weft.container.window;

import java.util.List;
import java.util.Optional;
import org.weft.planner.expr.WindowCall;
import org.weft.planner.expr.WindowCall.Count;
import org.weft.planner.expr.WindowCall.NullTreatment;
import org.weft.planner.expr.WindowCall.PickFunction;
import org.weft.planner.expr.WindowFrame;
import org.weft.planner.expr.WindowFrame.Bound;
import org.weft.planner.expr.WindowFrame.Exclusion;
import org.weft.planner.expr.WindowFrame.Mode;

/**
 * How a partition can be computed in parts: the functions of its window either go on from the part
 * before, or look at some rows around their own.
 *
 * @param before rows before a part that must still be there; at least 1
 * @param after rows behind a part that must be there
 * @param needsGroups true if a part must end where a group of peers does
 */
record PartReach(int before, int after, boolean needsGroups) {
  /** Functions that look further need the whole partition. */
  private static final long FARTHEST = 1 << 14;

  private static final PartReach NEAREST = new PartReach(1, 0, false);

  /** The reach of all calls, if each of them can be computed in parts. */
  static Optional<PartReach> of(List<WindowCall> calls) {
    Optional<PartReach> reach = Optional.of(NEAREST);
    for (WindowCall call : calls) {
      Optional<PartReach> other = of(call);
      reach = reach.flatMap(all -> other.map(all::and));
    }
    return reach;
  }

  private PartReach and(PartReach other) {
    return new PartReach(
        Math.max(before, other.before),
        Math.max(after, other.after),
        needsGroups || other.needsGroups);
  }

  private static Optional<PartReach> of(WindowCall call) {
    if (call instanceof WindowCall.Rank rank) {
      return switch (rank.function()) {
        case ROW_NUMBER, RANK, DENSE_RANK -> Optional.of(NEAREST);
        case PERCENT_RANK, CUME_DIST, NTILE -> Optional.empty();
      };
    }
    if (call instanceof WindowCall.Shift shift) {
      boolean isNear = shift.nulls() == NullTreatment.RESPECT;
      return isNear && shift.rows() instanceof Count.Fixed rows
          ? between(-rows.number(), -rows.number())
          : Optional.empty();
    }
    if (isRunning(call)) {
      boolean needsGroups = frame(call).mode() != Mode.ROWS;
      return Optional.of(new PartReach(1, 0, needsGroups));
    }
    WindowFrame frame = frame(call);
    boolean isOfRows =
        frame.mode() == Mode.ROWS
            && (frame.exclusion() == Exclusion.NOTHING
                || frame.exclusion() == Exclusion.CURRENT_ROW);
    return isOfRows && isNear(frame.start()) && isNear(frame.end())
        ? between(distance(frame.start()), distance(frame.end()))
        : Optional.empty();
  }

  private static WindowFrame frame(WindowCall call) {
    return call instanceof WindowCall.Pick pick ? pick.frame() : ((WindowCall.Over) call).frame();
  }

  /** True for an aggregate or pick that goes on with each row or group of peers. */
  static boolean isRunning(WindowCall call) {
    if (call instanceof WindowCall.Pick pick) {
      boolean isKept =
          pick.function() != PickFunction.NTH_VALUE && pick.nulls() == NullTreatment.RESPECT;
      return isKept && isRunning(pick.frame());
    }
    return call instanceof WindowCall.Over over && isRunning(over.frame());
  }

  private static boolean isRunning(WindowFrame frame) {
    return frame.start() instanceof Bound.Unbounded
        && frame.end() instanceof Bound.Current
        && frame.exclusion() == Exclusion.NOTHING;
  }

  private static boolean isNear(Bound bound) {
    return bound instanceof Bound.Current || bound instanceof Bound.Distance;
  }

  private static long distance(Bound bound) {
    return bound instanceof Bound.Distance far ? far.distance() : 0;
  }

  /** Rows between two distances, which are negative for rows before. */
  private static Optional<PartReach> between(long start, long end) {
    long before = Math.max(1, Math.max(-start, -end));
    long after = Math.max(0, Math.max(start, end));
    return before <= FARTHEST && after <= FARTHEST
        ? Optional.of(new PartReach((int) before, (int) after, false))
        : Optional.empty();
  }
}

package org.weft.container.window;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.WindowCall;
import org.weft.planner.expr.WindowCall.Count;
import org.weft.planner.expr.WindowCall.NullTreatment;
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
 * @param passes how often the rows must be seen
 * @param frames those whose rows must be there too, as far as they reach, see {@link FrameReach}
 */
record PartReach(
    int before, int after, boolean needsGroups, Passes passes, List<WindowFrame> frames) {
  /** How often the rows of a partition must be seen. */
  enum Passes {
    ONE,
    /** First to learn what all rows share, see {@link Survey}. */
    TWO
  }

  /** Functions that look further need the whole partition. */
  private static final long FARTHEST = 1 << 14;

  private static final PartReach NEAREST = new PartReach(1, 0, false, Passes.ONE, List.of());

  private static final PartReach SURVEYED = new PartReach(1, 0, false, Passes.TWO, List.of());

  /** The reach of all calls, if each of them can be computed in parts. */
  static Optional<PartReach> of(List<WindowCall> calls, List<SortKey> order) {
    Optional<PartReach> reach = Optional.of(NEAREST);
    for (WindowCall call : calls) {
      Optional<PartReach> other = isOfPartition(call, order) ? Optional.of(SURVEYED) : of(call);
      reach = reach.flatMap(all -> other.map(all::and));
    }
    return reach;
  }

  private PartReach and(PartReach other) {
    return new PartReach(
        Math.max(before, other.before),
        Math.max(after, other.after),
        needsGroups || other.needsGroups,
        passes.compareTo(other.passes) > 0 ? passes : other.passes,
        Stream.concat(frames.stream(), other.frames.stream()).distinct().toList());
  }

  private static Optional<PartReach> of(WindowCall call) {
    if (call instanceof WindowCall.Rank rank) {
      return switch (rank.function()) {
        case ROW_NUMBER, RANK, DENSE_RANK -> Optional.of(NEAREST);
        case PERCENT_RANK, NTILE -> Optional.of(SURVEYED);
        case CUME_DIST -> Optional.of(new PartReach(1, 0, true, Passes.TWO, List.of()));
      };
    }
    if (call instanceof WindowCall.Shift shift) {
      boolean isNear = shift.nulls() == NullTreatment.RESPECT;
      return isNear && shift.rows() instanceof Count.Fixed rows
          ? between(-rows.number(), -rows.number())
          : Optional.empty();
    }
    if (isRunning(call)) {
      boolean needsGroups = RunningCall.frame(call).mode() != Mode.ROWS;
      return Optional.of(new PartReach(1, 0, needsGroups, Passes.ONE, List.of()));
    }
    WindowFrame frame = RunningCall.frame(call);
    if (frame.mode() != Mode.ROWS) {
      return isByData(frame.start()) && isByData(frame.end())
          ? Optional.of(new PartReach(1, 0, false, Passes.ONE, List.of(frame)))
          : Optional.empty();
    }
    boolean isOfRows =
        frame.exclusion() == Exclusion.NOTHING || frame.exclusion() == Exclusion.CURRENT_ROW;
    return isOfRows && isNear(frame.start()) && isNear(frame.end())
        ? between(distance(frame.start()), distance(frame.end()))
        : Optional.empty();
  }

  /** True for what a rank says by the number of rows of the partition. */
  static boolean isShare(WindowCall.Rank rank) {
    return switch (rank.function()) {
      case PERCENT_RANK, CUME_DIST, NTILE -> true;
      case ROW_NUMBER, RANK, DENSE_RANK -> false;
    };
  }

  /** True for an aggregate, or the first, last or n-th value, of all rows of the partition. */
  static boolean isOfPartition(WindowCall call, List<SortKey> order) {
    boolean isAccumulated =
        call instanceof WindowCall.Over || call instanceof WindowCall.Pick pick && isKept(pick);
    if (!isAccumulated) {
      return false;
    }
    WindowFrame frame = RunningCall.frame(call);
    boolean endsLast =
        frame.end() instanceof Bound.Unbounded
            || frame.end() instanceof Bound.Current && frame.mode() != Mode.ROWS && order.isEmpty();
    return frame.start() instanceof Bound.Unbounded
        && endsLast
        && frame.exclusion() == Exclusion.NOTHING;
  }

  private static boolean isKept(WindowCall.Pick pick) {
    return pick.nth() instanceof Count.Fixed;
  }

  /** True for an aggregate or pick that goes on with each row or group of peers. */
  static boolean isRunning(WindowCall call) {
    if (call instanceof WindowCall.Pick pick) {
      return isKept(pick) && isRunning(pick.frame());
    }
    return call instanceof WindowCall.Over over && isRunning(over.frame());
  }

  private static boolean isRunning(WindowFrame frame) {
    return frame.start() instanceof Bound.Unbounded
        && frame.end() instanceof Bound.Current
        && frame.exclusion() == Exclusion.NOTHING;
  }

  private static boolean isByData(Bound bound) {
    return isNear(bound) || bound instanceof Bound.Value;
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
        ? Optional.of(new PartReach((int) before, (int) after, false, Passes.ONE, List.of()))
        : Optional.empty();
  }
}

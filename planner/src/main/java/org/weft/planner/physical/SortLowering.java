package org.weft.planner.physical;

import java.util.OptionalLong;
import org.weft.planner.logical.LogicalPlan;

/** Plans sorts, top-N and limits. */
final class SortLowering {
  /** Results of fewer bytes are sorted by one task. */
  private static final long SMALL_SORT_BYTES = 16L << 20;

  /** More rows than this are sorted rather than kept in a heap. */
  private static final long MAX_TOP_ROWS = 1_000_000;

  private final Exchanges exchanges;

  SortLowering(Exchanges exchanges) {
    this.exchanges = exchanges;
  }

  Lowered sort(LogicalPlan.Sort sort, Lowered input) {
    if (sort.limit().isPresent()) {
      long last = lastRow(sort);
      if (last <= MAX_TOP_ROWS) {
        return topN(sort, input, last);
      }
    }
    return limit(sort, sorted(sort, input));
  }

  private Lowered topN(LogicalPlan.Sort sort, Lowered input, long last) {
    if (exchanges.isOne(input)) {
      return top(sort, input, sort.offset(), sort.limit().getAsLong());
    }
    Lowered gathered = exchanges.gather(top(sort, input, 0, last));
    return top(sort, gathered, sort.offset(), sort.limit().getAsLong());
  }

  private static Lowered top(LogicalPlan.Sort sort, Lowered input, long offset, long limit) {
    double rows = Math.min(Math.max(0, input.rows() - offset), limit);
    return new Lowered(
        new PhysicalPlan.TopN(
            input.plan(), sort.keys(), offset, limit, Lowered.estimate(rows, input.widths())),
        input.widths());
  }

  private Lowered sorted(LogicalPlan.Sort sort, Lowered input) {
    Lowered moved = input;
    if (!exchanges.isOne(input)) {
      moved =
          exchanges.isSmall(input.bytes(), SMALL_SORT_BYTES)
              ? exchanges.gather(input)
              : exchanges.range(input, sort.keys(), exchanges.partitions(input.bytes()));
    }
    return new Lowered(
        new PhysicalPlan.Sort(moved.plan(), sort.keys(), moved.plan().estimate()), moved.widths());
  }

  /** The limit and offset of a sort; each task stops early by itself. */
  Lowered limit(LogicalPlan.Sort sort, Lowered input) {
    if (sort.offset() == 0 && sort.limit().isEmpty()) {
      return input;
    }
    if (exchanges.isOne(input)) {
      return limited(input, sort.offset(), sort.limit());
    }
    Lowered perTask = input;
    if (sort.limit().isPresent()) {
      long last = lastRow(sort);
      perTask = limited(input, 0, OptionalLong.of(last));
    }
    return limited(exchanges.gather(perTask), sort.offset(), sort.limit());
  }

  private static Lowered limited(Lowered input, long offset, OptionalLong limit) {
    double left = Math.max(0, input.rows() - offset);
    double rows = limit.isPresent() ? Math.min(left, limit.getAsLong()) : left;
    return new Lowered(
        new PhysicalPlan.Limit(input.plan(), offset, limit, Lowered.estimate(rows, input.widths())),
        input.widths());
  }

  /** How many input rows a sort with a limit needs at most. */
  static long lastRow(LogicalPlan.Sort sort) {
    long last = sort.offset() + sort.limit().orElseThrow();
    return last < 0 ? Long.MAX_VALUE : last; // an overflow: all there are
  }
}

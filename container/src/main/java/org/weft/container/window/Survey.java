package org.weft.container.window;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.weft.container.pipeline.Closing;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.planner.expr.WindowCall;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;

/**
 * What must be known of a whole partition before the first of its rows can be computed: how many
 * rows there are, and the results that all of them share. For one thread.
 */
final class Survey implements AutoCloseable {
  private final Map<WindowCall, Total> totals = new IdentityHashMap<>();
  private final Closing closing = new Closing();
  private long rows;

  Survey(PhysicalPlan.Window plan, ExecutionContext context, MemoryScope scope) {
    try {
      for (WindowCall call : plan.calls()) {
        if (PartReach.isOfPartition(call, plan.orderKeys())) {
          totals.put(call, closing.add(new Total(call, plan.input().schema(), context, scope)));
        }
      }
    } catch (RuntimeException | Error e) {
      closing.closeAfter(e);
      throw e;
    }
  }

  /** Forgets the partition before. */
  void start() {
    rows = 0;
    totals.values().forEach(Total::start);
  }

  /** Takes in the fresh rows of a part. */
  void add(WindowRows part) {
    rows += part.end() - part.fresh();
    totals.values().forEach(total -> total.add(part));
  }

  /** The partition has no more rows. */
  void finish() {
    totals.values().forEach(Total::finish);
  }

  /** The rows of the partition, once {@link #finish} was called. */
  long rows() {
    return rows;
  }

  /** Computes a call by what is known, if that is how it is computed. */
  Optional<WindowFunction> function(WindowCall call) {
    if (totals.containsKey(call)) {
      return Optional.of(totals.get(call));
    }
    return call instanceof WindowCall.Rank rank && PartReach.isShare(rank)
        ? Optional.of(new RankShares(rank, this::rows))
        : Optional.empty();
  }

  @Override
  public void close() {
    closing.close();
  }
}

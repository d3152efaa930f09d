package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.SortKey;

/** In which order the rows of a plan leave each task. */
public final class Ordering {
  private Ordering() {}

  /** The sort keys of the rows of each task; empty if they have no order. */
  public static List<SortKey> of(PhysicalPlan plan) {
    if (plan instanceof PhysicalPlan.Sort sort) {
      return sort.keys();
    }
    if (plan instanceof PhysicalPlan.TopN topN) {
      return topN.keys();
    }
    if (plan instanceof PhysicalPlan.ShuffleRead read) {
      return read.mergeKeys();
    }
    if (plan instanceof PhysicalPlan.Filter
        || plan instanceof PhysicalPlan.Limit
        || plan instanceof PhysicalPlan.Shared) {
      return of(plan.inputs().get(0));
    }
    if (plan instanceof PhysicalPlan.Project project) {
      return through(project);
    }
    if (plan instanceof PhysicalPlan.SortedAggregate aggregate) {
      return byKeys(aggregate);
    }
    // a gather merges what its map outputs hold in order; every other exchange mixes
    boolean gathers =
        plan instanceof PhysicalPlan.Exchange exchange
            && exchange.distribution() instanceof Distribution.Gather;
    return gathers ? of(plan.inputs().get(0)) : List.of();
  }

  /** The longest beginning of the input's keys whose columns come out. */
  private static List<SortKey> through(PhysicalPlan.Project project) {
    List<SortKey> keys = new ArrayList<>();
    for (SortKey key : of(project.input())) {
      int position = position(project.expressions(), key.ordinal());
      if (position < 0) {
        break;
      }
      keys.add(new SortKey(position, key.direction(), key.nulls()));
    }
    return List.copyOf(keys);
  }

  /** The beginning of the input's keys that are grouped by, at their new places. */
  private static List<SortKey> byKeys(PhysicalPlan.SortedAggregate aggregate) {
    List<SortKey> keys = new ArrayList<>();
    for (SortKey key : of(aggregate.input())) {
      int position = aggregate.keys().indexOf(key.ordinal());
      if (position < 0) {
        break;
      }
      keys.add(new SortKey(position, key.direction(), key.nulls()));
    }
    return List.copyOf(keys);
  }

  private static int position(List<Expression> expressions, int ordinal) {
    for (int i = 0; i < expressions.size(); i++) {
      if (expressions.get(i) instanceof Column column && column.ordinal() == ordinal) {
        return i;
      }
    }
    return -1;
  }
}

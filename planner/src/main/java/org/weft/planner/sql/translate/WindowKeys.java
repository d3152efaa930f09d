package org.weft.planner.sql.translate;

import java.util.List;
import org.weft.planner.expr.SortKey;

/** What divides rows into partitions, and what orders them there; ordinals of columns. */
record WindowKeys(List<Integer> partition, List<SortKey> order) {
  WindowKeys {
    partition = List.copyOf(partition);
    order = List.copyOf(order);
  }
}

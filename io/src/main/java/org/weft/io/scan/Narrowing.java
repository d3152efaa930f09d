package org.weft.io.scan;

import java.util.Optional;
import org.weft.planner.expr.SortKey;
import org.weft.planner.scan.Pushdowns;

/**
 * What a scan may use to read less.
 *
 * @param known when it starts
 * @param live what is found out later; the rows that come out need not satisfy it, but those that
 *     do are all there
 * @param first which rows make {@code live} narrow soonest: those that come first in this order
 */
public record Narrowing(Pushdowns known, LiveFilter live, Optional<SortKey> first) {
  /** True if all rows will be wanted. */
  public boolean isNone() {
    return known.filter().isEmpty() && live == LiveFilter.NONE;
  }

  /** What is known, and nothing later. */
  public static Narrowing of(Pushdowns known) {
    return new Narrowing(known, LiveFilter.NONE, Optional.empty());
  }
}

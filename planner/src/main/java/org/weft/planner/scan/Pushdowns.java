package org.weft.planner.scan;

import java.util.Optional;
import java.util.OptionalLong;
import org.weft.planner.expr.Expression;

/**
 * What a scan may use to read less.
 *
 * @param filter over the scan's output columns; the rows that come out need not satisfy it (a
 *     filter above does that), but those that do are all there
 * @param limit rows after which nobody will ask for more; only without a filter
 */
public record Pushdowns(Optional<Expression> filter, OptionalLong limit) {
  public static final Pushdowns NONE = new Pushdowns(Optional.empty(), OptionalLong.empty());
}

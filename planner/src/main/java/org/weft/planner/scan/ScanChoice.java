package org.weft.planner.scan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.weft.planner.expr.Expression;

/**
 * What of a table is wanted.
 *
 * @param columns ordinals in the table's schema
 * @param filter over these columns; what it cannot let through need not be read
 * @param limit rows after which nobody will ask for more; only without a filter
 */
public record ScanChoice(
    TableData table, List<Integer> columns, Optional<Expression> filter, OptionalLong limit) {
  public ScanChoice {
    columns = List.copyOf(columns);
    if (filter.isPresent() && limit.isPresent()) {
      throw new IllegalArgumentException("a limit counts rows that the filter may drop");
    }
  }
}

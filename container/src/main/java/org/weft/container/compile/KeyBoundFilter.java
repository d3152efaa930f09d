package org.weft.container.compile;

import java.util.Optional;
import org.weft.container.sort.LeadingBound;
import org.weft.io.scan.LiveFilter;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.Value;

/** What a column of a table must satisfy as long as only the first rows in its order are wanted. */
final class KeyBoundFilter implements LiveFilter {
  private final LeadingBound bound;
  private final Column column;
  private volatile Said said = new Said(null, Optional.empty());

  private record Said(Value last, Optional<Expression> condition) {}

  KeyBoundFilter(LeadingBound bound, Column column) {
    this.bound = bound;
    this.column = column;
  }

  /** The order in which rows are wanted. */
  SortKey order() {
    return new SortKey(column.ordinal(), bound.key().direction(), bound.key().nulls());
  }

  @Override
  public Optional<Expression> now() {
    Value last = bound.last().orElse(null);
    Said known = said;
    if (last != known.last()) {
      known = new Said(last, Optional.of(bound.condition(column, last)));
      said = known;
    }
    return known.condition();
  }
}

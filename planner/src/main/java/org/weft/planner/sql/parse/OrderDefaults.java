package org.weft.planner.sql.parse;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.setting.NullOrder;
import org.weft.planner.setting.Settings;

/**
 * What a key of ORDER BY means that does not say all: it is written out when the key is parsed, so
 * that nobody else has to know.
 */
public record OrderDefaults(Direction direction, NullOrder nulls) {
  /** What a query means for which nothing was set. */
  static final OrderDefaults STANDARD =
      new OrderDefaults(Direction.ASCENDING, NullOrder.NULLS_LAST_ON_ASC_FIRST_ON_DESC);

  /** Which come first: the smallest or the largest. */
  public enum Direction {
    ASCENDING,
    DESCENDING
  }

  /** Those of a session's settings. */
  public static OrderDefaults of(Settings settings) {
    boolean isDescending = settings.get(KnownSettings.DEFAULT_ORDER).equals("desc");
    return new OrderDefaults(
        isDescending ? Direction.DESCENDING : Direction.ASCENDING,
        settings.get(KnownSettings.DEFAULT_NULL_ORDER));
  }

  /** A key that says nothing of nulls. */
  SqlNode withNulls(SqlNode key, Direction direction) {
    boolean isAscending = direction == Direction.ASCENDING;
    boolean areFirst =
        switch (nulls) {
          case NULLS_LAST_ON_ASC_FIRST_ON_DESC -> !isAscending;
          case NULLS_FIRST_ON_ASC_LAST_ON_DESC -> isAscending;
          case NULLS_FIRST -> true;
          case NULLS_LAST -> false;
        };
    if (areFirst != isAscending) {
      return key; // as everybody takes it
    }
    return (areFirst ? SqlStdOperatorTable.NULLS_FIRST : SqlStdOperatorTable.NULLS_LAST)
        .createCall(key.getParserPosition(), key);
  }
}

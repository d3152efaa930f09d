package org.weft.planner.sql;

import java.util.List;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.logical.LogicalPlan;

/**
 * Runs what planning has to know of the rows of tables: PIVOT without values gives a column for
 * each value there is.
 */
public interface PlanRunner {
  /** For planners of which nobody asks such queries. */
  PlanRunner NONE =
      plan -> {
        throw WeftException.of(
                ErrorCode.UNSUPPORTED_FEATURE, "PIVOT needs the values that become columns")
            .hint("name them: ON column IN (value, …)");
      };

  /**
   * All rows of a plan.
   *
   * @param plan its columns are texts
   * @return rows of texts, with null for nulls
   */
  List<List<String>> rows(LogicalPlan plan);
}

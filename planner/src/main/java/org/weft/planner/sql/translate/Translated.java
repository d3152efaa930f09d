package org.weft.planner.sql.translate;

import java.util.Arrays;
import org.weft.planner.logical.Estimate;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.type.Schema;

/**
 * A translated plan.
 *
 * @param widths estimated bytes in memory of a value, per column
 */
record Translated(LogicalPlan plan, double[] widths) {
  private static final double MIN_ROWS = 1;

  Schema schema() {
    return plan.schema();
  }

  static Estimate estimate(Double rows, double[] widths) {
    return new Estimate(rows == null ? MIN_ROWS : rows, Arrays.stream(widths).sum());
  }
}

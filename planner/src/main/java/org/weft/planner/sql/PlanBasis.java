package org.weft.planner.sql;

import java.util.Map;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.scan.TableSource;

/**
 * What a plan rests on besides the text of its query, the catalog and the settings: as long as this
 * stays as it was, planning again gives the same plan.
 *
 * @param tables what was found of each table that was asked for
 * @param time whether the moment of planning is part of the plan
 */
public record PlanBasis(Map<TableReference, TableData> tables, Time time) {
  public PlanBasis {
    tables = Map.copyOf(tables);
  }

  /** How a plan depends on the time. */
  public enum Time {
    ANY,
    /** The query says CURRENT_DATE or the like, which are constants of its plan. */
    OF_PLANNING
  }

  /**
   * True if the plan would be made again: files that came, went or changed are seen here, and so is
   * what scans have learnt since about the values of columns.
   */
  boolean holds(TableSource source) {
    return time == Time.ANY
        && tables.entrySet().stream()
            .allMatch(table -> table.getValue().equals(source.resolve(table.getKey())));
  }
}

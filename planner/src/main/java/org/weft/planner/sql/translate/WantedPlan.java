package org.weft.planner.sql.translate;

import org.weft.planner.setting.Settings;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.validate.ValidQuery;
import org.weft.planner.type.Schema;

/**
 * What a tree is to be the plan of.
 *
 * @param query whose places the tree has
 * @param result the columns that shall come out: names and nullability; the types are the tree's
 */
public record WantedPlan(Statement.Query query, Schema result, Settings settings) {
  /** The plan of a query. */
  public static WantedPlan of(ValidQuery query, Settings settings) {
    return new WantedPlan(query.query(), query.schema(), settings);
  }
}

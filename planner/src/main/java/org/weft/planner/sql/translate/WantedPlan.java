package org.weft.planner.sql.translate;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.setting.Settings;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.algebra.ScalarSubQueries;
import org.weft.planner.sql.validate.ValidQuery;
import org.weft.planner.type.Schema;

/**
 * What a tree is to be the plan of.
 *
 * @param query whose places the tree has
 * @param subQuery where the sub-query stands that may give no second row, if there is just one
 * @param result the columns that shall come out: names and nullability; the types are the tree's
 */
public record WantedPlan(
    Statement.Query query, SqlParserPos subQuery, Schema result, Settings settings) {
  /**
   * The plan of a query.
   *
   * @param written its algebra before it was optimised
   */
  public static WantedPlan of(ValidQuery query, RelNode written, Settings settings) {
    return new WantedPlan(
        query.query(), ScalarSubQueries.only(query, written), query.schema(), settings);
  }
}

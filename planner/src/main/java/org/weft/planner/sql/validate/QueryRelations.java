package org.weft.planner.sql.validate;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.parse.QueryText;
import org.weft.planner.sql.rewrite.Relations;

/** What rewrites of a query ask of its tables: answered by validating parts of it. */
final class QueryRelations implements Relations {
  private final Statement.Query query;
  private final QueryTables tables;

  QueryRelations(Statement.Query query, QueryTables tables) {
    this.query = query;
    this.tables = tables;
  }

  @Override
  public List<String> columns(SqlNode part) {
    return QueryValidator.validate(part, query, tables).names();
  }

  @Override
  public boolean isAggregate(String function) {
    return Operators.isAggregate(function);
  }

  @Override
  public List<List<SqlNode>> rows(SqlNode part) {
    throw new QueryText(query)
        .at(
            WeftException.of(
                    ErrorCode.UNSUPPORTED_FEATURE, "PIVOT needs the values that become columns")
                .hint("name them: ON column IN (value, …)"),
            part);
  }
}

package org.weft.planner.sql.parse;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Calls of functions that are known by their names alone: the validator looks them up. */
public final class NamedCalls {
  private NamedCalls() {}

  public static SqlCall of(String name, SqlParserPos pos, SqlNode... operands) {
    return of(name, pos, List.of(operands));
  }

  public static SqlCall of(String name, SqlParserPos pos, List<SqlNode> operands) {
    return of(new SqlIdentifier(name, pos), null, pos, operands);
  }

  /**
   * A call.
   *
   * @param quantifier DISTINCT or ALL; null if neither is written
   */
  public static SqlCall of(
      SqlIdentifier name, SqlLiteral quantifier, SqlParserPos pos, List<SqlNode> operands) {
    return new SqlUnresolvedFunction(
            name, null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION)
        .createCall(quantifier, pos, operands.toArray(SqlNode[]::new));
  }
}

package org.weft.planner.sql.parse;

import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code (DESCRIBE t)}, {@code (DESCRIBE query)} and {@code (SHOW TABLES)} in FROM. The operand of
 * the first is a name, that of the second a query; the third has none.
 */
public final class ListedTable extends SqlBasicCall {
  private static final SqlSpecialOperator OPERATOR =
      new SqlSpecialOperator("LISTED", SqlKind.OTHER);

  ListedTable(SqlParserPos pos, List<SqlNode> operands) {
    super(OPERATOR, operands, pos);
  }
}

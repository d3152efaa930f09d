package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.QueryParser;

/**
 * {@code stack(n, a, b, c, …)}: the values as n rows, filled up with nulls, as a list of structs
 * with fields from {@code col0} on.
 */
record StackedRows(SqlCall call) {
  SqlNode list() {
    int values = call.operandCount() - 1;
    int rows = rows();
    int columns = (values + rows - 1) / rows;
    SqlParserPos pos = call.getParserPosition();
    List<SqlNode> structs = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<SqlNode> fields = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        int value = row * columns + column;
        fields.add(Trees.text("col" + column));
        fields.add(value < values ? call.operand(value + 1) : Trees.nothing());
      }
      structs.add(Trees.call("named_struct", pos, fields.toArray(SqlNode[]::new)));
    }
    return Trees.call("list_value", pos, structs.toArray(SqlNode[]::new));
  }

  private int rows() {
    boolean isCount =
        call.operandCount() > 1
            && call.operand(0) instanceof SqlNumericLiteral count
            && count.isInteger()
            && count.bigDecimalValue().signum() > 0
            && count.bigDecimalValue().intValue() <= call.operandCount();
    if (!isCount) {
      WeftException error =
          WeftException.of(
                  ErrorCode.INVALID_QUERY,
                  "stack takes a constant number of rows, then values for them")
              .hint("write stack(2, 'a', 1, 'b', 2)");
      throw QueryParser.position(call.getParserPosition()).map(error::at).orElse(error);
    }
    return ((SqlNumericLiteral) call.operand(0)).intValue(true);
  }
}

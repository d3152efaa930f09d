package org.weft.planner.sql.rewrite;

import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.sql.parse.SampleClause;

/**
 * Samples: a filter with a random number for a share of the rows, the first in random order for a
 * number of them.
 */
final class Samples {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Samples() {}

  /** A sample of a table or join, under the table's name. */
  static SqlNode of(SqlNode table, SampleClause sample) {
    SqlSelect rows = Trees.select(table.getParserPosition(), List.of(Trees.star()), table);
    SqlNode random =
        sample.seed().isPresent()
            ? Trees.call("random", Trees.number(sample.seed().getAsLong()))
            : Trees.call("random");
    SqlNode query = rows;
    if (sample.method() == SampleClause.Method.ROWS) {
      query =
          new SqlOrderBy(
              table.getParserPosition(),
              rows,
              new SqlNodeList(List.of(random), SqlParserPos.ZERO),
              null,
              Trees.number(sample.size().longValue()));
    } else {
      SqlNode share =
          SqlLiteral.createExactNumeric(
              sample.size().divide(HUNDRED).toPlainString(), SqlParserPos.ZERO);
      rows.setWhere(Trees.call(SqlStdOperatorTable.LESS_THAN, random, share));
    }
    String name = TableNames.of(table);
    return DialectRewrite.derived(query, name == null ? "$sample" : name);
  }
}

package org.weft.planner.sql.validate;

import java.util.List;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.util.Optionality;

/** The functions that only windows have. */
final class WindowOperators {
  static final List<SqlOperator> ALL =
      List.of(
          new Place("ROW_NUMBER", SqlKind.ROW_NUMBER, ReturnTypes.BIGINT),
          new Place("RANK", SqlKind.RANK, ReturnTypes.BIGINT),
          new Place("DENSE_RANK", SqlKind.DENSE_RANK, ReturnTypes.BIGINT),
          new Place("PERCENT_RANK", SqlKind.PERCENT_RANK, ReturnTypes.DOUBLE),
          new Place("CUME_DIST", SqlKind.CUME_DIST, ReturnTypes.DOUBLE),
          SqlStdOperatorTable.NTILE,
          SqlStdOperatorTable.LAG,
          SqlStdOperatorTable.LEAD,
          SqlStdOperatorTable.FIRST_VALUE,
          SqlStdOperatorTable.LAST_VALUE,
          SqlStdOperatorTable.NTH_VALUE);

  private WindowOperators() {}

  /** A row's place. The standard's demand an order; here all rows are peers without one. */
  private static final class Place extends SqlAggFunction {
    Place(String name, SqlKind kind, SqlReturnTypeInference result) {
      super(
          name,
          null,
          kind,
          result,
          null,
          OperandTypes.NILADIC,
          SqlFunctionCategory.NUMERIC,
          false,
          true,
          Optionality.FORBIDDEN);
    }
  }
}

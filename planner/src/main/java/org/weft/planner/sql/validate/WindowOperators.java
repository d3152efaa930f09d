package org.weft.planner.sql.validate;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.util.Optionality;
import org.weft.planner.expr.SortKey;

/** The functions that only windows have. */
public final class WindowOperators {
  /**
   * The first argument of an aggregate over a window, the condition of its FILTER, and for each key
   * of its ORDER BY the key and a text of {@link #direction}: neither validator nor algebra know
   * these together with a window.
   */
  public static final SqlFunction TAKEN =
      new SqlFunction(
          "$TAKEN",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.ARG0_FORCE_NULLABLE,
          null,
          OperandTypes.VARIADIC,
          SqlFunctionCategory.USER_DEFINED_FUNCTION);

  static final List<SqlOperator> ALL =
      List.of(
          new Place("ROW_NUMBER", SqlKind.ROW_NUMBER, ReturnTypes.BIGINT),
          new Place("RANK", SqlKind.RANK, ReturnTypes.BIGINT),
          new Place("DENSE_RANK", SqlKind.DENSE_RANK, ReturnTypes.BIGINT),
          new Place("PERCENT_RANK", SqlKind.PERCENT_RANK, ReturnTypes.DOUBLE),
          new Place("CUME_DIST", SqlKind.CUME_DIST, ReturnTypes.DOUBLE),
          new Place(
              "NTILE",
              SqlKind.NTILE,
              ReturnTypes.BIGINT_FORCE_NULLABLE,
              OperandTypes.family(SqlTypeFamily.NUMERIC)),
          SqlStdOperatorTable.LAG,
          SqlStdOperatorTable.LEAD,
          SqlStdOperatorTable.FIRST_VALUE,
          SqlStdOperatorTable.LAST_VALUE,
          SqlStdOperatorTable.NTH_VALUE,
          SqlStdOperatorTable.IGNORE_NULLS,
          SqlStdOperatorTable.RESPECT_NULLS,
          WindowOperators.TAKEN);

  private static final Set<SqlKind> PLACES =
      EnumSet.of(
          SqlKind.ROW_NUMBER,
          SqlKind.RANK,
          SqlKind.DENSE_RANK,
          SqlKind.PERCENT_RANK,
          SqlKind.CUME_DIST,
          SqlKind.NTILE,
          SqlKind.LAG,
          SqlKind.LEAD,
          SqlKind.FIRST_VALUE,
          SqlKind.LAST_VALUE,
          SqlKind.NTH_VALUE);

  private WindowOperators() {}

  /** True for the name of a function that takes a value from one row of the frame. */
  static boolean isPick(String name) {
    return EnumSet.of(SqlKind.FIRST_VALUE, SqlKind.LAST_VALUE, SqlKind.NTH_VALUE).stream()
        .anyMatch(kind -> kind.name().equalsIgnoreCase(name));
  }

  /** True for the name of a function that looks at its partition and not at a frame. */
  static boolean ignoresFrame(String name) {
    return isPlace(name) && !isPick(name);
  }

  /** How a key is ordered, as one text. */
  static String direction(SortKey.Direction direction, SortKey.Nulls nulls) {
    return direction + " " + nulls;
  }

  /** The key of a column that is ordered as a text of {@link #direction} says. */
  public static SortKey sortKey(int ordinal, String direction) {
    String[] words = direction.split(" ");
    return new SortKey(
        ordinal, SortKey.Direction.valueOf(words[0]), SortKey.Nulls.valueOf(words[1]));
  }

  /** True for the name of a function that says or takes something of a place, case aside. */
  static boolean isPlace(String name) {
    return PLACES.stream().anyMatch(kind -> kind.name().equalsIgnoreCase(name));
  }

  /** A row's place. The standard's demand an order; here all rows are peers without one. */
  private static final class Place extends SqlAggFunction {
    Place(String name, SqlKind kind, SqlReturnTypeInference result) {
      this(name, kind, result, OperandTypes.NILADIC);
    }

    Place(
        String name, SqlKind kind, SqlReturnTypeInference result, SqlOperandTypeChecker arguments) {
      super(
          name,
          null,
          kind,
          result,
          null,
          arguments,
          SqlFunctionCategory.NUMERIC,
          false,
          true,
          Optionality.FORBIDDEN);
    }
  }
}

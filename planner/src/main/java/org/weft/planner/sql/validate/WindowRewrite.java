package org.weft.planner.sql.validate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.Value;
import org.weft.planner.sql.parse.IntervalLiterals;
import org.weft.planner.sql.parse.QueryText;
import org.weft.planner.vector.Intervals;

/** What is changed in window functions, and refused, before validation. */
final class WindowRewrite {
  private static final Set<String> FLAGGED = Set.of("first_value", "last_value");

  private final QueryText text;

  WindowRewrite(QueryText text) {
    this.text = text;
  }

  /**
   * A function with its window. FILTER and ORDER BY of the function go into its first argument,
   * where the validator lets them pass. So does an argument whose function may find no row: the
   * validator would take the result for one that is never null if the argument is.
   */
  void over(SqlCall over) {
    if (!(over.operand(0) instanceof SqlCall written)) {
      return;
    }
    SqlCall function = withFlag(written);
    over.setOperand(0, function);
    AggregateParts parts = AggregateParts.of(function);
    boolean isPlain =
        parts.filter().isEmpty()
            && (parts.order().isEmpty() || parts.call().getKind() == SqlKind.WITHIN_GROUP);
    String name = parts.call().getOperator().getName();
    boolean mayFindNone =
        !parts.arguments().isEmpty()
            && (WindowOperators.isPick(name)
                || !WindowOperators.isPlace(name) && mayExclude(over.operand(1)));
    if (isPlain && !mayFindNone) {
      return;
    }
    if (!isPlain && WindowOperators.isPlace(name)) {
      throw text.at(
          WeftException.of(
              ErrorCode.INVALID_QUERY,
              (parts.filter().isEmpty() ? "ORDER BY" : "FILTER")
                  + " is for aggregates, not for "
                  + name),
          function);
    }
    SqlNode taken = taken(parts);
    over.setOperand(
        0,
        parts
            .nulls()
            .filter(kind -> kind == SqlKind.IGNORE_NULLS)
            .map(
                kind ->
                    (SqlNode)
                        SqlStdOperatorTable.IGNORE_NULLS.createCall(
                            function.getParserPosition(), taken))
            .orElse(taken));
  }

  /** Spark's {@code first_value(x, true)}, which is {@code first_value(x) IGNORE NULLS}. */
  private static SqlCall withFlag(SqlCall function) {
    boolean hasFlag =
        FLAGGED.contains(function.getOperator().getName().toLowerCase(Locale.ROOT))
            && function.operandCount() == 2
            && function.operand(1) instanceof SqlLiteral flag
            && flag.getTypeName() == SqlTypeName.BOOLEAN;
    if (!hasFlag) {
      return function;
    }
    SqlParserPos pos = function.getParserPosition();
    SqlCall plain = function.getOperator().createCall(pos, function.<SqlNode>operand(0));
    return ((SqlLiteral) function.operand(1)).booleanValue()
        ? SqlStdOperatorTable.IGNORE_NULLS.createCall(pos, plain)
        : plain;
  }

  /** True for a frame that leaves rows out, or that is written elsewhere. */
  private static boolean mayExclude(SqlNode window) {
    return !(window instanceof SqlWindow written)
        || written.getRefName() != null
        || written.getExclude() != null && !SqlWindow.isExcludeNoOthers(written.getExclude());
  }

  /** The call with all that was around it in its first argument. */
  private static SqlNode taken(AggregateParts parts) {
    SqlCall call = parts.call();
    SqlParserPos pos = call.getParserPosition();
    List<SqlNode> operands = new ArrayList<>(parts.arguments());
    if (operands.isEmpty() || isStar(operands.get(0))) {
      operands.clear();
      operands.add(SqlLiteral.createExactNumeric("1", pos));
    }
    Optional<SqlNode> filter =
        parts.filter().stream().reduce((a, b) -> SqlStdOperatorTable.AND.createCall(pos, a, b));
    List<SqlNode> inside = new ArrayList<>();
    inside.add(filter.map(f -> guarded(operands.get(0), f)).orElse(operands.get(0)));
    inside.add(filter.orElse(SqlLiteral.createBoolean(true, pos)));
    for (SqlNode item : parts.order()) {
      addKey(item, inside);
    }
    operands.set(0, WindowOperators.TAKEN.createCall(pos, inside));
    return call.getOperator()
        .createCall(call.getFunctionQuantifier(), pos, operands.toArray(new SqlNode[0]));
  }

  /** What may fail is not computed of rows that the filter leaves out. */
  private static SqlNode guarded(SqlNode argument, SqlNode filter) {
    SqlParserPos pos = argument.getParserPosition();
    return argument instanceof SqlCall
        ? new SqlCase(
            pos,
            null,
            SqlNodeList.of(TreeCopy.of(filter)),
            SqlNodeList.of(argument),
            SqlLiteral.createNull(pos))
        : argument;
  }

  private static void addKey(SqlNode item, List<SqlNode> inside) {
    SqlNode key = item;
    SortKey.Direction direction = SortKey.Direction.ASCENDING;
    SortKey.Nulls nulls = null;
    while (key.getKind() == SqlKind.DESCENDING
        || key.getKind() == SqlKind.NULLS_FIRST
        || key.getKind() == SqlKind.NULLS_LAST) {
      switch (key.getKind()) {
        case DESCENDING -> direction = SortKey.Direction.DESCENDING;
        case NULLS_FIRST -> nulls = SortKey.Nulls.FIRST;
        default -> nulls = SortKey.Nulls.LAST;
      }
      key = ((SqlCall) key).operand(0);
    }
    if (nulls == null) {
      boolean isAscending = direction == SortKey.Direction.ASCENDING;
      nulls = isAscending ? SortKey.Nulls.LAST : SortKey.Nulls.FIRST;
    }
    inside.add(key);
    inside.add(
        SqlLiteral.createCharString(
            WindowOperators.direction(direction, nulls), item.getParserPosition()));
  }

  private static boolean isStar(SqlNode node) {
    return node instanceof org.apache.calcite.sql.SqlIdentifier name && name.isStar();
  }

  /** A window's frame: distances are not negative. */
  void check(SqlWindow window) {
    check(window.getLowerBound());
    check(window.getUpperBound());
  }

  private void check(SqlNode bound) {
    if (bound instanceof SqlCall call && call.operandCount() == 1 && isNegative(call.operand(0))) {
      throw text.at(
          WeftException.of(
                  ErrorCode.INVALID_VALUE,
                  "the distance of a frame is negative: " + text.of(call.operand(0)))
              .hint("write the other of PRECEDING and FOLLOWING"),
          call.operand(0));
    }
  }

  private static boolean isNegative(SqlNode node) {
    if (node.getKind() == SqlKind.MINUS_PREFIX) {
      return ((SqlCall) node).operand(0) instanceof SqlLiteral;
    }
    Optional<Value.Span> interval = IntervalLiterals.read(node);
    if (interval.isPresent()) {
      return Intervals.order(interval.get()).signum() < 0;
    }
    return node instanceof SqlNumericLiteral number
        && number.getValueAs(BigDecimal.class).signum() < 0;
  }
}

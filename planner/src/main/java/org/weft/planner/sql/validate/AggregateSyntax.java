package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.weft.planner.function.AggregateFunction;
import org.weft.planner.function.AggregateFunctions;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.parse.QueryText;

/**
 * Brings the many ways to write an aggregate to one: columns in the parentheses, constants in the
 * operator, an order in WITHIN GROUP where it matters, and IGNORE NULLS as a filter. Changes the
 * tree in place.
 */
final class AggregateSyntax extends SqlBasicVisitor<Void> {
  /** Those of the standard; the order of their rows does not matter. */
  private static final Set<String> STANDARD = Set.of("count", "sum", "avg", "min", "max");

  private final QueryText text;

  private AggregateSyntax(Statement.Query query) {
    this.text = new QueryText(query);
  }

  static void apply(SqlNode tree, Statement.Query query) {
    tree.accept(new AggregateSyntax(query));
  }

  @Override
  public Void visit(SqlCall call) {
    boolean isWindow = call.getKind() == SqlKind.OVER;
    for (int i = 0; i < call.operandCount(); i++) {
      SqlNode operand = call.operand(i);
      SqlNode plain = plain(operand, isWindow && i == 0);
      if (plain != operand) {
        call.setOperand(i, plain);
      }
    }
    return super.visit(call);
  }

  @Override
  public Void visit(SqlNodeList list) {
    for (int i = 0; i < list.size(); i++) {
      SqlNode plain = plain(list.get(i), false);
      if (plain != list.get(i)) {
        list.set(i, plain);
      }
    }
    return super.visit(list);
  }

  private SqlNode plain(SqlNode node, boolean isWindow) {
    if (!(node instanceof SqlBasicCall call) || call.getOperator() instanceof LibraryAggregate) {
      return node;
    }
    AggregateParts parts = AggregateParts.of(call);
    String name = parts.call().getOperator().getName().toLowerCase(Locale.ROOT);
    Optional<AggregateFunction> function = AggregateFunctions.find(name);
    if (function.isPresent()) {
      return new AggregateWriting(function.get(), parts, text).written(isWindow);
    }
    Optional<SqlCall> standard = standard(name, parts.call());
    if (standard.isEmpty() || (isWindow && standard.get() == parts.call())) {
      return node;
    }
    boolean isSame = standard.get() == parts.call() && parts.order().isEmpty();
    return isSame ? node : filtered(standard.get(), parts.filter(), node);
  }

  /** The call of a standard aggregate, under its standard name. */
  private static Optional<SqlCall> standard(String name, SqlCall call) {
    if (STANDARD.contains(name)) {
      return Optional.of(call);
    }
    SqlParserPos pos = call.getParserPosition();
    return switch (name) {
      case "mean" -> Optional.of(renamed(SqlStdOperatorTable.AVG, call));
      case "count_if", "countif" -> Optional.of(countIf(call));
      case "count_star" ->
          Optional.of(
              SqlStdOperatorTable.COUNT.createCall(
                  pos, org.apache.calcite.sql.SqlIdentifier.star(pos)));
      default -> Optional.empty();
    };
  }

  private static SqlCall renamed(SqlOperator operator, SqlCall call) {
    return operator.createCall(
        call.getFunctionQuantifier(), call.getParserPosition(), call.getOperandList());
  }

  private static SqlCall countIf(SqlCall call) {
    SqlParserPos pos = call.getParserPosition();
    if (call.operandCount() != 1) {
      return call;
    }
    SqlNode present =
        SqlCase.createSwitched(
            pos,
            null,
            SqlNodeList.of(call.operand(0)),
            SqlNodeList.of(SqlLiteral.createBoolean(true, pos)),
            null);
    return SqlStdOperatorTable.COUNT.createCall(call.getFunctionQuantifier(), pos, present);
  }

  /** The call with a filter, at the place of what it stands for. */
  static SqlNode filtered(SqlNode call, List<SqlNode> conditions, SqlNode place) {
    if (conditions.isEmpty()) {
      return call;
    }
    SqlParserPos pos = place.getParserPosition();
    List<SqlNode> left = new ArrayList<>(conditions);
    SqlNode condition = left.remove(0);
    for (SqlNode next : left) {
      condition = SqlStdOperatorTable.AND.createCall(pos, condition, next);
    }
    return SqlStdOperatorTable.FILTER.createCall(pos, call, condition);
  }
}

package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.weft.planner.sql.parse.NamedCalls;
import org.weft.planner.sql.parse.Selects;

/** Makes trees, and copies them. */
final class Trees {
  private Trees() {}

  /** A name that is not looked for in the query's text. */
  static SqlIdentifier name(String... names) {
    return new SqlIdentifier(List.of(names), SqlParserPos.ZERO);
  }

  /** A name at a place. */
  static SqlIdentifier name(String name, SqlParserPos pos) {
    return new SqlIdentifier(name, pos);
  }

  static SqlNode as(SqlNode node, String alias) {
    return SqlStdOperatorTable.AS.createCall(node.getParserPosition(), node, name(alias));
  }

  static SqlNode as(SqlNode node, SqlIdentifier alias) {
    return SqlStdOperatorTable.AS.createCall(node.getParserPosition(), node, alias);
  }

  static SqlNode number(long value) {
    return SqlLiteral.createExactNumeric(Long.toString(value), SqlParserPos.ZERO);
  }

  static SqlNode text(String value) {
    return SqlLiteral.createCharString(value, SqlParserPos.ZERO);
  }

  static SqlNode nothing() {
    return SqlLiteral.createNull(SqlParserPos.ZERO);
  }

  static SqlCall call(String function, SqlNode... operands) {
    return NamedCalls.of(function, SqlParserPos.ZERO, operands);
  }

  static SqlCall call(String function, SqlParserPos pos, SqlNode... operands) {
    return (SqlCall) call(function, operands).clone(pos);
  }

  static SqlNode call(SqlOperator operator, SqlNode... operands) {
    SqlParserPos pos =
        Arrays.stream(operands)
            .filter(operand -> operand != null && operand.getParserPosition().getLineNum() > 0)
            .map(SqlNode::getParserPosition)
            .findFirst()
            .orElse(SqlParserPos.ZERO);
    return operator.createCall(pos, operands);
  }

  /** A value as text. */
  static SqlNode textOf(SqlNode value) {
    SqlParserPos pos = value.getParserPosition();
    return SqlStdOperatorTable.CAST.createCall(
        pos, value, new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, pos), pos));
  }

  static List<SqlNode> copies(List<SqlNode> nodes) {
    return nodes.stream().map(Trees::copy).toList();
  }

  /** Both conditions; one of them if the other is null. */
  static SqlNode and(SqlNode left, SqlNode right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return call(SqlStdOperatorTable.AND, left, right);
  }

  static SqlNodeList list(List<? extends SqlNode> nodes) {
    return new SqlNodeList(nodes, SqlParserPos.ZERO);
  }

  /** {@code SELECT items FROM from}, at a place. */
  static SqlSelect select(SqlParserPos pos, List<? extends SqlNode> items, SqlNode from) {
    return Selects.of(pos, list(items), from);
  }

  static SqlIdentifier star() {
    return SqlIdentifier.star(SqlParserPos.ZERO);
  }

  /** {@code left CROSS JOIN right}. */
  static SqlNode cross(SqlNode left, SqlNode right) {
    SqlParserPos pos = left.getParserPosition();
    return new SqlJoin(
        pos,
        left,
        SqlLiteral.createBoolean(false, pos),
        JoinType.CROSS.symbol(pos),
        right,
        JoinConditionType.NONE.symbol(pos),
        null);
  }

  /** {@code function() OVER (PARTITION BY partition ORDER BY order)}. */
  static SqlNode over(SqlNode function, SqlNodeList partition, SqlNodeList order) {
    SqlParserPos pos = SqlParserPos.ZERO;
    SqlWindow window =
        SqlWindow.create(
            null,
            null,
            partition,
            order,
            SqlLiteral.createBoolean(false, pos),
            null,
            null,
            null,
            SqlWindow.createExcludeNoOthers(pos),
            pos);
    return SqlStdOperatorTable.OVER.createCall(pos, function, window);
  }

  /** {@code VALUES} of one row. */
  static SqlNode oneRow() {
    SqlNode row = SqlStdOperatorTable.ROW.createCall(SqlParserPos.ZERO, number(0));
    SqlNode values = SqlStdOperatorTable.VALUES.createCall(SqlParserPos.ZERO, row);
    return SqlStdOperatorTable.AS.createCall(
        SqlParserPos.ZERO, values, name("$one"), name("$zero"));
  }

  /** The expression of a select item, without its alias. */
  static SqlNode unaliased(SqlNode item) {
    return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
  }

  /** The alias of a select item; null if it has none. */
  static String alias(SqlNode item) {
    return item.getKind() == SqlKind.AS && ((SqlCall) item).operand(1) instanceof SqlIdentifier name
        ? name.getSimple()
        : null;
  }

  /** A copy that shares nothing that validation changes. */
  static SqlNode copy(SqlNode node) {
    return node.accept(new Copier());
  }

  static SqlNodeList copy(SqlNodeList list) {
    return (SqlNodeList) copy((SqlNode) list);
  }

  private static final class Copier extends SqlShuttle {
    @Override
    public SqlNode visit(SqlIdentifier id) {
      return id.clone(id.getParserPosition());
    }

    @Override
    public SqlNode visit(SqlNodeList list) {
      List<SqlNode> copies = new ArrayList<>();
      for (SqlNode node : list) {
        copies.add(node == null ? null : node.accept(this));
      }
      return new SqlNodeList(copies, list.getParserPosition());
    }

    @Override
    public SqlNode visit(SqlCall call) {
      CallCopyingArgHandler handler = new CallCopyingArgHandler(call, true);
      call.getOperator().acceptCall(this, call, false, handler);
      return handler.result();
    }
  }
}

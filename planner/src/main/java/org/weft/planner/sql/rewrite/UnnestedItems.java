package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * UNNEST among the items of a select: {@code SELECT x, unnest(l) FROM t} is {@code SELECT x, u.c
 * FROM t, UNNEST(l) AS u(c)}.
 */
final class UnnestedItems {
  private static final String TABLE = "$unnest";

  private final DialectRewrite rewrite;

  UnnestedItems(DialectRewrite rewrite) {
    this.rewrite = rewrite;
  }

  DialectRewrite rewrite() {
    return rewrite;
  }

  void rewrite(SqlSelect select) {
    List<SqlNode> lists = new ArrayList<>();
    if (!hasUnnest(select.getSelectList())) {
      return;
    }
    if (isComputedFirst(select)) {
      new UnnestedResult(this).rewrite(select);
      return;
    }
    Replacement replacement = new Replacement(lists);
    SqlNodeList items = select.getSelectList();
    List<SqlNode> changed = new ArrayList<>();
    for (SqlNode item : items) {
      int before = lists.size();
      SqlNode same = item.accept(replacement);
      boolean needsName = lists.size() > before && item.getKind() != SqlKind.AS;
      changed.add(needsName ? Trees.as(same, written(item)) : same);
    }
    select.setSelectList(new SqlNodeList(changed, items.getParserPosition()));
    beside(select, lists);
  }

  /** Unnests lists of the rows that a select reads. */
  static void beside(SqlSelect select, List<SqlNode> lists) {
    SqlParserPos pos = select.getSelectList().getParserPosition();
    List<SqlNode> operands = new ArrayList<>();
    operands.add(
        SqlStdOperatorTable.UNNEST.createCall(
            pos, lists.stream().map(TableFunctions::whole).toList()));
    operands.add(Trees.name(TABLE));
    for (int i = 0; i < lists.size(); i++) {
      operands.add(Trees.name(column(i)));
    }
    SqlNode unnested = SqlStdOperatorTable.AS.createCall(pos, operands);
    select.setFrom(select.getFrom() == null ? unnested : Trees.cross(select.getFrom(), unnested));
  }

  /** Groups and windows are of the rows before their lists are unnested. */
  private boolean isComputedFirst(SqlSelect select) {
    return select.getGroup() != null
        || select.getHaving() != null
        || select.getQualify() != null
        || select.getSelectList().stream().anyMatch(this::isOfManyRows);
  }

  private boolean isOfManyRows(SqlNode node) {
    if (!(node instanceof SqlCall call) || call.isA(SqlKind.QUERY)) {
      return node instanceof SqlNodeList list && list.stream().anyMatch(this::isOfManyRows);
    }
    boolean isHere =
        call.getKind() == SqlKind.OVER
            || (call.getOperator() instanceof SqlUnresolvedFunction
                && rewrite.relations().isAggregate(call.getOperator().getName()));
    return isHere
        || call.getOperandList().stream()
            .anyMatch(operand -> operand != null && isOfManyRows(operand));
  }

  static boolean hasUnnest(SqlNode node) {
    if (node instanceof SqlNodeList list) {
      return list.stream().anyMatch(item -> item != null && hasUnnest(item));
    }
    if (!(node instanceof SqlCall call) || call.isA(SqlKind.QUERY)) {
      return false;
    }
    return isUnnest(call)
        || call.getOperandList().stream()
            .anyMatch(operand -> operand != null && hasUnnest(operand));
  }

  static boolean isUnnest(SqlCall call) {
    String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
    boolean isOne = name.equals("unnest") || name.equals("explode") || name.equals("explode_outer");
    return isOne && call.operandCount() == 1;
  }

  String written(SqlNode item) {
    String written = rewrite.text().of(item);
    return written.isEmpty() ? "unnest" : written;
  }

  private static String column(int ordinal) {
    return "$" + ordinal;
  }

  /** What stands for the elements of one of the lists. */
  static SqlIdentifier element(int ordinal, SqlParserPos pos) {
    return new SqlIdentifier(List.of(TABLE, column(ordinal)), pos);
  }

  private static final class Replacement extends SqlShuttle {
    private final List<SqlNode> lists;
    private final Map<SqlCall, Integer> known = new IdentityHashMap<>();

    Replacement(List<SqlNode> lists) {
      this.lists = lists;
    }

    @Override
    public SqlNode visit(SqlCall call) {
      if (call.isA(SqlKind.QUERY)) {
        return call;
      }
      if (!isUnnest(call)) {
        return super.visit(call);
      }
      Integer ordinal = known.get(call);
      if (ordinal == null) {
        ordinal = lists.size();
        known.put(call, ordinal);
        lists.add(TableFunctions.list(call));
      }
      return element(ordinal, call.getParserPosition());
    }
  }
}

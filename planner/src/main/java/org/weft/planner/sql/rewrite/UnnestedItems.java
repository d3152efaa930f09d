package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
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

  void rewrite(SqlSelect select) {
    List<SqlNode> lists = new ArrayList<>();
    Replacement replacement = new Replacement(lists);
    SqlNodeList items = select.getSelectList();
    List<SqlNode> changed = new ArrayList<>();
    for (SqlNode item : items) {
      int before = lists.size();
      SqlNode same = item.accept(replacement);
      boolean needsName = lists.size() > before && item.getKind() != SqlKind.AS;
      changed.add(needsName ? Trees.as(same, written(item)) : same);
    }
    if (lists.isEmpty()) {
      return;
    }
    select.setSelectList(new SqlNodeList(changed, items.getParserPosition()));
    List<SqlNode> operands = new ArrayList<>();
    operands.add(SqlStdOperatorTable.UNNEST.createCall(items.getParserPosition(), lists));
    operands.add(Trees.name(TABLE));
    for (int i = 0; i < lists.size(); i++) {
      operands.add(Trees.name(column(i)));
    }
    SqlNode unnested = SqlStdOperatorTable.AS.createCall(items.getParserPosition(), operands);
    select.setFrom(select.getFrom() == null ? unnested : Trees.cross(select.getFrom(), unnested));
  }

  private String written(SqlNode item) {
    String written = rewrite.text().of(item);
    return written.isEmpty() ? "unnest" : written;
  }

  private static String column(int ordinal) {
    return "$" + ordinal;
  }

  private static final class Replacement extends SqlShuttle {
    private final List<SqlNode> lists;

    Replacement(List<SqlNode> lists) {
      this.lists = lists;
    }

    @Override
    public SqlNode visit(SqlCall call) {
      if (call.isA(SqlKind.QUERY)) {
        return call;
      }
      String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
      boolean isUnnest =
          (name.equals("unnest") || name.equals("explode")) && call.operandCount() == 1;
      if (!isUnnest) {
        return super.visit(call);
      }
      lists.add(call.operand(0));
      return new SqlIdentifier(List.of(TABLE, column(lists.size() - 1)), call.getParserPosition());
    }
  }
}

package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.weft.planner.sql.parse.DialectOperators;

/** UNION BY NAME: columns of one name are one, a column that a side has not is null there. */
final class UnionByName {
  private final DialectRewrite rewrite;
  private final Scope scope;

  UnionByName(DialectRewrite rewrite, Scope scope) {
    this.rewrite = rewrite;
    this.scope = scope;
  }

  SqlNode rewritten(SqlCall union) {
    List<String> left = rewrite.columns(union.operand(0), scope);
    List<String> right = rewrite.columns(union.operand(1), scope);
    List<String> all = new ArrayList<>(left);
    for (String name : right) {
      if (find(left, name).isEmpty()) {
        all.add(name);
      }
    }
    boolean keepsAll = union.getOperator() == DialectOperators.UNION_ALL_BY_NAME;
    return (keepsAll ? SqlStdOperatorTable.UNION_ALL : SqlStdOperatorTable.UNION)
        .createCall(
            union.getParserPosition(),
            side(union.operand(0), left, all),
            side(union.operand(1), right, all));
  }

  private static Optional<String> find(List<String> names, String name) {
    return names.stream().filter(name::equalsIgnoreCase).findFirst();
  }

  private static SqlNode side(SqlNode query, List<String> names, List<String> all) {
    List<SqlNode> items = new ArrayList<>();
    for (String name : all) {
      SqlNode value = find(names, name).map(n -> (SqlNode) Trees.name(n)).orElse(Trees.nothing());
      items.add(Trees.as(value, name));
    }
    return Trees.select(query.getParserPosition(), items, DialectRewrite.derived(query, "$side"));
  }
}

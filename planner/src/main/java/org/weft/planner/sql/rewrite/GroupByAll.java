package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.weft.planner.sql.parse.DialectOperators;

/** GROUP BY ALL: by every item without an aggregate, and by the columns beside aggregates. */
final class GroupByAll {
  private final DialectRewrite rewrite;
  private final Scope scope;

  GroupByAll(DialectRewrite rewrite, Scope scope) {
    this.rewrite = rewrite;
    this.scope = scope;
  }

  void rewrite(SqlSelect select) {
    SqlNodeList group = select.getGroup();
    boolean isAll =
        group != null
            && group.size() == 1
            && DialectOperators.is(group.get(0), DialectOperators.ALL);
    if (!isAll) {
      return;
    }
    List<SqlNode> keys = new ArrayList<>();
    boolean hasAggregate = false;
    for (SqlNode item : select.getSelectList()) {
      SqlNode expression = Trees.unaliased(item);
      if (SelectItems.isStar(item)) {
        addColumns(item, select, keys);
      } else if (SelectItems.hasAggregate(expression, rewrite.relations())) {
        hasAggregate = true;
        expression.accept(new BesideAggregates(keys));
      } else if (!(expression instanceof SqlLiteral)) {
        keys.add(Trees.copy(expression));
      }
    }
    boolean isGlobal = keys.isEmpty() && hasAggregate;
    if (isGlobal || keys.isEmpty()) {
      select.setGroupBy(
          isGlobal
              ? null
              : new SqlNodeList(
                  List.of(new SqlNodeList(group.getParserPosition())), group.getParserPosition()));
    } else {
      select.setGroupBy(new SqlNodeList(keys, group.getParserPosition()));
    }
  }

  private void addColumns(SqlNode star, SqlSelect select, List<SqlNode> keys) {
    SqlNode columns = Trees.select(select.getParserPosition(), List.of(star), select.getFrom());
    for (String column : rewrite.columns(columns, scope)) {
      keys.add(Trees.name(column, star.getParserPosition()));
    }
  }

  /** The columns outside of aggregates. */
  private final class BesideAggregates extends SqlBasicVisitor<Void> {
    private final List<SqlNode> keys;

    BesideAggregates(List<SqlNode> keys) {
      this.keys = keys;
    }

    @Override
    public Void visit(SqlCall call) {
      boolean isAggregate =
          call.getKind() == SqlKind.FILTER
              || call.getKind() == SqlKind.WITHIN_GROUP
              || rewrite
                  .relations()
                  .isAggregate(call.getOperator().getName().toLowerCase(Locale.ROOT));
      return isAggregate || call.isA(SqlKind.QUERY) ? null : super.visit(call);
    }

    @Override
    public Void visit(SqlIdentifier name) {
      if (!name.isStar()) {
        keys.add(Trees.copy(name));
      }
      return null;
    }
  }
}

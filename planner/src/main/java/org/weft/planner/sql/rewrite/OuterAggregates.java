package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Litmus;
import org.weft.planner.sql.parse.Selects;

/**
 * Aggregates in a sub-query over columns of the query around it, which therefore are that query's:
 * {@code SELECT k FROM t GROUP BY k HAVING EXISTS (SELECT 1 FROM u WHERE u.x < min(t.y))} is {@code
 * SELECT k FROM (SELECT k, min(t.y) AS a FROM t GROUP BY k) AS g WHERE EXISTS (SELECT 1 FROM u
 * WHERE u.x < g.a)}.
 */
final class OuterAggregates {
  private static final String GROUPS = "$groups";

  private final DialectRewrite rewrite;
  private final Scope scope;

  OuterAggregates(DialectRewrite rewrite, Scope scope) {
    this.rewrite = rewrite;
    this.scope = scope;
  }

  /**
   * Makes the aggregates of sub-queries the query's own. The query is changed.
   *
   * @return what keys of an ORDER BY around the query become
   */
  UnaryOperator<SqlNode> rewrite(SqlSelect select) {
    if (select.getFrom() == null || !SubQueryAggregates.mayHaveSome(select, rewrite.relations())) {
      return UnaryOperator.identity();
    }
    SubQueryAggregates found = new SubQueryAggregates(rewrite, scope, select);
    if (found.all().isEmpty()) {
      return UnaryOperator.identity();
    }
    return new Split(select, found).split();
  }

  /** A query cut in two: groups below, what is made of them above. */
  private final class Split {
    private final SqlSelect select;
    private final SubQueryAggregates found;
    private final List<SqlNode> keys = new ArrayList<>();
    private final List<SqlNode> below = new ArrayList<>();

    Split(SqlSelect select, SubQueryAggregates found) {
      this.select = select;
      this.found = found;
    }

    UnaryOperator<SqlNode> split() {
      SqlNodeList group = select.getGroup() == null ? null : grouped(select.getGroup());
      for (int i = 0; i < keys.size(); i++) {
        below.add(Trees.as(Trees.copy(keys.get(i)), "$" + i));
      }
      List<SqlNode> items = new ArrayList<>();
      for (SqlNode item : select.getSelectList()) {
        items.add(SelectItems.changed(item, this::above, rewrite.text()));
      }
      SqlNode having = select.getHaving() == null ? null : above(select.getHaving());
      SqlNode qualify = select.getQualify() == null ? null : above(select.getQualify());
      List<SqlNode> windows = new ArrayList<>();
      select.getWindowList().forEach(window -> windows.add(above(window)));
      // keys of an ORDER BY need columns too, so the query below is finished when it is read
      SqlParserPos pos = select.getParserPosition();
      SqlSelect groups = Selects.of(pos, new SqlNodeList(below, pos), select.getFrom());
      groups.setWhere(select.getWhere());
      groups.setGroupBy(group);
      groups.setHints(select.getHints());
      select.setSelectList(new SqlNodeList(items, select.getSelectList().getParserPosition()));
      select.setFrom(DialectRewrite.derived(groups, GROUPS));
      select.setWhere(having);
      select.setGroupBy(null);
      select.setHaving(null);
      select.setQualify(qualify);
      select.getWindowList().clear();
      select.getWindowList().addAll(windows);
      select.setHints(null);
      return key -> {
        SqlNode replaced = above(key);
        groups.setSelectList(new SqlNodeList(below, pos));
        return replaced;
      };
    }

    /** The keys, with places and aliases of items as what they mean. */
    private SqlNodeList grouped(SqlNodeList group) {
      List<SqlNode> elements = new ArrayList<>();
      for (SqlNode element : group) {
        elements.add(element(element));
      }
      return new SqlNodeList(elements, group.getParserPosition());
    }

    private SqlNode element(SqlNode element) {
      if (element instanceof SqlNodeList list) {
        return grouped(list);
      }
      if (GroupKeys.areSeveral(element)) {
        SqlCall call = (SqlCall) element;
        return call.getOperator()
            .createCall(
                call.getParserPosition(),
                call.getOperandList().stream().map(this::element).toList());
      }
      SqlNode key = SelectItems.meaning(element, select);
      if (GroupKeys.place(keys, key) < 0) {
        keys.add(key);
      }
      return key;
    }

    private SqlNode above(SqlNode node) {
      return node.accept(
          new OuterShuttle(found) {
            @Override
            SqlNode replaced(SqlCall call, boolean isInside) {
              boolean isOurs =
                  isInside
                      ? found.all().contains(call)
                      : GroupKeys.isOfGroup(call, rewrite.relations());
              if (isOurs) {
                return column(call);
              }
              int key = isInside ? -1 : GroupKeys.place(keys, call);
              return key < 0 ? null : Trees.name(GROUPS, "$" + key);
            }

            @Override
            SqlNode replaced(SqlIdentifier name) {
              int key = GroupKeys.place(keys, name);
              if (key >= 0) {
                return new SqlIdentifier(List.of(GROUPS, "$" + key), name.getParserPosition());
              }
              return name;
            }
          });
    }

    /** An aggregate as a column of the query below. */
    private SqlNode column(SqlCall aggregate) {
      int place = -1;
      for (int i = keys.size(); i < below.size(); i++) {
        boolean isSame = Trees.unaliased(below.get(i)).equalsDeep(aggregate, Litmus.IGNORE);
        place = isSame ? i : place;
      }
      if (place < 0) {
        place = below.size();
        below.add(Trees.as(Trees.copy(aggregate), "$" + place));
      }
      return new SqlIdentifier(List.of(GROUPS, "$" + place), aggregate.getParserPosition());
    }
  }
}

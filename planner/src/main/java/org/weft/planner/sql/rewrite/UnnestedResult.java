package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.sql.parse.Selects;

/**
 * UNNEST among the items of a select with groups or windows, which are computed first: {@code
 * SELECT count(*), unnest(list(x)) FROM t} is {@code SELECT q.i0, u.c FROM (SELECT count(*) AS i0,
 * list(x) AS i1 FROM t) AS q, UNNEST(q.i1) AS u(c)}.
 */
final class UnnestedResult {
  private static final String QUERY = "$rows";

  private final UnnestedItems items;
  private final List<SqlNode> inner = new ArrayList<>();
  private final List<SqlNode> more = new ArrayList<>();
  private final List<SqlNode> lists = new ArrayList<>();
  private final Map<SqlCall, Integer> known = new IdentityHashMap<>();
  private int count;

  UnnestedResult(UnnestedItems items) {
    this.items = items;
  }

  void rewrite(SqlSelect select) {
    SqlNodeList written = select.getSelectList();
    count = written.size();
    List<SqlNode> outer = new ArrayList<>();
    for (SqlNode item : written) {
      outer.add(item(item));
    }
    inner.addAll(more);
    SqlParserPos pos = written.getParserPosition();
    SqlSelect below = Selects.of(pos, new SqlNodeList(inner, pos), select.getFrom());
    below.setWhere(select.getWhere());
    below.setGroupBy(select.getGroup());
    below.setHaving(select.getHaving());
    below.getWindowList().addAll(select.getWindowList());
    below.setQualify(select.getQualify());
    below.setHints(select.getHints());
    select.setSelectList(new SqlNodeList(outer, pos));
    select.setFrom(DialectRewrite.derived(below, QUERY));
    select.setWhere(null);
    select.setGroupBy(null);
    select.setHaving(null);
    select.setQualify(null);
    select.getWindowList().clear();
    UnnestedItems.beside(select, lists);
  }

  /** What an item becomes above; what it needs is left below, at the item's own place first. */
  private SqlNode item(SqlNode item) {
    if (item instanceof SqlIdentifier star && star.isStar()) {
      throw items
          .rewrite()
          .error(
              ErrorCode.UNSUPPORTED_FEATURE,
              "* beside UNNEST and groups or windows is not supported",
              item)
          .hint("name the columns");
    }
    boolean isNamed = item.getKind() == SqlKind.AS;
    SqlNode value = isNamed ? ((SqlCall) item).operand(0) : item;
    int place = inner.size();
    inner.add(null);
    SqlNode above = value.accept(new Split(place));
    if (inner.get(place) == null) {
      // an item of literals only
      inner.set(place, Trees.as(Trees.nothing(), name(place)));
    }
    if (isNamed) {
      return Trees.as(above, (SqlIdentifier) ((SqlCall) item).operand(1));
    }
    boolean isColumn = value instanceof SqlIdentifier;
    String own =
        isColumn
            ? ((SqlIdentifier) value).names.get(((SqlIdentifier) value).names.size() - 1)
            : items.written(item);
    return Trees.as(above, own);
  }

  private static String name(int ordinal) {
    return "$i" + ordinal;
  }

  /** Leaves what has no UNNEST inside below. */
  private final class Split extends SqlShuttle {
    private final int place;

    Split(int place) {
      this.place = place;
    }

    @Override
    public SqlNode visit(SqlLiteral literal) {
      return literal;
    }

    @Override
    public SqlNode visit(SqlIdentifier name) {
      return below(name);
    }

    @Override
    public SqlNode visit(SqlNodeList nodes) {
      return UnnestedItems.hasUnnest(nodes) ? super.visit(nodes) : nodes;
    }

    @Override
    public SqlNode visit(SqlCall call) {
      if (UnnestedItems.isUnnest(call)) {
        Integer ordinal = known.get(call);
        if (ordinal == null) {
          ordinal = lists.size();
          known.put(call, ordinal);
          lists.add(below(call.operand(0)));
        }
        return UnnestedItems.element(ordinal, call.getParserPosition());
      }
      return UnnestedItems.hasUnnest(call) ? super.visit(call) : below(call);
    }

    private SqlNode below(SqlNode node) {
      int ordinal = place;
      if (inner.get(place) == null) {
        inner.set(place, Trees.as(node, name(place)));
      } else {
        ordinal = count + more.size();
        more.add(Trees.as(node, name(ordinal)));
      }
      return new SqlIdentifier(List.of(QUERY, name(ordinal)), node.getParserPosition());
    }
  }
}

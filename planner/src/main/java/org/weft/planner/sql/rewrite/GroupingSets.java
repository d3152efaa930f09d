package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.weft.planner.sql.parse.DialectOperators;

/**
 * Grouping sets as Hive and Spark write them: behind the list of keys, {@code GROUP BY a, b
 * GROUPING SETS ((a))}, where a key that is in no set is null in each row; and the number of a
 * row's set, {@code grouping__id} or {@code grouping_id()} without arguments, which is {@code
 * grouping_id(a, b)} of all keys in the order of the list.
 */
final class GroupingSets {
  private static final String ID = "grouping__id";

  private final DialectRewrite rewrite;
  private final List<SqlNode> keys = new ArrayList<>();

  /** The keys that are in no set. */
  private final List<SqlNode> unlisted = new ArrayList<>();

  GroupingSets(DialectRewrite rewrite) {
    this.rewrite = rewrite;
  }

  /**
   * Changes a query.
   *
   * @return what keys of an ORDER BY around the query become
   */
  UnaryOperator<SqlNode> rewrite(SqlSelect select) {
    SqlNodeList group = select.getGroup();
    if (group == null) {
      return UnaryOperator.identity();
    }
    SqlNodeList sets = group;
    if (group.size() == 1 && DialectOperators.is(group.get(0), DialectOperators.LISTED_SETS)) {
      SqlCall listed = (SqlCall) group.get(0);
      sets = new SqlNodeList(List.of(listed.operand(1)), group.getParserPosition());
      add(listed.operand(0), keys, select);
      select.setGroupBy(sets);
    }
    List<SqlNode> grouped = new ArrayList<>();
    add(sets, grouped, select);
    keys.stream().filter(key -> GroupKeys.place(grouped, key) < 0).forEach(unlisted::add);
    add(sets, keys, select);
    Change change = new Change();
    SqlNodeList items = select.getSelectList();
    items.replaceAll(item -> changed(item, change));
    select.setHaving(change.of(select.getHaving()));
    select.setQualify(change.of(select.getQualify()));
    select.getWindowList().replaceAll(change::of);
    return key -> isAlias(key, items) ? key : change.of(key);
  }

  /** An item that nothing changes in is the same one, and has the name that it has. */
  private SqlNode changed(SqlNode item, Change change) {
    SqlNode value = Trees.unaliased(item);
    SqlNode changed = change.of(value);
    return changed == value ? item : SelectItems.changed(item, same -> changed, rewrite.text());
  }

  private static boolean isAlias(SqlNode key, SqlNodeList items) {
    return OrderKeys.bare(key) instanceof SqlIdentifier name
        && name.isSimple()
        && items.stream().anyMatch(item -> name.getSimple().equalsIgnoreCase(Trees.alias(item)));
  }

  /** Adds the keys in an element, each once. */
  private static void add(SqlNode element, List<SqlNode> keys, SqlSelect select) {
    if (element instanceof SqlNodeList list) {
      list.forEach(part -> add(part, keys, select));
    } else if (GroupKeys.areSeveral(element)) {
      ((SqlCall) element).getOperandList().forEach(part -> add(part, keys, select));
    } else {
      SqlNode key = SelectItems.meaning(element, select);
      if (GroupKeys.place(keys, key) < 0) {
        keys.add(key);
      }
    }
  }

  /** The call that tells sets apart, of keys that are in some set and of others. */
  private SqlNode grouping(List<SqlNode> arguments, SqlParserPos pos) {
    if (arguments.stream().noneMatch(this::isUnlisted)) {
      return SqlStdOperatorTable.GROUPING_ID.createCall(pos, Trees.copies(arguments));
    }
    SqlNode sum = Trees.number(0);
    for (SqlNode key : arguments) {
      SqlNode bit =
          isUnlisted(key)
              ? Trees.number(1)
              : SqlStdOperatorTable.GROUPING.createCall(pos, Trees.copy(key));
      SqlNode moved = SqlStdOperatorTable.MULTIPLY.createCall(pos, sum, Trees.number(2));
      sum = SqlStdOperatorTable.PLUS.createCall(pos, moved, bit);
    }
    return sum;
  }

  private boolean isUnlisted(SqlNode node) {
    return GroupKeys.place(unlisted, node) >= 0;
  }

  /** A null of a key's type. */
  private static SqlNode nullOf(SqlNode key) {
    SqlParserPos pos = key.getParserPosition();
    SqlNode any = Trees.call("any_value", pos, Trees.copy(key));
    return new SqlCase(
        pos,
        null,
        new SqlNodeList(List.of(SqlLiteral.createBoolean(false, pos)), pos),
        new SqlNodeList(List.of(any), pos),
        SqlLiteral.createNull(pos));
  }

  /** Changes expressions over groups. */
  private final class Change extends SqlShuttle {
    SqlNode of(SqlNode node) {
      return node == null ? null : node.accept(this);
    }

    @Override
    public SqlNode visit(SqlIdentifier name) {
      if (name.isStar()) {
        return name;
      }
      boolean isId =
          name.isSimple()
              && name.getSimple().equalsIgnoreCase(ID)
              && GroupKeys.place(keys, name) < 0
              && !keys.isEmpty();
      if (isId) {
        return grouping(keys, name.getParserPosition());
      }
      return isUnlisted(name) ? nullOf(name) : name;
    }

    @Override
    public SqlNode visit(SqlCall call) {
      if (call.isA(SqlKind.QUERY)) {
        return call;
      }
      if (isUnlisted(call)) {
        return nullOf(call);
      }
      String function = call.getOperator().getName().toLowerCase(Locale.ROOT);
      if (function.equals("grouping") || function.equals("grouping_id")) {
        List<SqlNode> arguments = call.getOperandList();
        if (arguments.isEmpty()) {
          return grouping(keys, call.getParserPosition());
        }
        return arguments.stream().anyMatch(GroupingSets.this::isUnlisted)
            ? grouping(arguments, call.getParserPosition())
            : call;
      }
      return GroupKeys.isOfGroup(call, rewrite.relations()) ? call : super.visit(call);
    }
  }
}

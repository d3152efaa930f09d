package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.Litmus;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.sql.parse.DialectOperators;

/** Keys of ORDER BY that are no expressions, as numbers of columns. */
final class OrderRewrite {
  /** {@code #1}. */
  private static final Pattern POSITION = Pattern.compile("#[1-9][0-9]{0,8}");

  private final DialectRewrite rewrite;
  private final Scope scope;

  /** The names of the columns of queries, which validation tells. */
  private final Map<SqlNode, List<String>> known = new IdentityHashMap<>();

  OrderRewrite(DialectRewrite rewrite, Scope scope) {
    this.rewrite = rewrite;
    this.scope = scope;
  }

  /**
   * The keys, with ALL as the numbers of the query's columns, {@code #1} as a number, and names
   * that only later parts of a set operation give their columns as numbers too.
   */
  SqlNodeList expanded(SqlNodeList keys, SqlNode query) {
    List<SqlNode> expanded = new ArrayList<>();
    for (SqlNode key : keys) {
      SqlNode bare = OrderKeys.bare(key);
      if (DialectOperators.is(bare, DialectOperators.ALL)) {
        int columns = columns(query).size();
        for (int i = 1; i <= columns; i++) {
          expanded.add(OrderKeys.like(key, Trees.number(i)));
        }
      } else if (bare instanceof SqlIdentifier name) {
        OptionalInt ordinal = ordinal(name, query);
        expanded.add(
            ordinal.isPresent() ? OrderKeys.like(key, Trees.number(ordinal.getAsInt())) : key);
      } else {
        expanded.addAll(keys(key, query));
      }
    }
    return new SqlNodeList(expanded, keys.getParserPosition());
  }

  /** The key, or those that COLUMNS(…) in it stands for. */
  private List<SqlNode> keys(SqlNode key, SqlNode query) {
    if (query.isA(SqlKind.SET_QUERY)) {
      OptionalInt place = place(OrderKeys.bare(key), query);
      return place.isPresent()
          ? List.of(OrderKeys.like(key, Trees.number(place.getAsInt())))
          : List.of(key);
    }
    return query instanceof SqlSelect select && select.getFrom() != null
        ? new StarExpansion(rewrite, scope).keys(key, select).orElse(List.of(key))
        : List.of(key);
  }

  /** The number of the column that some part of a set operation writes as this expression. */
  private static OptionalInt place(SqlNode expression, SqlNode query) {
    List<SqlNode> parts = new ArrayList<>();
    collect(query, parts);
    for (SqlNode part : parts) {
      boolean isSelect = part instanceof SqlSelect select && !SelectItems.hasStar(select);
      List<SqlNode> items = isSelect ? ((SqlSelect) part).getSelectList() : List.of();
      for (int i = 0; i < items.size(); i++) {
        if (Trees.unaliased(items.get(i)).equalsDeep(expression, Litmus.IGNORE)) {
          return OptionalInt.of(i + 1);
        }
      }
    }
    return OptionalInt.empty();
  }

  private OptionalInt ordinal(SqlIdentifier name, SqlNode query) {
    String last = name.names.get(name.names.size() - 1);
    if (name.isSimple() && POSITION.matcher(last).matches()) {
      return OptionalInt.of(Integer.parseInt(last.substring(1)));
    }
    if (!query.isA(SqlKind.SET_QUERY)) {
      return OptionalInt.empty();
    }
    List<SqlNode> parts = new ArrayList<>();
    collect(query, parts);
    OptionalInt found = place(name, parts.get(0));
    if (found.isPresent()) {
      // a name of the first part is one of the whole, but for the table in front of it and for
      // names of two columns, of which the first is meant as in DuckDB
      boolean isPlain = name.isSimple() && count(last, parts.get(0)) == 1;
      return isPlain ? OptionalInt.empty() : found;
    }
    for (SqlNode part : parts.subList(1, parts.size())) {
      OptionalInt other = place(name, part);
      if (other.isPresent() && found.isPresent() && !other.equals(found)) {
        throw rewrite.error(
            ErrorCode.AMBIGUOUS_NAME, "more than one column is called '" + last + "'", name);
      }
      found = other.isPresent() ? other : found;
    }
    return found;
  }

  /**
   * The query; a set operation with two columns of one name as a select, which Calcite would make
   * of it by names.
   */
  SqlNode apart(SqlNode query) {
    if (!query.isA(SqlKind.SET_QUERY)) {
      return query;
    }
    List<SqlNode> parts = new ArrayList<>();
    collect(query, parts);
    boolean mayHave = !(parts.get(0) instanceof SqlSelect select) || hasNamesakes(select);
    List<String> names = mayHave ? columns(parts.get(0)) : List.of();
    if (new TreeSet<>(lower(names)).size() == names.size()) {
      return query;
    }
    List<SqlNode> items = new ArrayList<>();
    List<SqlNode> table = new ArrayList<>(List.of(query, Trees.name("$set")));
    for (int i = 0; i < names.size(); i++) {
      items.add(Trees.as(Trees.name("$" + i), names.get(i)));
      table.add(Trees.name("$" + i));
    }
    SqlNode from = SqlStdOperatorTable.AS.createCall(query.getParserPosition(), table);
    return Trees.select(query.getParserPosition(), items, from);
  }

  /** True if items are called alike, or may be. */
  private static boolean hasNamesakes(SqlSelect select) {
    List<String> names = new ArrayList<>();
    for (SqlNode item : select.getSelectList()) {
      String alias = Trees.alias(item);
      if (alias != null) {
        names.add(alias);
      } else if (item instanceof SqlIdentifier column && !column.isStar()) {
        names.add(column.names.get(column.names.size() - 1));
      }
    }
    return SelectItems.hasStar(select) || new TreeSet<>(lower(names)).size() < names.size();
  }

  private static List<String> lower(List<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  private List<String> columns(SqlNode query) {
    return known.computeIfAbsent(query, part -> rewrite.columns(part, scope));
  }

  private long count(String name, SqlNode query) {
    return columns(query).stream().filter(name::equalsIgnoreCase).count();
  }

  /** The queries of a chain of set operations that go by places, left to right. */
  private static void collect(SqlNode query, List<SqlNode> parts) {
    if (query.isA(SqlKind.SET_QUERY) && query instanceof SqlCall call) {
      call.getOperandList().forEach(part -> collect(part, parts));
    } else {
      parts.add(query);
    }
  }

  /** The number of the column that a query gives a name, from 1. */
  private OptionalInt place(SqlIdentifier name, SqlNode query) {
    String last = name.names.get(name.names.size() - 1);
    if (!name.isSimple() && !isFrom(name, query)) {
      return OptionalInt.empty();
    }
    List<String> columns = columns(query);
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).equalsIgnoreCase(last)) {
        return OptionalInt.of(i + 1);
      }
    }
    return OptionalInt.empty();
  }

  /** True if a query reads the table in front of a name, and no other. */
  private static boolean isFrom(SqlIdentifier name, SqlNode query) {
    if (!(query instanceof SqlSelect select) || name.names.size() != 2) {
      return false;
    }
    SqlNode from = select.getFrom();
    boolean isAliased = from != null && from.getKind() == SqlKind.AS;
    SqlNode table = isAliased ? ((SqlCall) from).operand(1) : from;
    return table instanceof SqlIdentifier known
        && known.names.get(known.names.size() - 1).equalsIgnoreCase(name.names.get(0));
  }
}

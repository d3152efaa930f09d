package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlStarReplace;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.sql.parse.DialectOperators;

/**
 * Stars with conditions on names, renamed and replaced columns, and COLUMNS(…), of which an item
 * becomes one for each column.
 */
final class StarExpansion {
  private final DialectRewrite rewrite;
  private final Scope scope;

  StarExpansion(DialectRewrite rewrite, Scope scope) {
    this.rewrite = rewrite;
    this.scope = scope;
  }

  void rewrite(SqlSelect select) {
    List<SqlNode> items = new ArrayList<>();
    boolean isChanged = false;
    // the places that GROUP BY names are those of the columns, not of the stars
    boolean isCounted = GroupKeys.havePlaces(select.getGroup());
    for (SqlNode item : select.getSelectList()) {
      Optional<SqlCall> columns = columns(item);
      if (isCounted && item instanceof SqlIdentifier star && star.isStar()) {
        SqlParserPos pos = star.getParserPosition();
        items.addAll(new StarColumns(this, select).of(star, names(star, select), pos));
        isChanged = true;
      } else if (isCounted && DialectOperators.is(item, DialectOperators.STAR)) {
        items.addAll(expanded((SqlCall) item, select));
        isChanged = true;
      } else if (DialectOperators.is(item, DialectOperators.STAR)) {
        items.addAll(star((SqlCall) item, select));
        isChanged = true;
      } else if (DialectOperators.is(Trees.unaliased(item), DialectOperators.STAR)) {
        items.addAll(named((SqlCall) Trees.unaliased(item), Trees.alias(item), select));
        isChanged = true;
      } else if (columns.isPresent()) {
        items.addAll(each(item, columns.get(), select));
        isChanged = true;
      } else {
        items.add(item);
      }
    }
    if (isChanged) {
      select.setSelectList(new SqlNodeList(items, select.getSelectList().getParserPosition()));
    }
    if (select.getWhere() != null) {
      select.setWhere(all(select.getWhere(), select));
    }
    if (select.getHaving() != null) {
      select.setHaving(all(select.getHaving(), select));
    }
  }

  /** The first COLUMNS(…) of an item. */
  private static Optional<SqlCall> columns(SqlNode item) {
    ColumnsFinder finder = new ColumnsFinder();
    item.accept(finder);
    return Optional.ofNullable(finder.found);
  }

  private static final class ColumnsFinder extends SqlBasicVisitor<Void> {
    private SqlCall found;

    @Override
    public Void visit(SqlCall call) {
      if (found == null && DialectOperators.is(call, DialectOperators.COLUMNS)) {
        found = call;
      }
      return found != null || call.isA(SqlKind.QUERY) ? null : super.visit(call);
    }
  }

  /** A condition with COLUMNS(…) holds if it does for every column. */
  private SqlNode all(SqlNode condition, SqlSelect select) {
    Optional<SqlCall> columns = columns(condition);
    if (columns.isEmpty()) {
      return condition;
    }
    SqlNode all = null;
    for (SqlNode column : chosen(columns.get(), select)) {
      all = Trees.and(all, with(condition, column));
    }
    return all;
  }

  private List<SqlNode> each(SqlNode item, SqlCall columns, SqlSelect select) {
    SqlNode expression = Trees.unaliased(item);
    String alias = Trees.alias(item);
    SqlNode what = columns.operand(0);
    ColumnNames names = new ColumnNames(rewrite, new NameConditions(rewrite).pattern(what, what));
    List<SqlNode> items = new ArrayList<>();
    for (SqlNode column : chosen(columns, select)) {
      SqlNode value = Trees.unaliased(column);
      SqlNode one = with(expression, value);
      String name = name(column);
      if (alias != null) {
        items.add(Trees.as(one, names.apply(alias, name)));
      } else {
        items.add(one == value && name.equals(name(value)) ? one : Trees.as(one, name));
      }
    }
    return items;
  }

  /** The columns of a star with a condition, with names of which an alias is the pattern. */
  private List<SqlNode> named(SqlCall star, String alias, SqlSelect select) {
    SqlNode condition = star.operand(4);
    ColumnNames names =
        new ColumnNames(rewrite, new NameConditions(rewrite).pattern(star, condition));
    return expanded(star, select).stream()
        .map(column -> Trees.as(Trees.unaliased(column), names.apply(alias, name(column))))
        .toList();
  }

  /** What ORDER BY is by that has COLUMNS(…): keys, one for each column; nothing for others. */
  Optional<List<SqlNode>> keys(SqlNode key, SqlSelect select) {
    Optional<SqlCall> columns = columns(key);
    return columns.map(
        found ->
            chosen(found, select).stream()
                .map(column -> with(key, Trees.unaliased(column)))
                .toList());
  }

  private static String name(SqlNode column) {
    String alias = Trees.alias(column);
    if (alias != null) {
      return alias;
    }
    return column instanceof SqlIdentifier name ? name.names.get(name.names.size() - 1) : "";
  }

  /** The columns that COLUMNS(…) stands for, as items. */
  List<SqlNode> chosen(SqlCall columns, SqlSelect select) {
    SqlNode what = columns.operand(0);
    List<SqlNode> chosen = new ArrayList<>();
    if (DialectOperators.is(what, DialectOperators.STAR)) {
      return expanded((SqlCall) what, select);
    }
    boolean isStar = what instanceof SqlIdentifier name && name.isStar();
    SqlIdentifier star = isStar ? (SqlIdentifier) what : Trees.star();
    Predicate<String> isWanted = isStar ? name -> true : new NameConditions(rewrite).of(what);
    for (String name : names(star, select)) {
      if (isWanted.test(name)) {
        chosen.add(column(star, name, columns.getParserPosition()));
      }
    }
    if (chosen.isEmpty()) {
      throw rewrite.error(ErrorCode.COLUMN_NOT_FOUND, "no column is chosen by this", columns);
    }
    return chosen;
  }

  /** The expression with this in place of every COLUMNS(…). */
  private static SqlNode with(SqlNode expression, SqlNode column) {
    return expression.accept(
        new SqlShuttle() {
          @Override
          public SqlNode visit(SqlCall call) {
            return DialectOperators.is(call, DialectOperators.COLUMNS)
                ? Trees.copy(column)
                : super.visit(call);
          }
        });
  }

  /** The names of the columns that a star stands for. */
  List<String> names(SqlIdentifier star, SqlSelect select) {
    SqlNode query = Trees.select(select.getParserPosition(), List.of(star), select.getFrom());
    return rewrite.columns(query, scope);
  }

  /** A column behind what stands in front of a star. */
  static SqlIdentifier column(SqlIdentifier star, String name, SqlParserPos pos) {
    List<String> names = new ArrayList<>(star.names.subList(0, star.names.size() - 1));
    names.add(name);
    return new SqlIdentifier(names, pos);
  }

  /** A star as Calcite can have it, or as its columns. */
  private List<SqlNode> star(SqlCall marked, SqlSelect select) {
    SqlIdentifier star = marked.operand(0);
    SqlNodeList excluded = marked.operand(1);
    SqlNodeList replaced = marked.operand(2);
    SqlNodeList renamed = marked.operand(3);
    SqlParserPos pos = marked.getParserPosition();
    boolean hasCondition = marked.operand(4).getKind() != SqlKind.LITERAL;
    if (!hasCondition && renamed.isEmpty() && replaced.isEmpty()) {
      return List.of(new SqlStarExclude(pos, star, excluded));
    }
    if (!hasCondition && renamed.isEmpty() && excluded.isEmpty()) {
      return List.of(new SqlStarReplace(pos, star, replaced));
    }
    return expanded(marked, select);
  }

  /** The columns of a star with conditions, as items. */
  List<SqlNode> expanded(SqlCall marked, SqlSelect select) {
    SqlIdentifier star = marked.operand(0);
    SqlNodeList excluded = marked.operand(1);
    SqlNodeList replaced = marked.operand(2);
    SqlNodeList renamed = marked.operand(3);
    SqlNode condition = marked.operand(4);
    SqlParserPos pos = marked.getParserPosition();
    boolean hasCondition = condition.getKind() != SqlKind.LITERAL;
    Predicate<String> isWanted =
        hasCondition ? new NameConditions(rewrite).ofStar(condition) : name -> true;
    List<String> names = names(star, select);
    checkKnown(excluded, names);
    checkKnown(replaced, names);
    checkKnown(renamed, names);
    List<SqlIdentifier> columns = new StarColumns(this, select).of(star, names, pos);
    List<SqlNode> items = new ArrayList<>();
    for (SqlIdentifier column : columns) {
      boolean isIn = isWanted.test(name(column)) && find(excluded, column).isEmpty();
      if (isIn) {
        Optional<SqlNode> replacement = find(replaced, column);
        Optional<SqlNode> renaming = find(renamed, column);
        if (replacement.isPresent()) {
          items.add(replacement.get());
        } else if (renaming.isPresent()) {
          items.add(Trees.as(column, Trees.alias(renaming.get())));
        } else {
          items.add(column);
        }
      }
    }
    if (items.isEmpty()) {
      throw rewrite.error(ErrorCode.COLUMN_NOT_FOUND, "no column is left of this star", marked);
    }
    return items;
  }

  /** The element about a column: its name, an expression AS its name, or it AS a new name. */
  private static Optional<SqlNode> find(SqlNodeList elements, SqlIdentifier column) {
    return elements.stream().filter(element -> isAbout(element, column)).findFirst();
  }

  /** True for the same name; of two with a table in front of it also for the same table. */
  private static boolean isAbout(SqlNode element, SqlIdentifier column) {
    List<String> about = named(element).names;
    List<String> names = column.names;
    boolean isSame = about.get(about.size() - 1).equalsIgnoreCase(names.get(names.size() - 1));
    boolean hasTables = about.size() > 1 && names.size() > 1;
    return isSame
        && (!hasTables
            || about.get(about.size() - 2).equalsIgnoreCase(names.get(names.size() - 2)));
  }

  private static SqlIdentifier named(SqlNode element) {
    SqlNode named = element;
    if (element.getKind() == SqlKind.AS) {
      SqlNode first = ((SqlCall) element).operand(0);
      // of a renaming the first is the column, of a replacement the second
      named = first instanceof SqlIdentifier ? first : ((SqlCall) element).operand(1);
    }
    return (SqlIdentifier) named;
  }

  private void checkKnown(SqlNodeList elements, List<String> names) {
    for (SqlNode element : elements) {
      String name = name(named(element));
      if (names.stream().noneMatch(name::equalsIgnoreCase)) {
        throw rewrite.error(ErrorCode.COLUMN_NOT_FOUND, "no column '" + name + "'", element);
      }
    }
  }
}

package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The columns of a star as names that mean one column each: names that several tables have are
 * written with their tables.
 */
final class StarColumns {
  private static final Pattern NUMBERED = Pattern.compile(".*[0-9]");

  private final StarExpansion stars;
  private final SqlSelect select;

  StarColumns(StarExpansion stars, SqlSelect select) {
    this.stars = stars;
    this.select = select;
  }

  /**
   * The columns.
   *
   * @param names of the star's columns, in order; one that is there already has a number behind it
   */
  List<SqlIdentifier> of(SqlIdentifier star, List<String> names, SqlParserPos pos) {
    List<SqlIdentifier> plain =
        names.stream().map(name -> StarExpansion.column(star, name, pos)).toList();
    boolean mayBeNumbered =
        star.names.size() == 1
            && select.getFrom() instanceof SqlJoin
            && names.stream().anyMatch(name -> NUMBERED.matcher(name).matches());
    if (!mayBeNumbered) {
      return plain;
    }
    List<SqlIdentifier> owned = owned(pos);
    List<SqlIdentifier> columns = new ArrayList<>();
    int next = 0;
    for (SqlIdentifier column : owned) {
      boolean isNext = next < names.size() && isNamed(names.get(next), last(column));
      if (isNext) { // others were merged by a join
        boolean isAlone = owned.stream().filter(each -> isSame(each, column)).count() == 1;
        columns.add(isAlone ? plain.get(next) : column);
        next++;
      }
    }
    return next == names.size() ? withMerged(columns, owned, pos) : plain;
  }

  /** Those that a join has merged mean no table. */
  private static List<SqlIdentifier> withMerged(
      List<SqlIdentifier> columns, List<SqlIdentifier> owned, SqlParserPos pos) {
    List<SqlIdentifier> result = new ArrayList<>();
    for (SqlIdentifier column : columns) {
      boolean isMerged =
          owned.stream().filter(each -> isSame(each, column)).count()
              > columns.stream().filter(each -> isSame(each, column)).count();
      result.add(isMerged ? new SqlIdentifier(last(column), pos) : column);
    }
    return result;
  }

  private static boolean isNamed(String numbered, String name) {
    return numbered.equalsIgnoreCase(name)
        || (numbered.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT))
            && numbered.substring(name.length()).chars().allMatch(Character::isDigit));
  }

  private static boolean isSame(SqlIdentifier column, SqlIdentifier other) {
    return last(column).equalsIgnoreCase(last(other));
  }

  private static String last(SqlIdentifier column) {
    return column.names.get(column.names.size() - 1);
  }

  /** The columns of all tables, in order. */
  private List<SqlIdentifier> owned(SqlParserPos pos) {
    List<SqlIdentifier> owned = new ArrayList<>();
    List<String> tables = new ArrayList<>();
    collect(select.getFrom(), tables);
    for (String table : tables) {
      SqlIdentifier star = SqlIdentifier.star(List.of(table, ""), pos, List.of(pos, pos));
      for (String name : stars.names(star, select)) {
        owned.add(StarExpansion.column(star, name, pos));
      }
    }
    return owned;
  }

  private static void collect(SqlNode from, List<String> tables) {
    if (from instanceof SqlJoin join) {
      collect(join.getLeft(), tables);
      collect(join.getRight(), tables);
      return;
    }
    String name = TableNames.of(from);
    if (name != null) {
      tables.add(name);
    }
  }
}

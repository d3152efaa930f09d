package org.weft.planner.sql.parse;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Words that are not names where they are not quoted. All others are. */
public final class ReservedWords {
  /** The words that start a clause, for suggestions. */
  private static final List<String> CLAUSES =
      List.of(
          "SELECT",
          "FROM",
          "WHERE",
          "GROUP",
          "BY",
          "HAVING",
          "QUALIFY",
          "WINDOW",
          "ORDER",
          "LIMIT",
          "OFFSET",
          "UNION",
          "EXCEPT",
          "INTERSECT",
          "JOIN",
          "LEFT",
          "RIGHT",
          "FULL",
          "INNER",
          "CROSS",
          "ON",
          "USING",
          "AND",
          "OR",
          "BETWEEN",
          "VALUES");

  private static final Set<String> RESERVED =
      Set.of(
          "ALL",
          "AND",
          "AS",
          "BETWEEN",
          "BY",
          "CASE",
          "CROSS",
          "DISTINCT",
          "ELSE",
          "END",
          "EXCEPT",
          "FROM",
          "GROUP",
          "HAVING",
          "IN",
          "INNER",
          "INTERSECT",
          "IS",
          "JOIN",
          "LIKE",
          "LIMIT",
          "NATURAL",
          "NOT",
          "NULL",
          "ON",
          "OR",
          "ORDER",
          "QUALIFY",
          "SELECT",
          "THEN",
          "UNION",
          "USING",
          "WHEN",
          "WHERE",
          "WITH");

  /** Names as well, but not as an alias without AS: there they mean what comes next. */
  private static final Set<String> NO_BARE_ALIAS =
      Set.of(
          "ANTI",
          "ASOF",
          "CLUSTER",
          "COLLATE",
          "DISTRIBUTE",
          "DIV",
          "ESCAPE",
          "FETCH",
          "FULL",
          "GLOB",
          "ILIKE",
          "INTO",
          "ISNULL",
          "LATERAL",
          "LEFT",
          "MINUS",
          "NOTNULL",
          "OFFSET",
          "PIVOT",
          "POSITIONAL",
          "REGEXP",
          "RIGHT",
          "RLIKE",
          "SEMI",
          "SIMILAR",
          "SORT",
          "TABLESAMPLE",
          "UNPIVOT",
          "WINDOW",
          "MATCH_CONDITION",
          "FOR",
          "SEPARATOR");

  private ReservedWords() {}

  static boolean isReserved(String word) {
    return RESERVED.contains(word.toUpperCase(Locale.ROOT));
  }

  /** True if the word may be an alias without AS in front of it. */
  public static boolean isBareAlias(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    return !RESERVED.contains(upper) && !NO_BARE_ALIAS.contains(upper);
  }

  static List<String> clauses() {
    return CLAUSES;
  }
}

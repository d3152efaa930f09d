package org.weft.planner.sql.parse;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Marks for what the dialect has and Calcite has not. They stand in a parsed tree and are gone
 * before validation.
 */
public final class DialectOperators {
  private static final int UNION_PRECEDENCE = 12;

  /** {@code LIMIT x%}, {@code FETCH FIRST x PERCENT}: around x. */
  public static final SqlSpecialOperator PERCENT = special("PERCENT");

  /** {@code FETCH FIRST x ROWS WITH TIES}: around x. */
  public static final SqlSpecialOperator WITH_TIES = special("WITH TIES");

  /** {@code COLUMNS(x)}: of a pattern, a star, a list of names or a lambda. */
  public static final SqlSpecialOperator COLUMNS = special("COLUMNS");

  /** {@code *COLUMNS(x)}: columns that become arguments of one call. */
  public static final SqlSpecialOperator UNPACKED = special("UNPACKED");

  /** A star with what is left out, replaced, renamed and matched: see {@code StarSyntax}. */
  public static final SqlSpecialOperator STAR = special("STAR");

  /** {@code GROUP BY ALL} and {@code ORDER BY ALL}, where the list of expressions stands. */
  public static final SqlSpecialOperator ALL = special("ALL");

  /** {@code GROUP BY a, b GROUPING SETS (…)}: the list of keys, and the sets. */
  public static final SqlSpecialOperator LISTED_SETS = special("LISTED SETS");

  /** {@code t TABLESAMPLE …}: the table, and what {@link SampleClause} says. */
  public static final SqlSpecialOperator SAMPLE = special("SAMPLE");

  /** {@code LATERAL VIEW [OUTER] f(x) t AS c}: like a lateral join. */
  public static final SqlSpecialOperator LATERAL_VIEW = special("LATERAL VIEW");

  public static final SqlSetOperator UNION_BY_NAME =
      new SqlSetOperator("UNION BY NAME", SqlKind.UNION, UNION_PRECEDENCE, false);

  public static final SqlSetOperator UNION_ALL_BY_NAME =
      new SqlSetOperator("UNION ALL BY NAME", SqlKind.UNION, UNION_PRECEDENCE, true);

  private DialectOperators() {}

  private static SqlSpecialOperator special(String name) {
    return new SqlSpecialOperator(name, SqlKind.OTHER);
  }

  /** The mark of ALL at a place. */
  static SqlNode all(SqlParserPos pos) {
    return ALL.createCall(pos);
  }

  /** True for a mark of this kind. */
  public static boolean is(SqlNode node, SqlSpecialOperator mark) {
    return node instanceof org.apache.calcite.sql.SqlCall call && call.getOperator() == mark;
  }

  /** The name of a column that no user writes. */
  public static SqlIdentifier hidden(String name) {
    return new SqlIdentifier("$" + name, SqlParserPos.ZERO);
  }
}

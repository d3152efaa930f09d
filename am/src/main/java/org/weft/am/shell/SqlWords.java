package org.weft.am.shell;

import java.util.List;

/** Words that are suggested. */
final class SqlWords {
  /** With which a statement starts. */
  static final List<String> STATEMENTS =
      List.of(
          "SELECT",
          "WITH",
          "FROM",
          "VALUES",
          "EXPLAIN",
          "EXPLAIN ANALYZE",
          "CREATE TABLE",
          "CREATE VIEW",
          "CREATE OR REPLACE TABLE",
          "CREATE OR REPLACE VIEW",
          "INSERT INTO",
          "DROP TABLE",
          "DROP VIEW",
          "COPY",
          "SHOW TABLES",
          "SHOW COLUMNS FROM",
          "SHOW FUNCTIONS",
          "SHOW SETTINGS",
          "DESCRIBE",
          "SUMMARIZE",
          "SET",
          "RESET",
          "PIVOT",
          "UNPIVOT");

  /** Within one. */
  static final List<String> INNER =
      List.of(
          "SELECT",
          "DISTINCT",
          "FROM",
          "WHERE",
          "GROUP BY",
          "HAVING",
          "QUALIFY",
          "WINDOW",
          "ORDER BY",
          "LIMIT",
          "OFFSET",
          "UNION",
          "UNION ALL",
          "EXCEPT",
          "INTERSECT",
          "JOIN",
          "LEFT JOIN",
          "RIGHT JOIN",
          "FULL JOIN",
          "CROSS JOIN",
          "ASOF JOIN",
          "SEMI JOIN",
          "ANTI JOIN",
          "NATURAL JOIN",
          "LATERAL",
          "ON",
          "USING",
          "AS",
          "AND",
          "OR",
          "NOT",
          "IN",
          "EXISTS",
          "BETWEEN",
          "LIKE",
          "ILIKE",
          "IS NULL",
          "IS NOT NULL",
          "NULL",
          "TRUE",
          "FALSE",
          "CASE",
          "WHEN",
          "THEN",
          "ELSE",
          "END",
          "CAST",
          "TRY_CAST",
          "EXTRACT",
          "INTERVAL",
          "DATE",
          "TIMESTAMP",
          "OVER",
          "PARTITION BY",
          "ROWS",
          "RANGE",
          "GROUPS",
          "FILTER",
          "ASC",
          "DESC",
          "NULLS FIRST",
          "NULLS LAST",
          "GROUPING SETS",
          "ROLLUP",
          "CUBE",
          "EXCLUDE",
          "REPLACE",
          "TO",
          "FORMAT",
          "VALUES",
          "WITH",
          "TABLESAMPLE",
          "UNNEST");

  /** Behind these comes a table. */
  static final List<String> BEFORE_TABLE =
      List.of("FROM", "JOIN", "INTO", "TABLE", "VIEW", "DESCRIBE", "DESC", "SUMMARIZE", "PIVOT");

  /** Behind these comes a setting. */
  static final List<String> BEFORE_SETTING = List.of("SET", "RESET", "SHOW");

  /** Where a table can stand, files are read with these. */
  static final List<String> READERS =
      List.of("read_parquet(", "read_csv(", "read_json(", "read_orc(", "read_arrow(");

  private SqlWords() {}
}

package org.weft.planner.sql;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.weft.planner.error.TextPosition;

/** One statement of a text. Closed: whoever runs statements must meet every kind. */
public sealed interface Statement {
  /** Where the statement starts in the whole text. */
  TextPosition position();

  /**
   * A query: SELECT, WITH, VALUES, TABLE or one in parentheses.
   *
   * @param text the query alone, as written
   * @param position where {@code text} starts in the whole text; errors point from there
   */
  record Query(String text, TextPosition position) implements Statement {
    public Query {
      requireNonNull(text, "text");
      requireNonNull(position, "position");
    }

    /** A query that is a whole text by itself. */
    public static Query of(String text) {
      return new Query(text, new TextPosition(1, 1));
    }
  }

  /** EXPLAIN query. */
  record Explain(Query query, TextPosition position) implements Statement {}

  /** EXPLAIN ANALYZE query: runs it. */
  record Analyze(Query query, TextPosition position) implements Statement {}

  /** CREATE [OR REPLACE] [TEMP] VIEW name AS query. */
  record CreateView(String name, Query query, IfExists ifExists, TextPosition position)
      implements Statement {
    /** What to do when there is something of that name. */
    public enum IfExists {
      FAIL,
      REPLACE
    }
  }

  /** DROP VIEW [IF EXISTS] name. */
  record DropView(String name, IfMissing ifMissing, TextPosition position) implements Statement {
    /** What to do when there is no view of that name. */
    public enum IfMissing {
      FAIL,
      IGNORE
    }
  }

  /** SHOW TABLES: the names of tables and views. */
  record ShowTables(TextPosition position) implements Statement {}

  /**
   * SHOW FUNCTIONS [LIKE 'pattern']: what can be called, with a sentence each.
   *
   * @param pattern with % and _ as in LIKE, over names and aliases
   */
  record ShowFunctions(Optional<String> pattern, TextPosition position) implements Statement {}

  /**
   * DESCRIBE name, or of a quoted path: the columns of a table or view.
   *
   * @param place where the name stands
   */
  record Describe(String name, TextPosition place, TextPosition position) implements Statement {}

  /** DESCRIBE query: the columns of its result. */
  record DescribeQuery(Query query, TextPosition position) implements Statement {}

  /** SET setting = value. */
  record Set(String setting, String value, TextPosition position) implements Statement {}

  /** RESET setting, or of all of them. */
  record Reset(Optional<String> setting, TextPosition position) implements Statement {}
}

package org.weft.planner.sql;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
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

    /** The part between two offsets of the text, as it stands in the whole. */
    Query part(int from, int to) {
      return new Query(text.substring(from, to), place(from));
    }

    /** Where the character at this offset of the text stands in the whole. */
    TextPosition place(int offset) {
      String before = text.substring(0, offset);
      int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
      return new TextPosition(line, offset - before.lastIndexOf('\n')).within(position);
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

  /**
   * CREATE [OR REPLACE] [TEMP] VIEW name [(columns)] AS query.
   *
   * @param columns names for the query's columns; empty if they keep their own
   */
  record CreateView(
      String name, List<String> columns, Query query, IfExists ifExists, TextPosition position)
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

  /**
   * CREATE [OR REPLACE] [TEMP] TABLE name AS query: its rows become a table of the session.
   *
   * @param columns names for the query's columns; empty if they keep their own
   */
  record CreateTableAs(
      String name, List<String> columns, Query query, IfTaken ifTaken, TextPosition position)
      implements Statement {}

  /** CREATE [OR REPLACE] [TEMP] TABLE name (columns): a table of the session without rows. */
  record CreateTable(
      String name, List<ColumnDefinition> columns, IfTaken ifTaken, TextPosition position)
      implements Statement {}

  /** What to do when there is something of that name. */
  enum IfTaken {
    FAIL,
    REPLACE,
    KEEP
  }

  /**
   * A column of a new table.
   *
   * @param type as written
   * @param place where the type stands
   * @param fallback the expression behind DEFAULT: the value of rows that are given none
   */
  record ColumnDefinition(
      String name, String type, TextPosition place, Presence presence, Optional<Query> fallback) {
    /** Whether every row has a value. */
    public enum Presence {
      OPTIONAL,
      REQUIRED
    }

    /** The column, NOT NULL. */
    ColumnDefinition required() {
      return new ColumnDefinition(name, type, place, Presence.REQUIRED, fallback);
    }

    /** The column under another name. */
    public ColumnDefinition named(String other) {
      return new ColumnDefinition(other, type, place, presence, fallback);
    }

    /** The column with another type. */
    public ColumnDefinition typed(Query written) {
      return new ColumnDefinition(name, written.text(), written.position(), presence, fallback);
    }

    /** The column, NOT NULL or not. */
    public ColumnDefinition with(Presence other) {
      return new ColumnDefinition(name, type, place, other, fallback);
    }

    /** The column with this DEFAULT, or without one. */
    public ColumnDefinition with(Optional<Query> value) {
      return new ColumnDefinition(name, type, place, presence, value);
    }

    /** The column with a DEFAULT. */
    ColumnDefinition otherwise(Query value) {
      return new ColumnDefinition(name, type, place, presence, Optional.of(value));
    }
  }

  /**
   * [WITH …] INSERT INTO name [(columns) | BY NAME | BY POSITION] query.
   *
   * @param columns the columns that get values, others become null; empty for all in order
   * @param matching how the query's columns find theirs if none are named
   * @param with a WITH in front of the statement, from that word to the last query
   * @param place where the table's name stands
   * @param before what becomes of the rows that are there
   */
  record Insert(
      String name,
      List<String> columns,
      Matching matching,
      Optional<Query> with,
      Query query,
      Before before,
      TextPosition place,
      TextPosition position)
      implements Statement {
    /** How columns of the query find those of the table. */
    public enum Matching {
      BY_POSITION,
      BY_NAME
    }

    /** What becomes of the rows that are there. */
    public enum Before {
      KEPT,
      REPLACED
    }
  }

  /** INSERT INTO name DEFAULT VALUES: one row of what the columns get that are given nothing. */
  record InsertDefaults(String name, TextPosition place, TextPosition position)
      implements Statement {}

  /**
   * The table of UPDATE and DELETE.
   *
   * @param alias what the statement calls it
   * @param with a WITH in front of the statement, from that word to the last query
   * @param place where the name stands
   */
  record Target(String name, String alias, Optional<Query> with, TextPosition place) {}

  /**
   * [WITH …] UPDATE name [AS alias] SET column = value, … [FROM relations] [WHERE condition].
   *
   * @param from relations, without the word in front
   * @param where a condition, without the word in front
   */
  record Update(
      Target target,
      List<Assignment> assignments,
      Optional<Query> from,
      Optional<Query> where,
      TextPosition position)
      implements Statement {
    /**
     * column = value.
     *
     * @param value an expression; empty for DEFAULT
     * @param place where the column stands
     */
    public record Assignment(String column, Optional<Query> value, TextPosition place) {}
  }

  /**
   * [WITH …] DELETE FROM name [AS alias] [USING relations] [WHERE condition], or TRUNCATE name.
   *
   * @param using relations, without the word in front
   * @param where a condition, without the word in front; without one no row stays
   */
  record Delete(Target target, Optional<Query> using, Optional<Query> where, TextPosition position)
      implements Statement {}

  /**
   * ALTER TABLE name change.
   *
   * @param ifMissing what to do when there is no such table
   * @param place where the table's name stands
   */
  record AlterTable(
      String name,
      DropView.IfMissing ifMissing,
      TableChange change,
      TextPosition place,
      TextPosition position)
      implements Statement {}

  /** DROP TABLE [IF EXISTS] name. */
  record DropTable(String name, DropView.IfMissing ifMissing, TextPosition position)
      implements Statement {}

  /**
   * COPY (query) TO 'path' (options).
   *
   * @param options values by name; none for one that is only named
   * @param place where the path stands
   */
  record CopyTo(
      Query query,
      String path,
      Map<String, List<String>> options,
      TextPosition place,
      TextPosition position)
      implements Statement {}

  /** SHOW SETTINGS, or SHOW name: settings with their values. */
  record ShowSettings(Optional<String> setting, TextPosition position) implements Statement {}

  /** SUMMARIZE of a query: what is in each of its columns. */
  record Summarize(Query query, TextPosition position) implements Statement {}

  /** USE: there is one schema, which is always used. */
  record Use(String schema, TextPosition position) implements Statement {}
}

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
   * @param text the query alone
   * @param position where {@code text} starts in the whole text; errors point from there
   * @param origin who wrote it
   */
  record Query(String text, TextPosition position, TextOrigin origin) implements Statement {
    public Query {
      requireNonNull(text, "text");
      requireNonNull(position, "position");
      requireNonNull(origin, "origin");
    }

    /** A query as it stands in a whole text. */
    public Query(String text, TextPosition position) {
      this(text, position, TextOrigin.WRITTEN);
    }

    /** The part between two offsets of the text, as it stands in the whole. */
    Query part(int from, int to) {
      return new Query(text.substring(from, to), place(from), origin.from(from));
    }

    /** Where the character at this offset of the text stands in the whole. */
    TextPosition place(int offset) {
      return find(offset).orElse(position);
    }

    /** The same, if anybody could look for it. */
    Optional<TextPosition> find(int offset) {
      String before = text.substring(0, offset);
      int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
      return find(new TextPosition(line, offset - before.lastIndexOf('\n')));
    }

    /** Where a place of this text, counted from its start, stands in the whole. */
    public Optional<TextPosition> find(TextPosition own) {
      return origin.find(this, own);
    }

    /** A query that is a whole text by itself. */
    public static Query of(String text) {
      return new Query(text, new TextPosition(1, 1));
    }

    /** A query that stands for something the user wrote there. */
    public static Query standingFor(TextPosition place, String text) {
      return new Query(text, place, TextOrigin.STANDS_FOR);
    }

    /** A query that no place is told of. */
    public static Query unseen(String text) {
      return of(text).elsewhere();
    }

    /** The same query inside of another text, where its places mean nothing. */
    public Query elsewhere() {
      return new Query(text, position, TextOrigin.ELSEWHERE);
    }
  }

  /** EXPLAIN query. */
  record Explain(Query query, TextPosition position) implements Statement {}

  /** EXPLAIN ANALYZE query: runs it. */
  record Analyze(Query query, TextPosition position) implements Statement {}

  /**
   * CREATE [OR REPLACE] [TEMP] VIEW [IF NOT EXISTS] name [(columns)] AS query.
   *
   * @param columns names for the query's columns; empty if they keep their own
   */
  record CreateView(
      TableName name, List<String> columns, Query query, IfTaken ifTaken, TextPosition position)
      implements Statement {}

  /** DROP VIEW [IF EXISTS] name. */
  record DropView(TableName name, IfMissing ifMissing, TextPosition position)
      implements Statement {}

  /** What to do when there is nothing of that name. */
  enum IfMissing {
    FAIL,
    IGNORE
  }

  /** CREATE SCHEMA, or DATABASE, [IF NOT EXISTS] name. */
  record CreateSchema(TableName name, IfTaken ifTaken, TextPosition position)
      implements Statement {}

  /** DROP SCHEMA, or DATABASE, [IF EXISTS] name [CASCADE]. */
  record DropSchema(TableName name, IfMissing ifMissing, Contents contents, TextPosition position)
      implements Statement {
    /** What becomes of the tables and views in it; if they are kept it has to be empty. */
    public enum Contents {
      KEPT,
      DROPPED
    }
  }

  /** SHOW SCHEMAS, or DATABASES. */
  record ShowSchemas(Optional<String> pattern, TextPosition position) implements Statement {}

  /**
   * SHOW TABLES, or VIEWS, [FROM schema] [LIKE 'pattern']: the names of tables and views.
   *
   * @param kind what of them
   * @param schema nothing for those that need no schema in front of them
   * @param pattern as {@link NamePattern} says
   */
  record ShowTables(
      Kind kind, Optional<TableName> schema, Optional<String> pattern, TextPosition position)
      implements Statement {
    /** What is listed. */
    public enum Kind {
      ALL,
      VIEWS
    }
  }

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
  record Describe(TableName name, TextPosition place, TextPosition position) implements Statement {}

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
      TableName name, List<String> columns, Query query, IfTaken ifTaken, TextPosition position)
      implements Statement {}

  /**
   * CREATE [OR REPLACE] [TEMP] TABLE name (columns) [AS query]: a table of the session.
   *
   * @param rows the query whose rows it gets, cast to the columns' types; without one it has none
   */
  record CreateTable(
      TableName name,
      TableDefinition definition,
      Optional<Query> rows,
      IfTaken ifTaken,
      TextPosition position)
      implements Statement {}

  /**
   * CREATE [EXTERNAL] TABLE name [(columns)] of files that are there: STORED AS or USING a format,
   * LOCATION 'path'.
   *
   * @param query reads the files
   */
  record CreateFileTable(TableName name, Query query, IfTaken ifTaken, TextPosition position)
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

    /** What is said of the column of this name, without regard to case, if anything. */
    static Optional<ColumnDefinition> find(List<ColumnDefinition> definitions, String name) {
      return definitions.stream().filter(each -> each.name().equalsIgnoreCase(name)).findFirst();
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
      TableName name,
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
  record InsertDefaults(TableName name, TextPosition place, TextPosition position)
      implements Statement {}

  /**
   * The table of UPDATE and DELETE.
   *
   * @param alias what the statement calls it
   * @param with a WITH in front of the statement, from that word to the last query
   * @param place where the name stands
   */
  record Target(TableName name, String alias, Optional<Query> with, TextPosition place) {}

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
   * INSERT, UPDATE or DELETE … RETURNING items.
   *
   * @param change the statement without it
   * @param items what is told of each row, without the word in front
   */
  record Returning(Statement change, Query items, TextPosition position) implements Statement {}

  /**
   * [WITH …] MERGE INTO name [AS alias] USING source ON condition WHEN … THEN ….
   *
   * @param condition without the word in front
   */
  record Merge(
      Target target,
      Source source,
      Query condition,
      List<MergeClause> clauses,
      TextPosition position)
      implements Statement {
    /**
     * Where rows come from.
     *
     * @param relation as it stands in FROM, with its alias
     * @param name what the statement calls it
     */
    public record Source(Query relation, String name) {}
  }

  /**
   * ALTER TABLE name change.
   *
   * @param ifMissing what to do when there is no such table
   * @param place where the table's name stands
   */
  record AlterTable(
      TableName name,
      IfMissing ifMissing,
      TableChange change,
      TextPosition place,
      TextPosition position)
      implements Statement {}

  /** DROP TABLE [IF EXISTS] name. */
  record DropTable(TableName name, IfMissing ifMissing, TextPosition position)
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

  /** CREATE [OR REPLACE] [TEMP] MACRO, or FUNCTION, name(parameters) AS expression. */
  record CreateMacro(Definitions.Macro macro, IfTaken ifTaken, TextPosition position)
      implements Statement {}

  /** DROP MACRO [TABLE] [IF EXISTS] name. */
  record DropMacro(String name, IfMissing ifMissing, TextPosition position) implements Statement {}

  /**
   * CREATE [OR REPLACE] TYPE name AS type.
   *
   * @param type as written; for ENUM (query) the query
   */
  record CreateType(String name, Query type, Form form, IfTaken ifTaken, TextPosition position)
      implements Statement {
    /** What stands behind AS. */
    public enum Form {
      TYPE,
      /** The values of an enum are the rows of a query. */
      ENUM_OF_QUERY
    }
  }

  /** DROP TYPE [IF EXISTS] name. */
  record DropType(String name, IfMissing ifMissing, TextPosition position) implements Statement {}

  /** SET VARIABLE name = expression. */
  record SetVariable(String name, Query value, TextPosition position) implements Statement {}

  /** RESET VARIABLE name. */
  record ResetVariable(String name, TextPosition position) implements Statement {}

  /** PREPARE name AS statement, which may have the parameters ?, $1 and $name. */
  record Prepare(String name, Query statement, TextPosition position) implements Statement {}

  /** EXECUTE name(values). */
  record Execute(String name, List<Argument> arguments, TextPosition position)
      implements Statement {
    /**
     * The value of a parameter.
     *
     * @param parameter its name; empty if it goes by its place
     */
    public record Argument(Optional<String> parameter, Query value) {}
  }

  /**
   * EXECUTE IMMEDIATE text [USING values].
   *
   * @param text an expression whose value is a statement, which may have parameters
   */
  record ExecuteImmediate(Query text, List<Execute.Argument> arguments, TextPosition position)
      implements Statement {}

  /** DEALLOCATE [PREPARE] name, which is empty for ALL. */
  record Deallocate(String name, TextPosition position) implements Statement {}

  /** SHOW SETTINGS, or SHOW name: settings with their values. */
  record ShowSettings(Optional<String> setting, TextPosition position) implements Statement {}

  /** SUMMARIZE of a query: what is in each of its columns. */
  record Summarize(Query query, TextPosition position) implements Statement {}

  /**
   * CACHE, UNCACHE, REFRESH and ANALYZE TABLE, SET TIME ZONE 'UTC'. Files are looked at anew by
   * each statement, what is learnt of them is kept, and rows are not: there is nothing to do.
   *
   * @param table that has to be there; nothing if it may be missing
   * @param place where the name stands
   */
  record Upkeep(Optional<TableName> table, TextPosition place, TextPosition position)
      implements Statement {}

  /** BEGIN: what follows can be taken back. */
  record Begin(TextPosition position) implements Statement {}

  /** COMMIT and ROLLBACK. */
  record EndTransaction(Outcome outcome, TextPosition position) implements Statement {
    /** What becomes of the changes since BEGIN. */
    public enum Outcome {
      COMMIT,
      ROLLBACK
    }
  }

  /** USE schema, and SET SCHEMA. */
  record Use(TableName schema, TextPosition position) implements Statement {}
}

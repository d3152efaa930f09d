package org.weft.planner.sql;

import java.util.Optional;
import org.weft.planner.error.TextPosition;

/** Reads the statements about schemas, and those that list what is in them. */
final class SchemaStatements {
  private SchemaStatements() {}

  /** SCHEMA, which other engines call a database or a namespace, if it stands here. */
  static boolean acceptSchema(StatementCursor cursor) {
    return cursor.accept("schema") || cursor.accept("database") || cursor.accept("namespace");
  }

  /** What stands behind CREATE SCHEMA. */
  static Statement create(StatementCursor cursor, TextPosition position) {
    Statement.IfTaken ifTaken =
        cursor.acceptIfNotExists() ? Statement.IfTaken.KEEP : Statement.IfTaken.FAIL;
    TableName name = cursor.tableName();
    if (cursor.accept("comment")) {
      cursor.string("a comment in single quotes");
    }
    return cursor.finished(new Statement.CreateSchema(name, ifTaken, position));
  }

  /** What stands behind DROP SCHEMA. */
  static Statement drop(StatementCursor cursor, TextPosition position) {
    Statement.IfMissing ifMissing = cursor.ifMissing();
    TableName name = cursor.tableName();
    boolean isCascade = cursor.accept("cascade");
    if (!isCascade) {
      cursor.accept("restrict");
    }
    Statement.DropSchema.Contents contents =
        isCascade ? Statement.DropSchema.Contents.DROPPED : Statement.DropSchema.Contents.KEPT;
    return cursor.finished(new Statement.DropSchema(name, ifMissing, contents, position));
  }

  /** What stands behind USE. */
  static Statement use(StatementCursor cursor, TextPosition position) {
    boolean hasKind = !cursor.isSymbol(1, '.') && cursor.mark() + 1 < cursor.stop();
    if (hasKind && !acceptSchema(cursor)) {
      cursor.accept("catalog");
    }
    return cursor.finished(new Statement.Use(cursor.tableName(), position));
  }

  /** True for SET schema = 's', SET SCHEMA s and PostgreSQL's SET search_path. */
  static boolean isSet(StatementCursor cursor) {
    return cursor.isWord(0, "schema") || cursor.isWord(0, "search_path");
  }

  /** What stands behind SET if it {@link #isSet}. */
  static Statement set(StatementCursor cursor, TextPosition position) {
    cursor.take("schema");
    if (!cursor.acceptSymbol('=')) {
      cursor.accept("to");
    }
    TableName name =
        cursor.isString() ? TableName.of(cursor.string("a schema")) : cursor.tableName();
    return cursor.finished(new Statement.Use(name, position));
  }

  /** True for TABLES, VIEWS, SCHEMAS and DATABASES behind SHOW. */
  static boolean isListing(StatementCursor cursor) {
    return cursor.isWord(0, "tables")
        || cursor.isWord(0, "views")
        || cursor.isWord(0, "schemas")
        || cursor.isWord(0, "databases")
        || cursor.isWord(0, "namespaces");
  }

  /** What stands behind SHOW if it {@link #isListing}. */
  static Statement show(StatementCursor cursor, TextPosition position) {
    String what = cursor.take("TABLES").text();
    boolean isTables = what.equalsIgnoreCase("tables");
    if (!isTables && !what.equalsIgnoreCase("views")) {
      return cursor.finished(new Statement.ShowSchemas(pattern(cursor), position));
    }
    boolean hasSchema = cursor.accept("from") || cursor.accept("in");
    Optional<TableName> schema = hasSchema ? Optional.of(cursor.tableName()) : Optional.empty();
    Statement.ShowTables.Kind kind =
        isTables ? Statement.ShowTables.Kind.ALL : Statement.ShowTables.Kind.VIEWS;
    return cursor.finished(new Statement.ShowTables(kind, schema, pattern(cursor), position));
  }

  private static Optional<String> pattern(StatementCursor cursor) {
    boolean hasPattern = cursor.accept("like") || cursor.isString();
    return hasPattern ? Optional.of(cursor.string("a pattern such as 'a%'")) : Optional.empty();
  }
}

package org.weft.planner.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;

/** Reads statements of other engines that are true already: CACHE, ANALYZE, SET TIME ZONE 'UTC'. */
final class UpkeepStatements {
  private static final Set<String> UTC = Set.of("UTC", "Z", "GMT", "ETC/UTC", "+00:00");

  private UpkeepStatements() {}

  /** What stands behind CACHE: of a query it makes a temporary table. */
  static Statement cache(StatementCursor cursor, TextPosition position) {
    cursor.accept("lazy");
    cursor.expect("table");
    TextPosition place = cursor.place();
    TableName name = cursor.tableName();
    if (cursor.accept("options")) {
      FileTableClauses.properties(cursor); // where rows are kept
    }
    if (cursor.isAtEnd()) {
      return new Statement.Upkeep(Optional.of(name), place, position);
    }
    cursor.accept("as");
    return new Statement.CreateTableAs(
        name.in(Schemas.TEMP),
        List.of(),
        cursor.innerQuery("CACHE TABLE"),
        Statement.IfTaken.FAIL,
        position);
  }

  /** What stands behind UNCACHE. */
  static Statement uncache(StatementCursor cursor, TextPosition position) {
    cursor.expect("table");
    Statement.IfMissing ifMissing = cursor.ifMissing();
    return named(cursor, ifMissing, position);
  }

  /** What stands behind CLEAR. */
  static Statement clear(StatementCursor cursor, TextPosition position) {
    cursor.expect("cache");
    return cursor.finished(new Statement.Upkeep(Optional.empty(), position, position));
  }

  /** What stands behind REFRESH. */
  static Statement refresh(StatementCursor cursor, TextPosition position) {
    boolean isPath = cursor.isString();
    if (isPath) {
      cursor.string("a path");
      return cursor.finished(new Statement.Upkeep(Optional.empty(), position, position));
    }
    cursor.accept("table");
    return named(cursor, Statement.IfMissing.FAIL, position);
  }

  /** TIME ZONE or TIMEZONE, if it stands behind SET. */
  static boolean acceptZone(StatementCursor cursor) {
    return cursor.accept("time", "zone") || cursor.accept("timezone");
  }

  /** What stands behind SET TIME ZONE: sessions are in UTC and in nothing else. */
  static Statement zone(StatementCursor cursor, TextPosition position) {
    if (!cursor.acceptSymbol('=')) {
      cursor.accept("to");
    }
    TextPosition place = cursor.place();
    String zone = cursor.take("'UTC'").unquoted().toUpperCase(Locale.ROOT);
    if (!UTC.contains(zone)) {
      throw WeftException.of(ErrorCode.UNSUPPORTED_FEATURE, "sessions are in UTC, always")
          .at(place)
          .hint("write AT TIME ZONE in the query");
    }
    return cursor.finished(new Statement.Upkeep(Optional.empty(), position, position));
  }

  private static Statement named(
      StatementCursor cursor, Statement.IfMissing ifMissing, TextPosition position) {
    TextPosition place = cursor.place();
    TableName name = cursor.tableName();
    Optional<TableName> needed =
        ifMissing == Statement.IfMissing.FAIL ? Optional.of(name) : Optional.empty();
    return cursor.finished(new Statement.Upkeep(needed, place, position));
  }

  /** What stands behind ANALYZE: columns are looked at while they are scanned. */
  static Statement analyze(StatementCursor cursor, TextPosition position) {
    if (cursor.isAtEnd()) {
      return new Statement.Upkeep(Optional.empty(), position, position);
    }
    cursor.accept("table");
    TextPosition place = cursor.place();
    TableName name = cursor.tableName();
    if (cursor.accept("compute")) {
      cursor.expect("statistics");
      if (!cursor.isAtEnd()) {
        cursor.rest("FOR ALL COLUMNS");
      }
    } else if (cursor.isSymbol(0, '(')) {
      cursor.names();
    }
    return cursor.finished(new Statement.Upkeep(Optional.of(name), place, position));
  }
}

package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.Statement.ColumnDefinition.Presence;
import org.weft.planner.sql.Statement.IfMissing;

/** Reads the statements that change tables that are there: UPDATE, DELETE, TRUNCATE, ALTER. */
final class ChangeStatements {
  private static final Set<String> BEHIND_VALUE = Set.of("from", "where");
  private static final Set<String> BEHIND_RELATIONS = Set.of("where");
  private static final Set<String> NOTHING = Set.of();

  private final StatementCursor cursor;

  ChangeStatements(StatementCursor cursor) {
    this.cursor = cursor;
  }

  /**
   * What stands behind UPDATE.
   *
   * @param with the WITH in front, if there is one
   */
  Statement update(Optional<Statement.Query> with, TextPosition position) {
    Statement.Target target = target(with, Set.of("set"));
    cursor.expect("set");
    List<Statement.Update.Assignment> assignments = new ArrayList<>();
    do {
      if (cursor.isSymbol(0, '(')) {
        assignments.addAll(assignments());
      } else {
        assignments.add(assignment(target, BEHIND_VALUE));
      }
    } while (cursor.acceptSymbol(','));
    Optional<Statement.Query> from = clause("from", BEHIND_RELATIONS);
    Optional<Statement.Query> where = clause("where", NOTHING);
    return cursor.finished(new Statement.Update(target, assignments, from, where, position));
  }

  /** {@code (column, …) = (value, …)}, perhaps with ROW in front of the values. */
  private List<Statement.Update.Assignment> assignments() {
    List<TextPosition> places = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    cursor.expectSymbol('(');
    do {
      places.add(cursor.place());
      columns.add(cursor.name());
    } while (cursor.acceptSymbol(','));
    cursor.expectSymbol(')');
    cursor.expectSymbol('=');
    cursor.accept("row");
    if (cursor.isSymbol(0, '(') && cursor.isWord(1, "select")) {
      throw WeftException.of(
              ErrorCode.UNSUPPORTED_FEATURE, "several columns are not set to the row of a query")
          .at(cursor.place())
          .hint("set each to a query of its own, or name the query in FROM");
    }
    List<Statement.Update.Assignment> assignments = new ArrayList<>();
    cursor.expectSymbol('(');
    for (int i = 0; i < columns.size(); i++) {
      if (i > 0) {
        cursor.expectSymbol(',');
      }
      assignments.add(
          new Statement.Update.Assignment(columns.get(i), value(NOTHING), places.get(i)));
    }
    cursor.expectSymbol(')');
    return assignments;
  }

  /**
   * {@code column = value}.
   *
   * @param behind the words that end it
   */
  Statement.Update.Assignment assignment(Statement.Target target, Set<String> behind) {
    TextPosition place = cursor.place();
    if (cursor.isWord(0, target.alias()) && cursor.isSymbol(1, '.')) {
      cursor.name();
    }
    String column = cursor.name();
    cursor.expectSymbol('=');
    return new Statement.Update.Assignment(column, value(behind), place);
  }

  /** An expression, which ends before one of these words; nothing for DEFAULT. */
  private Optional<Statement.Query> value(Set<String> behind) {
    return cursor.accept("default")
        ? Optional.empty()
        : Optional.of(cursor.piece(behind, "a value"));
  }

  /**
   * What stands behind DELETE.
   *
   * @param with the WITH in front, if there is one
   */
  Statement delete(Optional<Statement.Query> with, TextPosition position) {
    cursor.expect("from");
    Statement.Target target = target(with, Set.of("using", "where"));
    Optional<Statement.Query> using = clause("using", BEHIND_RELATIONS);
    Optional<Statement.Query> where = clause("where", NOTHING);
    boolean isEverything = where.isEmpty() && using.isEmpty();
    Optional<Statement.Query> condition =
        isEverything ? Optional.of(new Statement.Query("true", position)) : where;
    return cursor.finished(new Statement.Delete(target, using, condition, position));
  }

  /** What stands behind TRUNCATE. */
  Statement truncate(TextPosition position) {
    cursor.accept("table");
    Statement.Target target = target(Optional.empty(), NOTHING);
    Statement.Query all = new Statement.Query("true", position);
    return cursor.finished(
        new Statement.Delete(target, Optional.empty(), Optional.of(all), position));
  }

  /**
   * The table that is changed.
   *
   * @param with the WITH in front, if there is one
   * @param clauses the words that can follow and are no alias
   */
  Statement.Target target(Optional<Statement.Query> with, Set<String> clauses) {
    TextPosition place = cursor.place();
    TableName name = cursor.tableName();
    boolean hasAlias = cursor.accept("as");
    if (!hasAlias && !cursor.isAtEnd()) {
      String next = cursor.peek().text().toLowerCase(Locale.ROOT);
      hasAlias = !clauses.contains(next) && !clauses.isEmpty();
    }
    return new Statement.Target(name, hasAlias ? cursor.name() : name.last(), with, place);
  }

  private Optional<Statement.Query> clause(String word, Set<String> behind) {
    if (!cursor.accept(word)) {
      return Optional.empty();
    }
    return Optional.of(
        word.equals("where")
            ? cursor.piece(behind, "a condition")
            : cursor.list(behind, "a table"));
  }

  /** What stands behind ALTER. */
  Statement alter(TextPosition position) {
    cursor.expect("table");
    IfMissing ifMissing = cursor.ifMissing();
    TextPosition place = cursor.place();
    TableName name = cursor.tableName();
    TableChange change = change();
    return cursor.finished(new Statement.AlterTable(name, ifMissing, change, place, position));
  }

  private TableChange change() {
    if (cursor.accept("add")) {
      return add();
    }
    if (cursor.accept("drop")) {
      cursor.accept("column");
      IfMissing ifMissing = cursor.ifMissing();
      TextPosition place = cursor.place();
      String column = cursor.name();
      if (!cursor.accept("cascade")) {
        cursor.accept("restrict");
      }
      return new TableChange.DropColumn(column, ifMissing, place);
    }
    if (cursor.accept("rename")) {
      if (cursor.accept("to")) {
        return new TableChange.RenameTable(cursor.tableName());
      }
      cursor.accept("column");
      TextPosition place = cursor.place();
      String column = cursor.name();
      cursor.expect("to");
      return new TableChange.RenameColumn(column, cursor.name(), place);
    }
    if (cursor.accept("alter")) {
      cursor.accept("column");
      TextPosition place = cursor.place();
      return column(cursor.name(), place);
    }
    throw cursor.unexpected("ADD COLUMN, DROP COLUMN, ALTER COLUMN or RENAME");
  }

  private TableChange add() {
    ColumnDefinitions definitions = new ColumnDefinitions(cursor);
    if (definitions.startsConstraint()) {
      return definitions.addition();
    }
    if (cursor.accept("columns")) {
      return new TableChange.AddColumns(definitions.table(), Statement.IfTaken.FAIL);
    }
    cursor.accept("column");
    Statement.IfTaken ifTaken = Statement.IfTaken.FAIL;
    if (cursor.isWord(1, "not") && cursor.accept("if")) {
      cursor.expect("not");
      cursor.expect("exists");
      ifTaken = Statement.IfTaken.KEEP;
    }
    return new TableChange.AddColumns(definitions.column(), ifTaken);
  }

  private TableChange column(String column, TextPosition place) {
    if (cursor.accept("set", "not")) {
      cursor.expect("null");
      return new TableChange.ChangePresence(column, Presence.REQUIRED, place);
    }
    if (cursor.accept("drop", "not")) {
      cursor.expect("null");
      return new TableChange.ChangePresence(column, Presence.OPTIONAL, place);
    }
    if (cursor.accept("drop")) {
      cursor.expect("default");
      return new TableChange.ChangeDefault(column, Optional.empty(), place);
    }
    if (cursor.accept("set", "default")) {
      return new TableChange.ChangeDefault(column, Optional.of(cursor.piece("a value")), place);
    }
    if (cursor.accept("set")) {
      cursor.expect("data");
    }
    cursor.expect("type");
    Statement.Query type = cursor.piece(Set.of("using"), "a type");
    Optional<Statement.Query> using =
        cursor.accept("using") ? Optional.of(cursor.piece("an expression")) : Optional.empty();
    return new TableChange.ChangeType(column, type, using, place);
  }
}

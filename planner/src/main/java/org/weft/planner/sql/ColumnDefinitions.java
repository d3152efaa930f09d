package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.Statement.ColumnDefinition;
import org.weft.planner.sql.Statement.ColumnDefinition.Presence;
import org.weft.planner.sql.TableDefinition.Constraint;
import org.weft.planner.sql.TableDefinition.Constraint.Key.Kind;
import org.weft.planner.sql.parse.Lexer;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/**
 * Reads the columns of CREATE TABLE, in parentheses, and what is said of them and of the table. The
 * columns of a primary key are NOT NULL. Keys that are said not to be enforced, and those of other
 * tables, are read and not kept.
 */
final class ColumnDefinitions {
  /** Words behind a column's type that say more of it. */
  private static final Set<String> AFTER_TYPE =
      Set.of(
          "not",
          "null",
          "primary",
          "unique",
          "default",
          "check",
          "references",
          "comment",
          "collate",
          "generated",
          "constraint");

  private static final Set<String> TABLE_CONSTRAINTS =
      Set.of("primary", "foreign", "unique", "check", "constraint");

  private static final List<String> OPENING = List.of("(", "[", "{", "<");
  private static final List<String> CLOSING = List.of(")", "]", "}", ">", ">>");

  private final StatementCursor cursor;
  private final List<ColumnDefinition> columns = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();
  private final List<Constraint> constraints = new ArrayList<>();

  ColumnDefinitions(StatementCursor cursor) {
    this.cursor = cursor;
  }

  /** The columns in parentheses, with the constraints among them. */
  TableDefinition table() {
    List<ColumnDefinition> read = read();
    return new TableDefinition(read, constraints);
  }

  private List<ColumnDefinition> read() {
    cursor.expectSymbol('(');
    do {
      if (startsConstraint()) {
        constraint();
      } else {
        columns.add(definition());
      }
    } while (cursor.acceptSymbol(',') && !cursor.isSymbol(0, ')'));
    cursor.expectSymbol(')');
    return columns.stream()
        .map(column -> keys.contains(lower(column.name())) ? column.required() : column)
        .toList();
  }

  /** True if what comes next is said of the whole table. */
  boolean startsConstraint() {
    return !cursor.isAtEnd()
        && cursor.peek().kind() == Lexer.Kind.WORD
        && TABLE_CONSTRAINTS.contains(lower(cursor.peek().text()))
        && (cursor.isSymbol(1, '(') || cursor.isWord(1, "key") || cursor.isWord(0, "constraint"));
  }

  /** Reads what is said of the whole table, behind ADD. */
  TableChange.AddConstraint addition() {
    constraint();
    return new TableChange.AddConstraint(constraints.stream().findFirst(), List.copyOf(keys));
  }

  /** Something that is said of the whole table. */
  private void constraint() {
    if (cursor.accept("constraint")) {
      cursor.name();
    }
    if (cursor.accept("primary")) {
      cursor.expect("key");
      key(Kind.PRIMARY, cursor.names());
    } else if (cursor.accept("unique")) {
      key(Kind.UNIQUE, cursor.names());
    } else if (cursor.accept("check")) {
      check();
    } else if (cursor.accept("foreign")) {
      cursor.expect("key");
      cursor.names();
      cursor.expect("references");
      reference();
      isEnforced();
    } else {
      throw unsupported();
    }
  }

  private void key(Kind kind, List<String> columns) {
    if (kind == Kind.PRIMARY) {
      columns.forEach(name -> keys.add(lower(name)));
    }
    if (isEnforced()) {
      constraints.add(new Constraint.Key(kind, columns));
    }
  }

  private void check() {
    cursor.expectSymbol('(');
    Statement.Query condition = cursor.piece("a condition");
    cursor.expectSymbol(')');
    if (isEnforced()) {
      constraints.add(new Constraint.Check(condition));
    }
  }

  /** {@code t (a) ON DELETE CASCADE}, behind REFERENCES. */
  private void reference() {
    cursor.name();
    if (cursor.isSymbol(0, '(')) {
      cursor.names();
    }
    while (cursor.accept("on")) {
      if (!cursor.accept("delete")) {
        cursor.expect("update");
      }
      if (cursor.accept("no")) {
        cursor.expect("action");
      } else if (cursor.accept("set")) {
        if (!cursor.accept("default")) {
          cursor.expect("null");
        }
      } else if (!cursor.accept("cascade")) {
        cursor.expect("restrict");
      }
    }
  }

  /**
   * False behind {@code NOT ENFORCED} and {@code DISABLE NOVALIDATE RELY}, as others write it of
   * keys that they only know of.
   */
  private boolean isEnforced() {
    boolean isKnownOnly = cursor.accept("not", "enforced");
    if (!isKnownOnly && cursor.accept("disable")) {
      isKnownOnly = true;
      cursor.accept("novalidate");
    }
    if (!cursor.accept("rely")) {
      cursor.accept("norely");
    }
    return !isKnownOnly;
  }

  /** One column, with the constraints behind it. */
  TableDefinition column() {
    ColumnDefinition column = definition();
    return new TableDefinition(List.of(column), constraints);
  }

  private ColumnDefinition definition() {
    String name = cursor.name();
    TextPosition place = cursor.place();
    int mark = cursor.mark();
    takeUntil(AFTER_TYPE, "a type");
    if (cursor.mark() == mark) {
      throw cursor.unexpected("a type");
    }
    ColumnDefinition column =
        new ColumnDefinition(
            name, cursor.writtenFrom(mark), place, Presence.OPTIONAL, Optional.empty());
    while (!cursor.isAtEnd() && !cursor.isSymbol(0, ',') && !cursor.isSymbol(0, ')')) {
      column = more(column);
    }
    return column;
  }

  /** The column with the next thing that is said of it. */
  private ColumnDefinition more(ColumnDefinition column) {
    if (cursor.accept("constraint")) {
      cursor.name();
    }
    if (cursor.accept("null")) {
      return column;
    }
    if (cursor.accept("not", "null")) {
      return column.required();
    }
    if (cursor.accept("default")) {
      int mark = cursor.mark();
      TextPosition place = cursor.place();
      if (!cursor.isAtEnd() && cursor.peek().kind() == Lexer.Kind.WORD) {
        cursor.take("a value"); // which may be NULL
      }
      takeUntil(AFTER_TYPE, "a value");
      return column.otherwise(new Statement.Query(cursor.writtenFrom(mark), place));
    }
    if (cursor.accept("comment")) {
      cursor.string("a text in single quotes");
      return column;
    }
    if (cursor.accept("primary")) {
      cursor.expect("key");
      key(Kind.PRIMARY, List.of(column.name()));
      return column.required();
    }
    if (cursor.accept("unique")) {
      key(Kind.UNIQUE, List.of(column.name()));
      return column;
    }
    if (cursor.accept("check")) {
      check();
      return column;
    }
    if (cursor.accept("references")) {
      reference();
      isEnforced();
      return column;
    }
    throw unsupported();
  }

  /** Takes what stands before a comma, the closing parenthesis or one of the words. */
  private void takeUntil(Set<String> words, String expected) {
    int depth = 0;
    while (!cursor.isAtEnd()) {
      Lexeme lexeme = cursor.peek();
      boolean ends =
          depth == 0 && (lexeme.is(',') || lexeme.is(')') || words.contains(lower(lexeme.text())));
      if (ends) {
        return;
      }
      depth += OPENING.contains(lexeme.text()) ? 1 : 0;
      depth -= CLOSING.contains(lexeme.text()) ? lexeme.text().length() : 0;
      cursor.take(expected);
    }
  }

  private WeftException unsupported() {
    if (cursor.isAtEnd()) {
      throw cursor.unexpected("')'");
    }
    Lexeme word = cursor.peek();
    return WeftException.of(
            ErrorCode.UNSUPPORTED_FEATURE,
            "constraints of tables, such as "
                + word.text().toUpperCase(Locale.ROOT)
                + ", are not supported")
        .at(word.position())
        .hint("leave them out");
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}

package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.NearestName;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.Lexer;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/**
 * Cuts a text into statements at its semicolons and tells by the first words what each one is. Only
 * the statements that are not queries are read to the end; queries are left to {@link SqlPlanner}.
 */
public final class StatementReader {
  private static final String SUPPORTED =
      "SELECT, WITH, VALUES, EXPLAIN, CREATE VIEW, DROP VIEW, SHOW TABLES, SHOW FUNCTIONS, DESCRIBE, SET, RESET";
  private static final List<String> FIRST_WORDS =
      List.of(
          "SELECT",
          "WITH",
          "VALUES",
          "TABLE",
          "FROM",
          "EXPLAIN",
          "CREATE",
          "DROP",
          "SHOW",
          "DESCRIBE",
          "SET",
          "RESET");

  private final String text;
  private final List<Lexeme> lexemes;

  /** The next lexeme, and the end of the current statement. */
  private int next;

  private int end;

  private StatementReader(String text) {
    this.text = text;
    this.lexemes = Lexer.lexemes(text);
  }

  /**
   * The statements of a text, in order. Empty ones are left out.
   *
   * @throws WeftException SYNTAX or UNSUPPORTED_STATEMENT, with the position in the text
   */
  public static List<Statement> read(String text) {
    return new StatementReader(text).statements();
  }

  private List<Statement> statements() {
    List<Statement> statements = new ArrayList<>();
    while (next < lexemes.size()) {
      end = next;
      while (end < lexemes.size() && !lexemes.get(end).is(';')) {
        end++;
      }
      if (next < end) {
        statements.add(statement());
      }
      next = end + 1;
    }
    return statements;
  }

  private Statement statement() {
    Lexeme first = lexemes.get(next);
    TextPosition position = first.position();
    if (startsQuery(first)) {
      return query();
    }
    if (accept("explain")) {
      return explain(position);
    }
    if (accept("create")) {
      return createView(position);
    }
    if (accept("drop")) {
      return dropView(position);
    }
    if (accept("show")) {
      if (accept("functions")) {
        return showFunctions(position);
      }
      expect("tables");
      return finished(new Statement.ShowTables(position));
    }
    if (accept("describe") || accept("desc")) {
      return describe(position);
    }
    if (accept("set")) {
      return set(position);
    }
    if (accept("reset")) {
      return reset(position);
    }
    throw unsupported(first);
  }

  private static WeftException unsupported(Lexeme first) {
    Optional<String> nearest =
        first.kind() == Kind.WORD ? NearestName.of(first.text(), FIRST_WORDS) : Optional.empty();
    WeftException error =
        nearest.isPresent()
            ? WeftException.of(ErrorCode.SYNTAX, "no statement starts with '" + first.text() + "'")
                .hint("use " + nearest.get() + ", the nearest word")
            : WeftException.of(
                    ErrorCode.UNSUPPORTED_STATEMENT,
                    "statements that start with '" + first.text() + "' are not supported")
                .hint("use one of " + SUPPORTED);
    return error.at(first.position());
  }

  private static boolean startsQuery(Lexeme first) {
    return first.is('(')
        || first.is("select")
        || first.is("with")
        || first.is("values")
        || first.is("table")
        || first.is("from")
        || first.is("pivot")
        || first.is("unpivot");
  }

  private Statement.Query query() {
    if (next >= end) {
      throw unexpected("a query");
    }
    Lexeme first = lexemes.get(next);
    Lexeme last = lexemes.get(end - 1);
    return new Statement.Query(text.substring(first.start(), last.end()), first.position());
  }

  private Statement explain(TextPosition position) {
    if (accept("analyze")) {
      return new Statement.Analyze(innerQuery("EXPLAIN ANALYZE"), position);
    }
    if (accept("plan")) {
      expect("for");
    }
    return new Statement.Explain(innerQuery("EXPLAIN"), position);
  }

  private Statement.Query innerQuery(String of) {
    if (next < end) {
      Lexeme first = lexemes.get(next);
      if (!startsQuery(first)) {
        throw WeftException.of(
                ErrorCode.UNSUPPORTED_STATEMENT, of + " needs a query, not '" + first.text() + "'")
            .at(first.position())
            .hint("continue with SELECT, WITH or VALUES");
      }
    }
    return query();
  }

  private Statement createView(TextPosition position) {
    Statement.CreateView.IfExists ifExists = Statement.CreateView.IfExists.FAIL;
    if (accept("or")) {
      expect("replace");
      ifExists = Statement.CreateView.IfExists.REPLACE;
    }
    if (!accept("temp")) {
      accept("temporary");
    }
    if (next < end && !lexemes.get(next).is("view")) {
      throw WeftException.of(
              ErrorCode.UNSUPPORTED_STATEMENT,
              "CREATE " + lexemes.get(next).text() + " is not supported")
          .at(lexemes.get(next).position())
          .hint("use CREATE [OR REPLACE] [TEMP] VIEW name AS query");
    }
    expect("view");
    String name = name();
    expect("as");
    return new Statement.CreateView(name, innerQuery("CREATE VIEW"), ifExists, position);
  }

  private Statement dropView(TextPosition position) {
    if (next < end && !lexemes.get(next).is("view")) {
      throw WeftException.of(
              ErrorCode.UNSUPPORTED_STATEMENT,
              "DROP " + lexemes.get(next).text() + " is not supported")
          .at(lexemes.get(next).position())
          .hint("use DROP VIEW [IF EXISTS] name");
    }
    expect("view");
    Statement.DropView.IfMissing ifMissing = Statement.DropView.IfMissing.FAIL;
    if (next + 1 < end && lexemes.get(next + 1).is("exists") && accept("if")) {
      expect("exists");
      ifMissing = Statement.DropView.IfMissing.IGNORE;
    }
    return finished(new Statement.DropView(name(), ifMissing, position));
  }

  private Statement showFunctions(TextPosition position) {
    Optional<String> pattern = Optional.empty();
    if (accept("like")) {
      if (next >= end || lexemes.get(next).kind() != Kind.STRING) {
        throw unexpected("a pattern such as '%date%'");
      }
      pattern = Optional.of(lexemes.get(next++).unquoted());
    }
    return finished(new Statement.ShowFunctions(pattern, position));
  }

  private Statement describe(TextPosition position) {
    if (next < end) {
      Lexeme first = lexemes.get(next);
      if (startsQuery(first) && !first.is("table")) {
        return new Statement.DescribeQuery(query(), position);
      }
    }
    accept("table");
    if (next < end && lexemes.get(next).kind() == Kind.STRING) {
      Lexeme path = lexemes.get(next++);
      return finished(new Statement.Describe(path.unquoted(), path.position(), position));
    }
    TextPosition place = next < end ? lexemes.get(next).position() : position;
    return finished(new Statement.Describe(name(), place, position));
  }

  private Statement set(TextPosition position) {
    int start = next;
    while (next < end && !lexemes.get(next).is('=') && !lexemes.get(next).is("to")) {
      next++;
    }
    if (next == start || next >= end) {
      next = Math.min(next, end);
      throw unexpected("SET setting = value");
    }
    String setting = written(start, next);
    int first = ++next;
    if (first >= end) {
      throw unexpected("a value");
    }
    String value =
        end - first == 1 ? lexemes.get(first).unquoted().trim() : written(first, end).trim();
    return new Statement.Set(unquotedName(setting), value, position);
  }

  private Statement reset(TextPosition position) {
    if (next >= end || (end - next == 1 && lexemes.get(next).is("all"))) {
      return new Statement.Reset(Optional.empty(), position);
    }
    return new Statement.Reset(Optional.of(unquotedName(written(next, end))), position);
  }

  /** The text of lexemes as it was written, white space between them included. */
  private String written(int from, int to) {
    return text.substring(lexemes.get(from).start(), lexemes.get(to - 1).end());
  }

  private static String unquotedName(String name) {
    boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
    return quoted ? name.substring(1, name.length() - 1) : name;
  }

  private String name() {
    if (next < end) {
      Lexeme lexeme = lexemes.get(next);
      boolean isName =
          lexeme.kind() == Kind.NAME
              || (lexeme.kind() == Kind.WORD && !Character.isDigit(lexeme.text().charAt(0)));
      if (isName) {
        next++;
        return lexeme.unquoted();
      }
    }
    throw unexpected("a name");
  }

  private boolean accept(String word) {
    boolean found = next < end && lexemes.get(next).is(word);
    if (found) {
      next++;
    }
    return found;
  }

  private void expect(String word) {
    if (!accept(word)) {
      throw unexpected(word.toUpperCase(java.util.Locale.ROOT));
    }
  }

  private <S extends Statement> S finished(S statement) {
    if (next < end) {
      throw unexpected("the end of the statement");
    }
    return statement;
  }

  private WeftException unexpected(String expected) {
    if (next < end) {
      Lexeme lexeme = lexemes.get(next);
      return WeftException.of(ErrorCode.SYNTAX, "unexpected '" + lexeme.text() + "'")
          .at(lexeme.position())
          .hint("write " + expected + " here");
    }
    Lexeme last = lexemes.get(end - 1);
    TextPosition behind =
        new TextPosition(last.position().line(), last.position().column() + last.text().length());
    return WeftException.of(ErrorCode.SYNTAX, "the statement ends too early")
        .at(behind)
        .hint("write " + expected + " here");
  }
}

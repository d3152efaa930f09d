package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.Lexer;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;
import org.weft.planner.sql.parse.Quoted;

/**
 * Tables of FROM that are named by texts, as in DuckDB: {@code query('SELECT 1')}, {@code
 * query_table('t')}, {@code query_table(['t', 'u'], true)}, where true is for UNION ALL BY NAME.
 * The texts are put together of texts in single quotes with ||, variables and what macros are
 * given.
 */
final class TextTables {
  private static final Pattern CALL = Pattern.compile("\\bquery(_table)?\\s*\\(");

  private final List<Lexeme> lexemes;
  private int next;

  private TextTables(String argument) {
    this.lexemes = Lexer.lexemes(argument);
  }

  /** True if a query may have one. */
  static boolean mayHave(String lowerCase) {
    return CALL.matcher(lowerCase).find();
  }

  /** True if the name there, with a parenthesis behind it, is of one. */
  static boolean isOne(List<Lexeme> lexemes, int at) {
    Lexeme name = lexemes.get(at);
    if (at == 0 || !(name.is("query") || name.is("query_table"))) {
      return false;
    }
    Lexeme before = lexemes.get(at - 1);
    return before.is("from") || before.is("join") || before.is(',') || before.is("lateral");
  }

  /**
   * The query that is meant.
   *
   * @throws WeftException INVALID_QUERY if the arguments name none
   */
  static String query(Lexeme function, List<String> arguments) {
    return function.is("query") ? query(arguments) : tables(arguments);
  }

  private static String query(List<String> arguments) {
    Optional<String> text =
        arguments.size() == 1 ? new TextTables(arguments.get(0)).wholeText() : Optional.empty();
    if (text.isEmpty()) {
      throw WeftException.of(ErrorCode.INVALID_QUERY, "query takes the text of a query")
          .hint("write it in single quotes: query('SELECT 42')");
    }
    List<Statement> statements = StatementReader.read(text.get());
    if (statements.size() == 1 && statements.get(0) instanceof Statement.Query query) {
      return query.text() + "\n";
    }
    throw WeftException.of(ErrorCode.INVALID_QUERY, "query takes the text of one query")
        .hint("use a query that starts with SELECT, WITH, FROM or VALUES");
  }

  private static String tables(List<String> arguments) {
    boolean isCount = arguments.size() == 1 || arguments.size() == 2;
    Optional<List<String>> names =
        isCount ? new TextTables(arguments.get(0)).names() : Optional.empty();
    boolean isByName = arguments.size() == 2 && arguments.get(1).strip().equalsIgnoreCase("true");
    boolean isPlain =
        arguments.size() < 2 || arguments.get(1).strip().equalsIgnoreCase("false") || isByName;
    if (names.isEmpty() || names.get().isEmpty() || !isPlain) {
      throw WeftException.of(
              ErrorCode.INVALID_QUERY, "query_table takes the name of a table, or a list of names")
          .hint("write query_table('t'), or query_table(['t', 'u'], true) for UNION BY NAME");
    }
    return names.get().stream()
        .map(name -> "SELECT * FROM " + table(name))
        .collect(Collectors.joining(isByName ? " UNION ALL BY NAME " : " UNION ALL "));
  }

  /** A name as it is, anything else as a name in quotes. */
  private static String table(String text) {
    return isName(Lexer.lexemes(text)) ? text : Quoted.name(text);
  }

  private static boolean isName(List<Lexeme> lexemes) {
    for (int i = 0; i < lexemes.size(); i++) {
      boolean isPart = lexemes.get(i).kind() == Kind.WORD || lexemes.get(i).kind() == Kind.NAME;
      if (i % 2 == 0 ? !isPart : !lexemes.get(i).is('.')) {
        return false;
      }
    }
    return lexemes.size() % 2 == 1;
  }

  private Optional<String> wholeText() {
    Optional<String> text = text();
    return next == lexemes.size() ? text : Optional.empty();
  }

  /** Texts with || between them. */
  private Optional<String> text() {
    Optional<String> text = part();
    while (text.isPresent() && accept("||")) {
      String first = text.get();
      text = part().map(first::concat);
    }
    return text;
  }

  private Optional<String> part() {
    if (accept("(")) {
      Optional<String> text = text();
      return accept(")") ? text : Optional.empty();
    }
    boolean isText =
        next < lexemes.size()
            && (lexemes.get(next).kind() == Kind.STRING || lexemes.get(next).kind() == Kind.NUMBER);
    return isText ? Optional.of(lexemes.get(next++).unquoted()) : Optional.empty();
  }

  private Optional<List<String>> names() {
    List<String> names = new ArrayList<>();
    int closing = 0;
    while (accept("(")) {
      closing++;
    }
    boolean isList = accept("[");
    boolean isEmpty = isList && accept("]");
    if (!isEmpty) {
      do {
        Optional<String> name = name();
        if (name.isEmpty()) {
          return Optional.empty();
        }
        names.add(name.get());
      } while (isList && accept(","));
    }
    if (isList && !isEmpty && !accept("]")) {
      return Optional.empty();
    }
    while (closing > 0 && accept(")")) {
      closing--;
    }
    return next == lexemes.size() && closing == 0 ? Optional.of(names) : Optional.empty();
  }

  /** A text, or a name without quotes. */
  private Optional<String> name() {
    int from = next;
    while (next < lexemes.size()
        && (lexemes.get(next).kind() == Kind.WORD
            || lexemes.get(next).kind() == Kind.NAME
            || (next > from && lexemes.get(next).is('.')))) {
      next++;
    }
    if (next == from) {
      return text();
    }
    boolean isNull = lexemes.get(from).is("null");
    return isNull
        ? Optional.empty()
        : Optional.of(
            lexemes.subList(from, next).stream().map(Lexeme::text).collect(Collectors.joining()));
  }

  private boolean accept(String symbol) {
    boolean found = next < lexemes.size() && lexemes.get(next).isSymbol(symbol);
    if (found) {
      next++;
    }
    return found;
  }
}

package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.Lexer;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/** The lexemes of a text, read statement by statement from left to right. */
final class StatementCursor {
  private static final Set<String> OPENING = Set.of("(", "[", "{");
  private static final Set<String> CLOSING = Set.of(")", "]", "}");

  private final String text;
  private final List<Lexeme> lexemes;

  /** The next lexeme, and the end of the part of the statement that is read. */
  private int next;

  private int end;

  /** The end of the statement. */
  private int semicolon;

  StatementCursor(String text) {
    this.text = text;
    this.lexemes = Lexer.lexemes(text);
    this.semicolon = -1;
  }

  /** Goes to the next statement that is not empty; false if there is none. */
  boolean advance() {
    next = semicolon + 1;
    while (next < lexemes.size()) {
      semicolon = next;
      while (semicolon < lexemes.size() && !lexemes.get(semicolon).is(';')) {
        semicolon++;
      }
      end = semicolon;
      if (next < end) {
        return true;
      }
      next = semicolon + 1;
    }
    return false;
  }

  /**
   * Ends the statement before a word that stands outside of parentheses.
   *
   * @return what stands behind the word; nothing if it is not there
   */
  Optional<Statement.Query> cutBefore(String word) {
    OptionalInt found =
        outside(
            i -> {
              boolean isName = lexemes.get(i - 1).is("as") || lexemes.get(i - 1).is('.');
              return lexemes.get(i).is(word) && !isName;
            });
    if (found.isEmpty()) {
      return Optional.empty();
    }
    int at = found.getAsInt();
    if (at + 1 == end) {
      next = end;
      throw unexpected("a list of values");
    }
    Lexeme first = lexemes.get(at + 1);
    String behind = text.substring(first.start(), lexemes.get(end - 1).end());
    end = at;
    return Optional.of(new Statement.Query(behind, first.position()));
  }

  /** Ends the statement before these words, if it ends with them. */
  boolean cutTail(String... words) {
    int from = end - words.length;
    for (int i = 0; i < words.length; i++) {
      if (from <= next || !lexemes.get(from + i).is(words[i])) {
        return false;
      }
    }
    end = from;
    return true;
  }

  /** The first of the lexemes from here on, outside of parentheses, that is wanted. */
  private OptionalInt outside(IntPredicate wanted) {
    int depth = 0;
    for (int i = next; i < end; i++) {
      depth += change(lexemes.get(i));
      if (depth == 0 && wanted.test(i)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** 1 for what opens a parenthesis of any kind, -1 for what closes one. */
  private static int change(Lexeme lexeme) {
    return OPENING.contains(lexeme.text()) ? 1 : CLOSING.contains(lexeme.text()) ? -1 : 0;
  }

  boolean isAtEnd() {
    return next >= end;
  }

  /** The next lexeme of the statement, which has one. */
  Lexeme peek() {
    return lexemes.get(next);
  }

  /** True if the lexeme so many behind the next one is this word. */
  boolean isWord(int distance, String word) {
    return next + distance < end && lexemes.get(next + distance).is(word);
  }

  /** True if the lexeme so many behind the next one is this symbol. */
  boolean isSymbol(int distance, char symbol) {
    return next + distance < end && lexemes.get(next + distance).is(symbol);
  }

  boolean isString() {
    return next < end && lexemes.get(next).kind() == Kind.STRING;
  }

  Lexeme take(String expected) {
    if (isAtEnd()) {
      throw unexpected(expected);
    }
    return lexemes.get(next++);
  }

  /** True if the lexeme so many behind the next one is this operator. */
  boolean isOperator(int distance, String operator) {
    return next + distance < end && lexemes.get(next + distance).isSymbol(operator);
  }

  boolean acceptOperator(String operator) {
    boolean found = isOperator(0, operator);
    if (found) {
      next++;
    }
    return found;
  }

  boolean accept(String word) {
    boolean found = isWord(0, word);
    if (found) {
      next++;
    }
    return found;
  }

  boolean acceptSymbol(char symbol) {
    boolean found = isSymbol(0, symbol);
    if (found) {
      next++;
    }
    return found;
  }

  void expect(String word) {
    if (!accept(word)) {
      throw unexpected(word.toUpperCase(Locale.ROOT));
    }
  }

  void expectSymbol(char symbol) {
    if (!acceptSymbol(symbol)) {
      throw unexpected("'" + symbol + "'");
    }
  }

  /** A name; of one with a schema in front of it the last part. */
  String name() {
    String name = part();
    while (acceptSymbol('.')) {
      name = part();
    }
    return name;
  }

  /** A name with all that stands in front of it. */
  TableName tableName() {
    List<String> parts = new ArrayList<>(List.of(part()));
    while (acceptSymbol('.')) {
      parts.add(part());
    }
    return new TableName(parts);
  }

  /** Two words, if both stand here. */
  boolean accept(String first, String second) {
    boolean found = isWord(0, first) && isWord(1, second);
    if (found) {
      next += 2;
    }
    return found;
  }

  /** IF NOT EXISTS, if it stands here. */
  boolean acceptIfNotExists() {
    boolean found = accept("if", "not");
    if (found) {
      expect("exists");
    }
    return found;
  }

  /** IF EXISTS, if it stands here. */
  Statement.IfMissing ifMissing() {
    if (isWord(1, "exists") && accept("if")) {
      accept("exists");
      return Statement.IfMissing.IGNORE;
    }
    return Statement.IfMissing.FAIL;
  }

  /** True if names in parentheses stand here, and no definitions of columns and no query. */
  boolean startsNames() {
    return isSymbol(0, '(') && (isSymbol(2, ',') || isSymbol(2, ')'));
  }

  /** Names in parentheses, at least one. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    expectSymbol('(');
    do {
      names.add(name());
    } while (acceptSymbol(','));
    expectSymbol(')');
    return names;
  }

  private String part() {
    if (!isAtEnd()) {
      Lexeme lexeme = peek();
      if (lexeme.kind() == Kind.NAME || lexeme.kind() == Kind.WORD) {
        next++;
        return lexeme.unquoted();
      }
    }
    throw unexpected("a name");
  }

  String string(String expected) {
    if (!isString()) {
      throw unexpected(expected);
    }
    return lexemes.get(next++).unquoted();
  }

  /** The place of the next lexeme. */
  TextPosition place() {
    return isAtEnd() ? behind() : peek().position();
  }

  /** True if a query can start here. */
  boolean startsQuery() {
    if (isAtEnd()) {
      return false;
    }
    Lexeme first = peek();
    return first.is('(')
        || first.is("select")
        || first.is("with")
        || first.is("values")
        || first.is("table")
        || first.is("from")
        || first.is("pivot")
        || first.is("unpivot")
        || first.is("pivot_wider")
        || first.is("pivot_longer");
  }

  /** The rest of the statement as a query. */
  Statement.Query query() {
    return rest("a query");
  }

  /** The rest of a statement that starts with CALL, for which queries say FROM. */
  Statement.Query call(Lexeme call) {
    if (isAtEnd()) {
      throw unexpected("a table function");
    }
    String behind = text.substring(call.end(), lexemes.get(end - 1).end());
    next = end;
    return new Statement.Query("FROM" + behind, call.position());
  }

  /**
   * What stands before a comma behind which another form of a macro stands, {@code (parameters) AS
   * TABLE}; or before the end.
   */
  Statement.Query tableForm() {
    int from = next;
    Statement.Query first = piece("a query");
    while (isSymbol(0, ',') && !isTableForm(1)) {
      take(",");
      piece("the rest of the query");
    }
    return new Statement.Query(writtenFrom(from), first.position());
  }

  private boolean isTableForm(int distance) {
    int at = next + distance;
    if (!isSymbol(distance, '(')) {
      return false;
    }
    int depth = 0;
    do {
      depth += change(lexemes.get(at));
      at++;
    } while (at < end && depth > 0);
    return at + 1 < end && lexemes.get(at).is("as") && lexemes.get(at + 1).is("table");
  }

  /** The rest of the statement, whatever it is. */
  Statement.Query rest(String expected) {
    if (isAtEnd()) {
      throw unexpected(expected);
    }
    Statement.Query rest = query(end);
    next = end;
    return rest;
  }

  /** The text of the lexeme so many behind the next one; empty behind the end. */
  String word(int distance) {
    return next + distance < end ? lexemes.get(next + distance).text() : "";
  }

  static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  /** Where two words stand one behind the other, outside of parentheses. */
  Optional<TextPosition> find(String word, String following) {
    OptionalInt found =
        outside(i -> lexemes.get(i).is(word) && i + 1 < end && lexemes.get(i + 1).is(following));
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(lexemes.get(found.getAsInt()).position());
  }

  /** What stands between parentheses, of which the first comes next, as a query. */
  Statement.Query parenthesizedQuery() {
    expectSymbol('(');
    int close = next;
    int depth = 1;
    while (close < end) {
      depth += lexemes.get(close).is('(') ? 1 : 0;
      depth -= lexemes.get(close).is(')') ? 1 : 0;
      if (depth == 0) {
        break;
      }
      close++;
    }
    if (close >= end || close == next) {
      next = close;
      throw unexpected(close >= end ? "')'" : "a query");
    }
    Statement.Query query = query(close);
    next = close + 1;
    return query;
  }

  /**
   * Of a statement that starts with WITH and is no query, what stands in front of its verb: the
   * cursor goes there. Empty, and nothing is read, if it is a query.
   */
  Optional<Statement.Query> withBefore(Set<String> verbs) {
    OptionalInt verb =
        outside(
            i ->
                lexemes.get(i).kind() == Kind.WORD
                    && verbs.contains(lexemes.get(i).text().toLowerCase(Locale.ROOT))
                    && lexemes.get(i - 1).is(')'));
    if (verb.isEmpty()) {
      return Optional.empty();
    }
    Statement.Query with = query(verb.getAsInt());
    next = verb.getAsInt();
    return Optional.of(with);
  }

  private Statement.Query query(int to) {
    Lexeme first = lexemes.get(next);
    return new Statement.Query(
        text.substring(first.start(), lexemes.get(to - 1).end()), first.position());
  }

  /** What stands before a comma or a closing parenthesis, outside of others; or before the end. */
  Statement.Query piece(String expected) {
    return piece(Set.of(), expected);
  }

  /**
   * What stands before a comma, a closing parenthesis or one of the words, outside of parentheses;
   * or before the end.
   */
  Statement.Query piece(Set<String> words, String expected) {
    int from = next;
    int depth = 0;
    int cases = 0;
    while (!isAtEnd()) {
      Lexeme lexeme = peek();
      if (depth + cases == 0 && (lexeme.is(',') || lexeme.is(')') || isClause(words))) {
        break;
      }
      depth += change(lexeme);
      cases += lexeme.is("case") ? 1 : cases > 0 && lexeme.is("end") ? -1 : 0;
      next++;
    }
    if (next == from) {
      throw unexpected(expected);
    }
    return new Statement.Query(writtenFrom(from), lexemes.get(from).position());
  }

  /** A word as it is, a text or a name without its quotes. */
  static String unquoted(String written) {
    List<Lexeme> lexemes = Lexer.lexemes(written);
    return lexemes.size() == 1 ? lexemes.get(0).unquoted() : written;
  }

  /** The same with commas. */
  Statement.Query list(Set<String> words, String expected) {
    Statement.Query first = piece(words, expected);
    int from = indexAt(first.position());
    while (acceptSymbol(',')) {
      piece(words, expected);
    }
    return new Statement.Query(writtenFrom(from), first.position());
  }

  private int indexAt(TextPosition position) {
    int index = next - 1;
    while (!lexemes.get(index).position().equals(position)) {
      index--;
    }
    return index;
  }

  /** True if the next lexeme is one of the words; of DISTINCT FROM the second is none. */
  private boolean isClause(Set<String> words) {
    Lexeme lexeme = peek();
    return lexeme.kind() == Kind.WORD
        && words.contains(lexeme.text().toLowerCase(Locale.ROOT))
        && !(lexeme.is("from") && next > 0 && lexemes.get(next - 1).is("distinct"));
  }

  /** The rest of the statement as a query, which the statement needs. */
  Statement.Query innerQuery(String of) {
    if (!isAtEnd() && !startsQuery()) {
      throw WeftException.of(
              ErrorCode.UNSUPPORTED_STATEMENT, of + " needs a query, not '" + peek().text() + "'")
          .at(peek().position())
          .hint("continue with SELECT, WITH or VALUES");
    }
    return query();
  }

  /** How many lexemes were read. */
  int mark() {
    return next;
  }

  /** The mark of the end of the statement. */
  int stop() {
    return end;
  }

  /** The text from a mark to here as it was written, white space included. */
  String writtenFrom(int mark) {
    return text.substring(lexemes.get(mark).start(), lexemes.get(next - 1).end());
  }

  <S extends Statement> S finished(S statement) {
    if (!isAtEnd()) {
      throw unexpected("the end of the statement");
    }
    return statement;
  }

  WeftException unexpected(String expected) {
    if (!isAtEnd()) {
      return WeftException.of(ErrorCode.SYNTAX, "unexpected '" + peek().text() + "'")
          .at(peek().position())
          .hint("write " + expected + " here");
    }
    return WeftException.of(ErrorCode.SYNTAX, "the statement ends too early")
        .at(behind())
        .hint("write " + expected + " here");
  }

  private TextPosition behind() {
    Lexeme last = lexemes.get(end - 1);
    return new TextPosition(
        last.position().line(), last.position().column() + last.text().length());
  }
}

package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.Lexer;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/** The lexemes of a text, read statement by statement from left to right. */
final class StatementCursor {
  private final String text;
  private final List<Lexeme> lexemes;

  /** The next lexeme, and the end of the current statement. */
  private int next;

  private int end;

  StatementCursor(String text) {
    this.text = text;
    this.lexemes = Lexer.lexemes(text);
    this.end = -1;
  }

  /** Goes to the next statement that is not empty; false if there is none. */
  boolean advance() {
    next = end + 1;
    while (next < lexemes.size()) {
      end = next;
      while (end < lexemes.size() && !lexemes.get(end).is(';')) {
        end++;
      }
      if (next < end) {
        return true;
      }
      next = end + 1;
    }
    return false;
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
        || first.is("unpivot");
  }

  /** The rest of the statement as a query. */
  Statement.Query query() {
    if (isAtEnd()) {
      throw unexpected("a query");
    }
    Statement.Query query = query(end);
    next = end;
    return query;
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

  private Statement.Query query(int to) {
    Lexeme first = lexemes.get(next);
    return new Statement.Query(
        text.substring(first.start(), lexemes.get(to - 1).end()), first.position());
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

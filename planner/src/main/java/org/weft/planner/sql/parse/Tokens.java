package org.weft.planner.sql.parse;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.NearestName;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/** The lexemes of one query, read from left to right. */
final class Tokens {
  /** A query this deep is refused before the stack ends. */
  private static final int DEEPEST = 3_000;

  /** Shorter words are near to too many. */
  private static final int MIN_MISSPELT = 4;

  private final List<Lexeme> lexemes;
  private final Lexeme end;
  private int next;
  private int depth;

  Tokens(String text) {
    lexemes = Lexer.lexemes(text);
    TextPosition behind = new TextPosition(1, 1);
    if (!lexemes.isEmpty()) {
      Lexeme last = lexemes.get(lexemes.size() - 1);
      String[] lines = last.text().split("\r\n|\r|\n", -1);
      TextPosition start = last.position();
      behind =
          lines.length == 1
              ? new TextPosition(start.line(), start.column() + last.text().length())
              : new TextPosition(
                  start.line() + lines.length - 1, lines[lines.length - 1].length() + 1);
    }
    end = new Lexeme(Kind.SYMBOL, "", text.length(), text.length(), behind);
  }

  /** The next lexeme; one without text at the end. */
  Lexeme peek() {
    return peek(0);
  }

  /** The lexeme so many behind the next one. */
  Lexeme peek(int distance) {
    int index = next + distance;
    return index < lexemes.size() ? lexemes.get(index) : end;
  }

  boolean isAtEnd() {
    return next >= lexemes.size();
  }

  /** How many lexemes have been read. */
  int mark() {
    return next;
  }

  /** Goes back to a mark. */
  void reset(int mark) {
    next = mark;
  }

  Lexeme take() {
    Lexeme lexeme = peek();
    if (isAtEnd()) {
      throw unexpected("more");
    }
    next++;
    return lexeme;
  }

  boolean isWord(String word) {
    return peek().is(word);
  }

  /** True if these words come next. */
  boolean areWords(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!peek(i).is(words[i])) {
        return false;
      }
    }
    return true;
  }

  boolean isSymbol(String symbol) {
    return peek().isSymbol(symbol);
  }

  boolean isSymbol(int distance, String symbol) {
    return peek(distance).isSymbol(symbol);
  }

  /** Reads these words if they come next. */
  boolean accept(String... words) {
    boolean found = areWords(words);
    if (found) {
      next += words.length;
    }
    return found;
  }

  /** Reads one of these words if it comes next, and returns it. */
  Optional<String> acceptOne(String... words) {
    for (String word : words) {
      if (accept(word)) {
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }

  boolean acceptSymbol(String symbol) {
    boolean found = isSymbol(symbol);
    if (found) {
      next++;
    }
    return found;
  }

  void expect(String... words) {
    for (String word : words) {
      if (!accept(word)) {
        throw unexpected(word.toUpperCase(Locale.ROOT));
      }
    }
  }

  void expectSymbol(String symbol) {
    // >> closes two types: the first takes half of it
    if (symbol.equals(">") && isSymbol(">>")) {
      Lexeme both = peek();
      TextPosition second = new TextPosition(both.position().line(), both.position().column() + 1);
      lexemes.set(next, new Lexeme(Kind.SYMBOL, ">", both.start() + 1, both.end(), second));
      return;
    }
    if (!acceptSymbol(symbol)) {
      throw unexpected("'" + symbol + "'");
    }
  }

  /** The place from a lexeme to the one read last. */
  SqlParserPos from(Lexeme first) {
    Lexeme last = next == 0 ? first : lexemes.get(next - 1);
    return last.start() < first.start() ? place(first, first) : place(first, last);
  }

  /** The place of one lexeme. */
  static SqlParserPos at(Lexeme lexeme) {
    return place(lexeme, lexeme);
  }

  private static SqlParserPos place(Lexeme first, Lexeme last) {
    int line = last.position().line();
    int column = last.position().column() + last.text().length() - 1;
    if (last.kind() != Kind.WORD && last.kind() != Kind.SYMBOL) {
      String[] lines = last.text().split("\r\n|\r|\n", -1);
      if (lines.length > 1) {
        line += lines.length - 1;
        column = lines[lines.length - 1].length();
      }
    }
    return new SqlParserPos(
        first.position().line(), first.position().column(), line, Math.max(1, column));
  }

  /** From the start of a node to the lexeme read last. */
  SqlParserPos from(SqlNode first) {
    SqlParserPos start = first.getParserPosition();
    SqlParserPos last = next == 0 ? start : at(lexemes.get(next - 1));
    return new SqlParserPos(
        start.getLineNum(), start.getColumnNum(), last.getEndLineNum(), last.getEndColumnNum());
  }

  /** True for anything that can be a name here: quoted, or a word that is not reserved. */
  boolean isName(int distance) {
    Lexeme lexeme = peek(distance);
    return lexeme.kind() == Kind.NAME
        || (lexeme.kind() == Kind.WORD && !ReservedWords.isReserved(lexeme.text()));
  }

  /** A name, of any word: where only a name can stand. */
  SqlIdentifier name(String what) {
    Lexeme lexeme = peek();
    if (lexeme.kind() != Kind.NAME && lexeme.kind() != Kind.WORD) {
      throw unexpected(what);
    }
    take();
    return identifier(lexeme);
  }

  /** The name that a lexeme is. */
  static SqlIdentifier identifier(Lexeme lexeme) {
    SqlParserPos pos = at(lexeme);
    return new SqlIdentifier(
        lexeme.unquoted(), lexeme.kind() == Kind.NAME ? pos.withQuoting(true) : pos);
  }

  /** Goes one level deeper; {@link #leave} goes back. */
  void enter() {
    if (++depth > DEEPEST) {
      throw WeftException.of(ErrorCode.INVALID_QUERY, "the query is nested too deeply")
          .at(peek().position())
          .hint("split it with WITH or views");
    }
  }

  void leave() {
    depth--;
  }

  /** The error for a lexeme that cannot stand here. */
  WeftException unexpected(String expected) {
    Lexeme lexeme = peek();
    Optional<WeftException> misspelt = misspelt(next - 1);
    if (misspelt.isPresent()) {
      return misspelt.get();
    }
    if (isAtEnd()) {
      return WeftException.of(ErrorCode.SYNTAX, "the query ends too early")
          .at(lexeme.position())
          .hint("write " + expected + " here");
    }
    WeftException error =
        WeftException.of(ErrorCode.SYNTAX, "unexpected '" + shown(lexeme) + "'")
            .at(lexeme.position());
    return misspelt(next).orElse(error.hint("write " + expected + " here"));
  }

  /** The error for a word that is almost one that starts a clause, and was taken for a name. */
  private Optional<WeftException> misspelt(int index) {
    Lexeme word = index >= 0 && index < lexemes.size() ? lexemes.get(index) : end;
    boolean isName =
        word.kind() == Kind.WORD
            && word.text().length() >= MIN_MISSPELT
            && ReservedWords.isBareAlias(word.text());
    return isName
        ? NearestName.of(word.text(), ReservedWords.clauses())
            .map(
                nearest ->
                    WeftException.of(ErrorCode.SYNTAX, "unexpected '" + word.text() + "'")
                        .at(word.position())
                        .hint("use " + nearest + ", the nearest word"))
        : Optional.empty();
  }

  /** An error at the next lexeme. */
  WeftException wrong(ErrorCode code, String sentence) {
    return WeftException.of(code, sentence).at(peek().position());
  }

  private static String shown(Lexeme lexeme) {
    String line = lexeme.text().lines().findFirst().orElse("");
    return line.length() > 40 ? line.substring(0, 40) + "…" : line;
  }
}

package org.weft.planner.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;

/**
 * Cuts a text of statements into lexemes. Comments and white space are left out; comments may be
 * nested. A comment that starts with {@code +} right behind SELECT is a hint.
 */
public final class Lexer {
  /** Longest first, so that each is found before its beginning is. */
  private static final List<String> OPERATORS =
      List.of(
          "!~~*", "~~~", "<=>", "<->", "->>", "!~~", "~~*", "!~*", "<=", ">=", "<>", "!=", "==",
          "||", "::", ":=", "=>", "->", "<<", ">>", "//", "**", "~~", "!~", "~*", "^@", "@>", "<@",
          "&&", "|>");

  private final String text;
  private final List<Lexeme> lexemes = new ArrayList<>();
  private int offset;
  private int line = 1;
  private int lineStart;

  private Lexer(String text) {
    this.text = text;
  }

  /**
   * A lexeme.
   *
   * @param start offset of its first character
   * @param end offset behind its last character
   * @param position the place of its first character
   */
  public record Lexeme(Kind kind, String text, int start, int end, TextPosition position) {
    /** True for this word, in any case. */
    public boolean is(String word) {
      return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** True for this character standing alone. */
    public boolean is(char symbol) {
      return kind == Kind.SYMBOL && text.length() == 1 && text.charAt(0) == symbol;
    }

    /** True for this operator or other symbol. */
    public boolean isSymbol(String symbol) {
      return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** What a name or text says, without its quotes. */
    public String unquoted() {
      return Quotes.unquoted(this);
    }
  }

  /** What a lexeme is. */
  public enum Kind {
    /** Letters, digits, {@code _} and {@code $}, starting with a letter. */
    WORD,
    /** A name in double quotes or back quotes. */
    NAME,
    /** Text: {@code 'a'}, {@code E'a'}, {@code U&'a'}, {@code $$a$$}. */
    STRING,
    /** Bytes: {@code X'0A'}. */
    BYTES,
    /** A number, with its suffix if it has one. */
    NUMBER,
    /** What a hint says, with its comment signs. */
    HINT,
    /** Anything else. */
    SYMBOL
  }

  /**
   * The lexemes of a text.
   *
   * @throws WeftException SYNTAX for a text, name or comment without end
   */
  public static List<Lexeme> lexemes(String text) {
    return IdentifierClauses.replaced(new Lexer(text).read(last -> false));
  }

  /**
   * The lexemes of a text up to its first semicolon, with it; all if there is none. What is behind
   * is not looked at.
   *
   * @throws WeftException SYNTAX for a text, name or comment without end
   */
  public static List<Lexeme> firstStatement(String text) {
    return new Lexer(text).read(last -> last.is(';'));
  }

  /**
   * The first lexeme of a text; none if there are only comments and white space.
   *
   * @throws WeftException SYNTAX if it does not end
   */
  public static Optional<Lexeme> first(String text) {
    return new Lexer(text).read(last -> true).stream().findFirst();
  }

  private List<Lexeme> read(Predicate<Lexeme> isLast) {
    int before = 0;
    while (offset < text.length()) {
      step(text.charAt(offset));
      if (lexemes.size() > before) {
        before = lexemes.size();
        if (isLast.test(lexemes.get(before - 1))) {
          break;
        }
      }
    }
    return lexemes;
  }

  private void step(char c) {
    if (c == '\n' || c == '\r') {
      lineBreak();
    } else if (Character.isWhitespace(c) || c == '\u00a0' || c == '\ufeff') {
      offset++;
    } else if (startsWith("--")) {
      skipLine();
    } else if (startsWith("/*")) {
      comment();
    } else if (!quotedOrWord(c)) {
      symbol();
    }
  }

  private boolean quotedOrWord(char c) {
    if (c == '\'') {
      quoted(Kind.STRING, 0, Escapes.NONE);
    } else if (c == '"' || c == '`') {
      quoted(Kind.NAME, 0, Escapes.NONE);
    } else if (c == '$' && isDollarQuote()) {
      dollarQuoted();
    } else if (isDigit(c) || (c == '.' && isDigit(charAt(offset + 1)) && !followsName())) {
      number();
    } else if (isWord(c)) {
      wordOrPrefixed(c);
    } else {
      return false;
    }
    return true;
  }

  private enum Escapes {
    NONE,
    BACKSLASH
  }

  /** A word, or a text with a letter in front of its quote. */
  private void wordOrPrefixed(char c) {
    boolean isPrefix = charAt(offset + 1) == '\'';
    if (isPrefix && (c == 'e' || c == 'E')) {
      quoted(Kind.STRING, 1, Escapes.BACKSLASH);
    } else if (isPrefix && (c == 'x' || c == 'X')) {
      quoted(Kind.BYTES, 1, Escapes.NONE);
    } else if (isPrefix && (c == 'n' || c == 'N')) {
      quoted(Kind.STRING, 1, Escapes.NONE);
    } else if ((c == 'u' || c == 'U') && charAt(offset + 1) == '&' && charAt(offset + 2) == '\'') {
      quoted(Kind.STRING, 2, Escapes.NONE);
    } else {
      word();
    }
  }

  /** {@code t.1x} is a column of a table, not a number. */
  private boolean followsName() {
    if (lexemes.isEmpty()) {
      return false;
    }
    Lexeme last = lexemes.get(lexemes.size() - 1);
    boolean endsValue =
        last.kind() == Kind.WORD || last.kind() == Kind.NAME || last.is(')') || last.is(']');
    return last.end() == offset && endsValue;
  }

  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private boolean startsWith(String prefix) {
    return text.startsWith(prefix, offset);
  }

  private TextPosition position() {
    return new TextPosition(line, offset - lineStart + 1);
  }

  private void add(Kind kind, int start, int end, TextPosition position) {
    lexemes.add(new Lexeme(kind, text.substring(start, end), start, end, position));
  }

  /** A carriage return with a line feed behind it is one line break. */
  private void lineBreak() {
    offset += startsWith("\r\n") ? 2 : 1;
    line++;
    lineStart = offset;
  }

  private void skipLine() {
    while (offset < text.length() && text.charAt(offset) != '\n' && text.charAt(offset) != '\r') {
      offset++;
    }
  }

  private void comment() {
    TextPosition position = position();
    int start = offset;
    int depth = 0;
    do {
      if (startsWith("/*")) {
        depth++;
        offset += 2;
      } else if (startsWith("*/")) {
        depth--;
        offset += 2;
      } else {
        advanceInside(position, "a comment");
      }
    } while (depth > 0);
    boolean isHint =
        text.startsWith("/*+", start)
            && !lexemes.isEmpty()
            && lexemes.get(lexemes.size() - 1).is("select");
    if (isHint) {
      add(Kind.HINT, start, offset, position);
    }
  }

  private void quoted(Kind kind, int prefix, Escapes escapes) {
    TextPosition position = position();
    int start = offset;
    offset += prefix;
    char quote = text.charAt(offset++);
    String what =
        switch (quote) {
          case '\'' -> "a text in single quotes";
          case '"' -> "a name in double quotes";
          default -> "a name in back quotes";
        };
    while (true) {
      if (charAt(offset) == quote && offset < text.length()) {
        offset++;
        if (offset >= text.length() || text.charAt(offset) != quote) {
          break;
        }
        offset++;
      } else {
        if (escapes == Escapes.BACKSLASH && startsWith("\\")) {
          advanceInside(position, what);
        }
        advanceInside(position, what);
      }
    }
    add(kind, start, offset, position);
  }

  /** True at {@code $$} and {@code $tag$}. */
  private boolean isDollarQuote() {
    int end = offset + 1;
    while (isWord(charAt(end)) && charAt(end) != '$') {
      end++;
    }
    return charAt(end) == '$' && !isDigit(charAt(offset + 1));
  }

  private void dollarQuoted() {
    TextPosition position = position();
    int start = offset;
    int endOfTag = text.indexOf('$', offset + 1) + 1;
    String tag = text.substring(start, endOfTag);
    offset = endOfTag;
    while (!startsWith(tag)) {
      advanceInside(position, "a text in " + tag);
    }
    offset += tag.length();
    add(Kind.STRING, start, offset, position);
  }

  private void advanceInside(TextPosition start, String what) {
    if (offset >= text.length()) {
      throw WeftException.of(ErrorCode.SYNTAX, what + " does not end").at(start);
    }
    char c = text.charAt(offset);
    if (c == '\n' || c == '\r') {
      lineBreak();
    } else {
      offset++;
    }
  }

  private void number() {
    TextPosition position = position();
    int start = offset;
    char second = charAt(offset + 1);
    boolean isPrefixed = charAt(offset) == '0' && "xXbBoO".indexOf(second) >= 0;
    if (isPrefixed && Character.isLetterOrDigit(charAt(offset + 2))) {
      offset += 2;
    } else {
      digits();
      // 1..2 is no number; 1. is one
      if (charAt(offset) == '.' && charAt(offset + 1) != '.') {
        offset++;
        digits();
      }
      exponent();
    }
    while (isWord(charAt(offset))) {
      offset++; // a suffix, or a mistake that the literal's reader names
    }
    add(Kind.NUMBER, start, offset, position);
  }

  private void digits() {
    while (isDigit(charAt(offset)) || (charAt(offset) == '_' && isDigit(charAt(offset + 1)))) {
      offset++;
    }
  }

  private void exponent() {
    if (charAt(offset) != 'e' && charAt(offset) != 'E') {
      return;
    }
    int digit = offset + 1;
    if (charAt(digit) == '+' || charAt(digit) == '-') {
      digit++;
    }
    if (isDigit(charAt(digit))) {
      offset = digit;
      digits();
    }
  }

  private void word() {
    TextPosition position = position();
    int start = offset;
    while (isWord(charAt(offset))) {
      offset++;
    }
    add(Kind.WORD, start, offset, position);
  }

  private void symbol() {
    TextPosition position = position();
    int start = offset;
    offset += 1;
    for (String operator : OPERATORS) {
      if (text.startsWith(operator, start)) {
        offset = start + operator.length();
        break;
      }
    }
    add(Kind.SYMBOL, start, offset, position);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || Character.isSurrogate(c);
  }
}

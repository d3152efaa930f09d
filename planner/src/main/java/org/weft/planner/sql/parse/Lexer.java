package org.weft.planner.sql.parse;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;

/**
 * Cuts a text of several statements into lexemes, as far as needed to find where statements end:
 * strings, quoted names and comments hide what is in them.
 */
public final class Lexer {
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
      return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    /** What a name or string says, without its quotes. */
    public String unquoted() {
      return switch (kind) {
        case NAME -> text.substring(1, text.length() - 1).replace("\"\"", "\"");
        case STRING -> text.substring(1, text.length() - 1).replace("''", "'");
        case WORD, SYMBOL -> text;
      };
    }
  }

  /** What a lexeme is. */
  public enum Kind {
    /** Letters, digits, {@code _} and {@code $}; also a number. */
    WORD,
    /** A name in double quotes. */
    NAME,
    /** Text in single quotes. */
    STRING,
    /** Any other character. */
    SYMBOL
  }

  private final String text;
  private final List<Lexeme> lexemes = new ArrayList<>();
  private int offset;
  private int line = 1;
  private int lineStart;

  private Lexer(String text) {
    this.text = text;
  }

  /**
   * The lexemes of a text; comments and white space are left out.
   *
   * @throws WeftException SYNTAX for a string, name or comment without end
   */
  public static List<Lexeme> lexemes(String text) {
    return new Lexer(text).read();
  }

  private List<Lexeme> read() {
    while (offset < text.length()) {
      char c = text.charAt(offset);
      if (c == '\n' || c == '\r') {
        lineBreak();
      } else if (Character.isWhitespace(c)) {
        offset++;
      } else if (startsWith("--") || startsWith("//")) {
        skipLine();
      } else if (startsWith("/*")) {
        skipComment();
      } else if (c == '\'' || c == '"') {
        quoted(c, escapesByBackslash());
      } else if (isWord(c)) {
        word();
      } else {
        add(Kind.SYMBOL, offset, offset + 1, position());
        offset++;
      }
    }
    return lexemes;
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

  private void skipComment() {
    TextPosition start = position();
    offset += 2;
    while (!startsWith("*/")) {
      advanceInside(start, "a comment");
    }
    offset += 2;
  }

  private void quoted(char quote, boolean backslashEscapes) {
    TextPosition position = position();
    int start = offset++;
    String what = quote == '\'' ? "a text in single quotes" : "a name in double quotes";
    while (true) {
      if (offset < text.length() && text.charAt(offset) == quote) {
        offset++;
        if (offset >= text.length() || text.charAt(offset) != quote) {
          break;
        }
        offset++;
      } else {
        if (backslashEscapes && startsWith("\\")) {
          advanceInside(position, what);
        }
        advanceInside(position, what);
      }
    }
    add(quote == '\'' ? Kind.STRING : Kind.NAME, start, offset, position);
  }

  /** True if the text before the quote is the E of {@code E'a\'b'}. */
  private boolean escapesByBackslash() {
    if (lexemes.isEmpty()) {
      return false;
    }
    Lexeme last = lexemes.get(lexemes.size() - 1);
    return last.end() == offset && last.is("e");
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

  private void word() {
    TextPosition position = position();
    int start = offset;
    while (offset < text.length() && isWord(text.charAt(offset))) {
      offset++;
    }
    add(Kind.WORD, start, offset, position);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || Character.isSurrogate(c);
  }
}

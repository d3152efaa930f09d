package org.weft.planner.sql.parse;

import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/** What stands between quotes, with its escapes resolved. */
final class Quotes {
  private Quotes() {}

  static String unquoted(Lexeme lexeme) {
    String text = lexeme.text();
    return switch (lexeme.kind()) {
      case NAME -> undoubled(text, 0);
      case BYTES -> undoubled(text, 1);
      case HINT -> text.substring(3, text.length() - 2).strip();
      case STRING -> string(lexeme, text);
      case WORD, NUMBER, SYMBOL -> text;
    };
  }

  private static String string(Lexeme lexeme, String text) {
    return switch (text.charAt(0)) {
      case '\'' -> undoubled(text, 0);
      case 'e', 'E' -> escaped(lexeme, undoubled(text, 1), '\\');
      case 'u', 'U' -> escaped(lexeme, undoubled(text, 2), 'u');
      case '$' -> {
        int tag = text.indexOf('$', 1) + 1;
        yield text.substring(tag, text.length() - tag);
      }
      default -> undoubled(text, 1);
    };
  }

  /** The text between the quotes behind a prefix, a doubled quote as one. */
  private static String undoubled(String text, int prefix) {
    String quote = text.substring(prefix, prefix + 1);
    return text.substring(prefix + 1, text.length() - 1).replace(quote + quote, quote);
  }

  /**
   * A text with its escapes resolved.
   *
   * @param style {@code \} for those of C, {@code u} for {@code \0041} and {@code \+000041}
   */
  private static String escaped(Lexeme lexeme, String text, char style) {
    StringBuilder result = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c != '\\' || i == text.length()) {
        result.append(c);
        continue;
      }
      char escape = text.charAt(i++);
      if (style == 'u') {
        i = unicode(lexeme, result, text, i - 1);
        continue;
      }
      switch (escape) {
        case 'n' -> result.append('\n');
        case 't' -> result.append('\t');
        case 'r' -> result.append('\r');
        case 'b' -> result.append('\b');
        case 'f' -> result.append('\f');
        case '0' -> result.append('\0');
        case 'x' -> i = hex(lexeme, result, text, i, 2);
        case 'u' -> i = hex(lexeme, result, text, i, 4);
        case 'U' -> i = hex(lexeme, result, text, i, 8);
        default -> result.append(escape);
      }
    }
    return result.toString();
  }

  private static int unicode(Lexeme lexeme, StringBuilder result, String text, int at) {
    char first = text.charAt(at);
    if (first == '\\') {
      result.append('\\');
      return at + 1;
    }
    return first == '+' ? hex(lexeme, result, text, at + 1, 6) : hex(lexeme, result, text, at, 4);
  }

  private static int hex(Lexeme lexeme, StringBuilder result, String text, int at, int digits) {
    int end = Math.min(text.length(), at + digits);
    try {
      result.appendCodePoint(Integer.parseInt(text, at, end, 16));
    } catch (IllegalArgumentException e) {
      throw WeftException.of(
              ErrorCode.SYNTAX, "'" + text.substring(at, end) + "' is no character's number", e)
          .at(lexeme.position())
          .hint("write " + digits + " hexadecimal digits");
    }
    return end;
  }
}

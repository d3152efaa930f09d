package org.weft.am.shell;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.Lexer;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/**
 * Cuts a text into statements, which end at a semicolon, and commands, which start with a backslash
 * where a statement would and end with their line. Read one by one, so that what is wrong further
 * down does not keep the rest from being run.
 */
final class Pieces {
  /** Whole lines that are commands without a backslash, as in other shells. */
  private static final Set<String> PLAIN_COMMANDS = Set.of("quit", "exit", "help");

  private final String text;
  private int offset;

  Pieces(String text) {
    this.text = text;
  }

  /**
   * The next piece; none at the end.
   *
   * @throws WeftException SYNTAX for a text, name or comment without end, its position in the text
   */
  Optional<Piece> next() {
    while (true) {
      String rest = text.substring(offset);
      TextPosition here = position(text, offset);
      Optional<Lexeme> first = placed(here, () -> Lexer.first(rest));
      if (first.isEmpty()) {
        offset = text.length();
        return Optional.empty();
      }
      int start = first.get().start();
      if (first.get().is('\\') || isPlainCommand(rest, start)) {
        return Optional.of(command(rest, start));
      }
      List<Lexeme> lexemes = placed(here, () -> Lexer.firstStatement(rest));
      Lexeme last = lexemes.get(lexemes.size() - 1);
      int from = offset + start;
      offset += last.end();
      if (lexemes.size() > 1 || !last.is(';')) {
        return Optional.of(new Piece.Sql(text.substring(from, offset), position(text, from)));
      }
    }
  }

  private Piece command(String rest, int start) {
    int from = rest.charAt(start) == '\\' ? start + 1 : start;
    int end = rest.indexOf('\n', start);
    String line = rest.substring(from, end < 0 ? rest.length() : end).strip();
    offset += end < 0 ? rest.length() : end + 1;
    return new Piece.Command(from == start ? plain(line) : line);
  }

  private static boolean isPlainCommand(String rest, int start) {
    String line = rest.substring(start).lines().findFirst().orElse("");
    return PLAIN_COMMANDS.contains(plain(line));
  }

  private static String plain(String line) {
    String word = line.strip().toLowerCase(Locale.ROOT);
    return word.endsWith(";") ? word.substring(0, word.length() - 1).strip() : word;
  }

  private static <T> T placed(TextPosition start, java.util.function.Supplier<T> work) {
    try {
      return work.get();
    } catch (WeftException e) {
      throw e.position().isPresent() ? e.at(e.position().get().within(start)) : e;
    }
  }

  /** Line and column of an offset. */
  static TextPosition position(String text, int offset) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < offset; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new TextPosition(line, offset - lineStart + 1);
  }

  /** What a text still waits for. */
  enum Missing {
    /** It can be run. */
    NOTHING(""),
    SEMICOLON("-"),
    QUOTE("'"),
    NAME_QUOTE("\""),
    BACK_QUOTE("`"),
    DOLLAR_QUOTE("$"),
    END_OF_COMMENT("*");

    private final String sign;

    Missing(String sign) {
      this.sign = sign;
    }

    /** The character in front of the prompt's {@code >}. */
    String sign() {
      return sign;
    }
  }

  /** Whether all pieces of a text are complete, and if not, what is missing. */
  static Missing missing(String text) {
    Pieces pieces = new Pieces(text);
    try {
      Optional<Piece> last = Optional.empty();
      for (Optional<Piece> next = pieces.next(); next.isPresent(); next = pieces.next()) {
        last = next;
      }
      boolean isOpen = last.isPresent() && last.get() instanceof Piece.Sql sql && !ends(sql.text());
      return isOpen ? Missing.SEMICOLON : Missing.NOTHING;
    } catch (WeftException e) {
      return e.position().map(place -> open(text, place)).orElse(Missing.NOTHING);
    }
  }

  private static boolean ends(String statement) {
    List<Lexeme> lexemes = Lexer.lexemes(statement);
    Lexeme last = lexemes.get(lexemes.size() - 1);
    return last.kind() == Kind.SYMBOL && last.is(';');
  }

  /** What begins at the place of an error: nothing else is wrong with a text that can be cut. */
  private static Missing open(String text, TextPosition place) {
    String line = text.split("\n", -1)[place.line() - 1];
    String from = line.substring(Math.min(line.length(), place.column() - 1));
    if (from.startsWith("/*")) {
      return Missing.END_OF_COMMENT;
    }
    int quote = 0;
    while (quote < from.length() && "'\"`$".indexOf(from.charAt(quote)) < 0) {
      quote++;
    }
    return switch (quote < from.length() ? from.charAt(quote) : ';') {
      case '\'' -> Missing.QUOTE;
      case '"' -> Missing.NAME_QUOTE;
      case '`' -> Missing.BACK_QUOTE;
      case '$' -> Missing.DOLLAR_QUOTE;
      default -> Missing.SEMICOLON;
    };
  }
}

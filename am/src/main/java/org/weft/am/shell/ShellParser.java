package org.weft.am.shell;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.weft.am.shell.Suggestions.Completion;

/** Tells JLine when Enter ends the text and what Tab completes. */
final class ShellParser implements Parser {
  private final Suggestions suggestions;

  ShellParser(Suggestions suggestions) {
    this.suggestions = suggestions;
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE || context == ParseContext.SECONDARY_PROMPT) {
      Pieces.Missing missing = Pieces.missing(line);
      if (missing != Pieces.Missing.NOTHING) {
        throw new EOFError(-1, cursor, "the statement goes on", missing.sign());
      }
    }
    Completion completion =
        context == ParseContext.COMPLETE
            ? suggestions.at(line, cursor)
            : new Completion("", List.of());
    return new Line(line, cursor, completion);
  }

  @Override
  public boolean isEscapeChar(char ch) {
    // a backslash is a character like others, but at the start of a command
    return false;
  }

  /** A text with the word at its cursor. */
  record Line(String line, int cursor, Completion completion) implements CompletingParsedLine {
    @Override
    public String word() {
      return completion.word();
    }

    @Override
    public int wordCursor() {
      return completion.word().length();
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(completion.word());
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return wordCursor();
    }

    @Override
    public int rawWordLength() {
      return wordCursor();
    }
  }
}

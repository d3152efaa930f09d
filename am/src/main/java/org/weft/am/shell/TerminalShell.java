package org.weft.am.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/**
 * The shell on a terminal: reads what is typed until its user leaves. Ctrl-C clears what is typed
 * or stops what runs; it never ends the shell.
 */
public final class TerminalShell {
  private static final String PROMPT = "weft> ";

  /** As wide as the prompt, with what is missing in front of its end. */
  private static final String NEXT_PROMPT = "%P %M> ";

  private static final int REMEMBERED = 10_000;

  private final Terminal terminal;
  private final Screen screen;
  private final ShellSession session;
  private final Optional<Path> history;

  /**
   * A shell that does not run yet.
   *
   * @param terminal stays the caller's, as screen and session do
   * @param history where what is typed is remembered; none for this session only
   */
  public TerminalShell(
      Terminal terminal, Screen screen, ShellSession session, Optional<Path> history) {
    this.terminal = terminal;
    this.screen = screen;
    this.session = session;
    this.history = history;
  }

  /** Runs until the user leaves or the terminal goes away. */
  public void run() throws IOException {
    SessionVocabulary vocabulary = new SessionVocabulary(session.session());
    LineReader reader = reader(vocabulary);
    try (Shell shell = new Shell(session, screen, Shell.Style.PERSON)) {
      // while a line is read JLine has a handler of its own
      terminal.handle(Terminal.Signal.INT, signal -> shell.interrupt());
      Optional<String> text = next(reader);
      while (text.isPresent()) {
        if (shell.run(text.get()) instanceof Outcome.Quit) {
          break;
        }
        vocabulary.forget();
        text = next(reader);
      }
    } finally {
      reader.getHistory().save();
    }
  }

  private LineReader reader(SessionVocabulary vocabulary) {
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("weft")
            .parser(new ShellParser(new Suggestions(vocabulary)))
            .completer(new ShellCompleter())
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, NEXT_PROMPT)
            .variable(LineReader.HISTORY_SIZE, REMEMBERED)
            .variable(LineReader.HISTORY_FILE_SIZE, REMEMBERED)
            // completions start with what was typed, no guesses
            .variable(LineReader.ERRORS, 0)
            // an exclamation mark is part of SQL
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.CASE_INSENSITIVE, true)
            .option(LineReader.Option.HISTORY_IGNORE_SPACE, false)
            .option(LineReader.Option.INSERT_TAB, false);
    history.ifPresent(
        file ->
            HistoryFile.prepare(file)
                .ifPresentOrElse(
                    wrong -> screen.tell("no history: " + file + ": " + wrong + "\n"),
                    () -> builder.variable(LineReader.HISTORY_FILE, file)));
    return builder.build();
  }

  /** What is typed next; none if the user leaves. */
  private static Optional<String> next(LineReader reader) {
    while (true) {
      try {
        return Optional.of(reader.readLine(PROMPT));
      } catch (UserInterruptException e) {
        // Ctrl-C: what was typed is cleared
        continue;
      } catch (EndOfFileException e) {
        return Optional.empty();
      }
    }
  }
}

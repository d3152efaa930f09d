package org.weft.am.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.weft.am.output.OutputFormat;
import org.weft.am.session.PreparedSql;
import org.weft.am.session.RowStream;
import org.weft.am.shell.Command.Toggle;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.ErrorReport;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.Quoted;

/**
 * Runs what was typed and shows what came of it. One thread runs; {@link #interrupt} may come from
 * any. Owns the file that results go to, nothing else.
 */
public final class Shell implements AutoCloseable {
  /** Files that include each other would not end. */
  private static final int DEEPEST_INCLUDE = 16;

  private final ShellSession session;
  private final Screen screen;
  private final Style style;
  private final Interrupts interrupts = new Interrupts();
  private Display display = Display.DEFAULT;
  private Optional<OutputFile> output = Optional.empty();
  private int depth;

  /** Who reads the results. */
  public enum Style {
    /** A person: a page of each result, fitted to the screen. */
    PERSON,
    /** A program or a file: whole tables, nothing else. */
    SCRIPT
  }

  /** A shell over a session and a screen, which stay the caller's. */
  public Shell(ShellSession session, Screen screen, Style style) {
    this.session = session;
    this.screen = screen;
    this.style = style;
  }

  /** Runs the statements and commands of a text up to the first that fails. */
  public Outcome run(String text) {
    Pieces pieces = new Pieces(text);
    while (true) {
      Optional<Piece> piece;
      try {
        piece = pieces.next();
      } catch (WeftException e) {
        return failed(e, text);
      }
      if (piece.isEmpty()) {
        return new Outcome.Done();
      }
      Outcome outcome = run(piece.get());
      if (!(outcome instanceof Outcome.Done)) {
        return outcome;
      }
    }
  }

  private Outcome run(Piece piece) {
    if (piece instanceof Piece.Command line) {
      try {
        return command(CommandReader.read(line.line()));
      } catch (WeftException e) {
        return failed(e, line.line());
      }
    }
    return sql(((Piece.Sql) piece).text());
  }

  private Outcome command(Command command) {
    if (command instanceof Command.ListTables) {
      return sql("SHOW TABLES");
    }
    if (command instanceof Command.DescribeTable describe) {
      return sql("DESCRIBE " + Names.inStatement(describe.name()));
    }
    if (command instanceof Command.ListFunctions list) {
      return sql(listFunctions(list.pattern()));
    }
    if (command instanceof Command.Timing timing) {
      display = display.withTiming(timing.to().orElse(display.timing().other()));
      return say("timing is " + word(display.timing()));
    }
    if (command instanceof Command.Expanded expanded) {
      display = display.withExpanded(expanded.to().orElse(display.expanded().other()));
      return say("expanded output is " + word(display.expanded()));
    }
    if (command instanceof Command.Rows rows) {
      display = display.withRows(rows.limit().orElse(display.rows()));
      String shown = display.rows() == 0 ? "all" : "the first " + display.rows();
      return say(shown + " rows of a result are shown");
    }
    if (command instanceof Command.Output to) {
      return output(to.file());
    }
    if (command instanceof Command.Include include) {
      return include(Paths.local(include.file()));
    }
    if (command instanceof Command.ShowSettings show) {
      return sql("SHOW " + show.name().orElse("SETTINGS"));
    }
    if (command instanceof Command.ChangeSetting change) {
      return sql("SET " + change.name() + " = " + Quoted.text(change.value()));
    }
    if (command instanceof Command.ResetSetting reset) {
      return sql("RESET " + reset.name());
    }
    if (command instanceof Command.Help) {
      screen.print(HelpText.TEXT);
      return new Outcome.Done();
    }
    if (command instanceof Command.Quit) {
      return new Outcome.Quit();
    }
    throw new IllegalStateException("a command nobody runs: " + command);
  }

  private static String listFunctions(Optional<String> pattern) {
    if (pattern.isEmpty()) {
      return "SHOW FUNCTIONS";
    }
    String given = pattern.get();
    String like = given.contains("%") ? given : "%" + given + "%";
    return "SHOW FUNCTIONS LIKE " + Quoted.text(like);
  }

  private static String word(Toggle toggle) {
    return toggle.name().toLowerCase(Locale.ROOT);
  }

  private Outcome say(String line) {
    if (style == Style.PERSON) {
      screen.tell(line + "\n");
    }
    return new Outcome.Done();
  }

  private Outcome output(Optional<String> file) {
    close();
    if (file.isPresent()) {
      output = Optional.of(OutputFile.open(file.get()));
      return say("results go to " + output.get().path());
    }
    return say("results go to the screen");
  }

  private Outcome include(Path file) {
    if (depth == DEEPEST_INCLUDE) {
      throw WeftException.of(ErrorCode.USAGE, "files include each other: " + file)
          .hint("take the \\i out of one of them");
    }
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw WeftException.of(ErrorCode.USAGE, "cannot read " + file, e)
          .hint("name a file of statements");
    }
    depth++;
    try {
      return run(text);
    } finally {
      depth--;
    }
  }

  private Outcome sql(String text) {
    interrupts.begin();
    screen.working();
    try {
      long started = System.nanoTime();
      try (PreparedSql prepared = session.session().prepare(text)) {
        long planned = System.nanoTime();
        interrupts.check();
        show(prepared);
        tellTime(planned - started, System.nanoTime() - planned);
      }
      return new Outcome.Done();
    } catch (WeftException e) {
      return failed(stopped(e), text);
    } catch (IOException e) {
      return failed(WeftException.of(ErrorCode.WRITE_FAILED, "cannot write the result", e), text);
    } catch (RuntimeException | StackOverflowError e) {
      // a bug of ours: the session goes on
      WeftException bug = ErrorReport.of(e).toException();
      return failed(bug.hint("run again with --verbose and report what it prints"), text);
    } finally {
      screen.done();
    }
  }

  /** However a statement ended that its user stopped, it was stopped. */
  private WeftException stopped(WeftException e) {
    boolean wasStopped = interrupts.wasAsked() && e.code() != ErrorCode.CANCELLED;
    return wasStopped ? WeftException.of(ErrorCode.CANCELLED, "the statement was cancelled", e) : e;
  }

  private void show(PreparedSql prepared) throws IOException {
    try (RowStream rows = prepared.run()) {
      session.running(rows);
      interrupts.running(rows);
      if (rows.schema().getFields().isEmpty()) {
        carryOut(rows);
      } else if (output.isPresent()) {
        long count = output.get().write(rows);
        screen.done();
        say(count + (count == 1 ? " row" : " rows") + " written to " + output.get().path());
      } else if (style == Style.SCRIPT && display.expanded() == Toggle.OFF) {
        OutputFormat.TABLE.writer(screen.bytes()).write(rows);
      } else {
        page(rows);
      }
    } finally {
      interrupts.idle();
      session.idle();
    }
  }

  /** A statement without columns does its work while it is read to its end. */
  private void carryOut(RowStream rows) {
    while (rows.advance()) {
      interrupts.check();
    }
    screen.done();
    say("done");
  }

  private void page(RowStream rows) {
    ResultPage page = ResultPage.read(rows, style == Style.SCRIPT ? 0 : display.rows());
    screen.done();
    screen.print(
        display.expanded() == Toggle.ON
            ? ExpandedView.of(page, screen.width())
            : TableView.of(page, screen.width()));
  }

  private void tellTime(long planNanos, long runNanos) {
    if (display.timing() == Toggle.OFF) {
      return;
    }
    screen.tell(
        String.format(
            Locale.ROOT,
            "time: %.1f ms (planning %.1f, running %.1f)%n",
            (planNanos + runNanos) / 1e6,
            planNanos / 1e6,
            runNanos / 1e6));
  }

  private Outcome failed(WeftException e, String statement) {
    screen.done();
    screen.tell(ErrorView.of(e, statement, screen.width()));
    return new Outcome.Failed(e);
  }

  /** Stops the statement that runs, if one does. Thread-safe. */
  public void interrupt() {
    interrupts.interrupt();
  }

  /** Closes the file that results go to. */
  @Override
  public void close() {
    Optional<OutputFile> open = output;
    output = Optional.empty();
    open.ifPresent(OutputFile::close);
  }
}

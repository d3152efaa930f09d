package org.weft.am.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.weft.am.session.PreparedSql;
import org.weft.am.session.RowStream;
import org.weft.am.session.SqlSession;
import org.weft.am.session.TableListing;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.TableReference;

/** Keys in, characters out: the shell on a terminal that is not there. */
class TerminalShellTest {
  private static final long PATIENCE_SECONDS = 60;
  private static final String CTRL_C = "\u0003";
  private static final String CTRL_D = "\u0004";
  private static final String CTRL_R = "\u0012";
  private static final String CTRL_P = "\u0010";

  @TempDir private Path home;

  private final Glass glass = new Glass();
  private final Statements statements = new Statements();
  private LineDisciplineTerminal terminal;
  private TerminalScreen screen;
  private FutureTask<Void> running;

  /** What the terminal shows, and those who wait for it. */
  private static final class Glass extends OutputStream {
    private final StringBuilder shown = new StringBuilder();

    @Override
    public synchronized void write(int b) {
      shown.append((char) b);
      notifyAll();
    }

    /** Waits until this is shown, and forgets everything up to there. */
    synchronized String await(String text) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (shown.indexOf(text) < 0) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError("never shown: " + text + "; but: " + shown);
        }
        try {
          wait(left);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      String before = shown.substring(0, shown.indexOf(text) + text.length());
      shown.delete(0, before.length());
      return before;
    }
  }

  /** A session that notes its statements; one that starts with WAIT runs until it is cancelled. */
  private static final class Statements implements SqlSession, ShellSession {
    private final List<String> seen = new java.util.concurrent.CopyOnWriteArrayList<>();
    private final CountDownLatch waiting = new CountDownLatch(1);

    @Override
    public SqlSession session() {
      return this;
    }

    @Override
    public void running(RowStream rows) {
      // nobody ends this process
    }

    @Override
    public void idle() {
      // nobody ends this process
    }

    @Override
    public PreparedSql prepare(String statement) {
      if (statement.startsWith("DESCRIBE")) {
        throw WeftException.of(ErrorCode.TABLE_NOT_FOUND, "no such table");
      }
      seen.add(statement);
      return new PreparedSql() {
        @Override
        public Schema schema() {
          return new Schema(List.of());
        }

        @Override
        public RowStream run() {
          return new Rows(statement.startsWith("WAIT") ? waiting : null);
        }

        @Override
        public void close() {
          // holds nothing
        }
      };
    }

    @Override
    public void register(TableReference table) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<TableListing> tables() {
      return List.of(new TableListing("main", "customers", TableListing.Kind.TABLE));
    }

    @Override
    public List<String> schemas() {
      return List.of("main");
    }

    @Override
    public void close() {
      // holds nothing
    }
  }

  private static final class Rows implements RowStream {
    private final CountDownLatch started;
    private final CountDownLatch cancelled = new CountDownLatch(1);

    private Rows(CountDownLatch started) {
      this.started = started;
    }

    @Override
    public Schema schema() {
      return new Schema(List.of());
    }

    @Override
    public boolean advance() {
      if (started == null) {
        return false;
      }
      started.countDown();
      try {
        cancelled.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      throw WeftException.of(ErrorCode.CANCELLED, "the query was cancelled");
    }

    @Override
    public VectorSchemaRoot root() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void cancel() {
      cancelled.countDown();
    }

    @Override
    public void close() {
      // holds nothing
    }
  }

  @BeforeEach
  void start() throws IOException {
    terminal = new LineDisciplineTerminal("test", "xterm", glass, UTF_8);
    terminal.setSize(new Size(80, 24));
    screen = new TerminalScreen(terminal);
    startShell();
  }

  private void startShell() {
    TerminalShell shell =
        new TerminalShell(
            terminal, screen, statements, Optional.of(home.resolve("state/weft/history")));
    running =
        new FutureTask<>(
            () -> {
              shell.run();
              return null;
            });
    new Thread(running, "shell").start();
    glass.await("weft> ");
  }

  private void type(String keys) throws IOException {
    terminal.processInputBytes(keys.getBytes(UTF_8));
  }

  private void leave() throws Exception {
    type(CTRL_D);
    running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws IOException {
    screen.close();
    terminal.close();
  }

  @Test
  void aStatementTakesManyLinesAndItsPromptTellsWhatIsMissing() throws Exception {
    type("select 'a\r");
    glass.await("'> ");
    type("b' as x\r");
    glass.await("-> ");
    type(";\r");
    glass.await("done");
    glass.await("weft> ");
    leave();
    assertThat(statements.seen).containsExactly("select 'a\nb' as x\n;");
  }

  @Test
  void linesComeBackWholeInThisSessionAndTheNext() throws Exception {
    type("select 1,\r");
    glass.await("-> ");
    type("2 != 1;\r");
    glass.await("weft> ");
    type(CTRL_P + "\r");
    glass.await("weft> ");
    leave();
    startShell();
    type("zzz" + CTRL_C);
    glass.await("weft> ");
    type(CTRL_R + "2 !");
    glass.await("bck-i-search");
    type("\r");
    glass.await("done");
    glass.await("weft> ");
    leave();
    assertThat(statements.seen)
        .containsExactly("select 1,\n2 != 1;", "select 1,\n2 != 1;", "select 1,\n2 != 1;");
    assertThat(Files.getPosixFilePermissions(home.resolve("state/weft/history"))).hasSize(2);
  }

  @Test
  void tabCompletes() throws Exception {
    type("select * from custo\t;\r");
    glass.await("done");
    glass.await("weft> ");
    leave();
    assertThat(statements.seen).containsExactly("select * from customers ;");
  }

  @Test
  void ctrlCClearsWhatIsTyped() throws Exception {
    // the signal overtakes what is typed, so that has to be seen first
    type("select 'unfinished");
    glass.await("unfinished");
    type(CTRL_C);
    glass.await("weft> ");
    type("select 2;\r");
    glass.await("weft> ");
    leave();
    assertThat(statements.seen).containsExactly("select 2;");
  }

  @Test
  void ctrlCStopsTheQueryAndTheShellGoesOn() throws Exception {
    type("WAIT; select 2;\r");
    assertThat(statements.waiting.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    type(CTRL_C);
    glass.await("WEFT-130 CANCELLED");
    glass.await("weft> ");
    type("select 3;\r");
    glass.await("done");
    glass.await("weft> ");
    leave();
    assertThat(statements.seen).containsExactly("WAIT;", "select 3;");
  }

  @Test
  void quitLeaves() throws Exception {
    type("\\q\r");
    running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(statements.seen).isEmpty();
  }
}

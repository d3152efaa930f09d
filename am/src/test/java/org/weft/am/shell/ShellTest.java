package org.weft.am.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.weft.am.session.NativeEngine;
import org.weft.am.session.RowStream;
import org.weft.am.session.SqlSession;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.setting.Settings;

/** Statements and commands over a real session and a screen that remembers. */
class ShellTest {
  @TempDir private Path directory;

  private final BufferAllocator allocator = new RootAllocator();
  private final NativeEngine engine =
      new NativeEngine(new Configuration(), Settings.DEFAULTS.with("threads", "1"), allocator);
  private final Recorder screen = new Recorder();
  private final Shell shell = new Shell(new Session(engine.session()), screen, Shell.Style.PERSON);

  private record Session(SqlSession session) implements ShellSession {
    @Override
    public void running(RowStream rows) {
      // nobody ends this process
    }

    @Override
    public void idle() {
      // nobody ends this process
    }
  }

  /** Results and all else, one behind the other. */
  private static final class Recorder implements Screen {
    private final StringBuilder shown = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public OptionalInt width() {
      return OptionalInt.of(60);
    }

    @Override
    public void print(String lines) {
      shown.append(lines);
    }

    @Override
    public void tell(String lines) {
      shown.append(lines);
    }

    @Override
    public OutputStream bytes() {
      return bytes;
    }

    @Override
    public void working() {
      // not shown
    }

    @Override
    public void done() {
      // not shown
    }

    private String take() {
      String text = shown.toString();
      shown.setLength(0);
      return text;
    }
  }

  @AfterEach
  void close() {
    shell.close();
    engine.close();
    allocator.close();
  }

  private String run(String text) {
    assertThat(shell.run(text)).as(text).isInstanceOf(Outcome.Done.class);
    return screen.take();
  }

  @Test
  void statementsAreRunInOrder() {
    assertThat(
            run("CREATE TABLE t AS SELECT 1 AS a; INSERT INTO t VALUES (2);\nFROM t ORDER BY a;"))
        .isEqualTo("done\ndone\n a\n---\n 1\n 2\n(2 rows)\n");
  }

  @Test
  void theFirstErrorEndsATextAndIsMarked() {
    Outcome outcome = shell.run("SELECT 1 AS a; SELECT\n  b;\nSELECT 3 AS c;");
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.error().code()).isEqualTo(ErrorCode.COLUMN_NOT_FOUND));
    assertThat(screen.take())
        .startsWith(" a\n---\n 1\n(1 row)\n  b;\n  ^\nWEFT-101 COLUMN_NOT_FOUND")
        .doesNotContain(" c\n");
    assertThat(run("SELECT 4 AS d;")).contains("4");
  }

  @Test
  void tablesColumnsAndFunctionsAreListed() {
    run("CREATE VIEW v AS SELECT 1 AS a, 'x' AS b;");
    assertThat(run("\\d")).contains(" v    | view");
    assertThat(run("\\d v")).contains(" a ").contains(" b ").contains("VARCHAR");
    assertThat(run("\\df %jaccard%")).contains("jaccard");
    assertThat(run("\\df jaccard")).contains("jaccard");
  }

  @Test
  void settingsAreShownChangedAndReset() {
    run("\\set num_partitions 7");
    assertThat(run("\\set num_partitions")).contains("| 7 ");
    run("\\unset num_partitions");
    assertThat(run("\\set num_partitions")).doesNotContain("| 7 ");
    assertThat(shell.run("\\set num_partitons 7")).isInstanceOf(Outcome.Failed.class);
    assertThat(screen.take()).contains("UNKNOWN_SETTING");
  }

  @Test
  void aPageOfALongResultIsShown() {
    run("\\rows 2");
    assertThat(run("SELECT * FROM range(100000) AS r(i) ORDER BY i;"))
        .isEqualTo(
            " i\n---\n 0\n 1\n(the first 2 rows; \\rows 0 shows all, \\o FILE writes them)\n");
  }

  @Test
  void timeIsToldWhenAskedFor() {
    assertThat(run("\\timing")).isEqualTo("timing is on\n");
    assertThat(run("SELECT 1;"))
        .containsPattern("time: \\d+\\.\\d ms \\(planning .*, running .*\\)");
    run("\\timing");
    assertThat(run("SELECT 1;")).doesNotContain("time:");
  }

  @Test
  void resultsGoToFiles() throws IOException {
    Path csv = directory.resolve("out.csv");
    run("\\o " + csv);
    assertThat(run("SELECT 1 AS a, NULL AS b; SELECT 2 AS a, 'x' AS b;"))
        .isEqualTo("1 row written to " + csv + "\n1 row written to " + csv + "\n");
    run("\\o");
    assertThat(run("SELECT 3 AS c;")).contains("3");
    assertThat(Files.readString(csv)).isEqualTo("a,b\r\n1,\r\na,b\r\n2,x\r\n".replace("\r", ""));
    assertThat(shell.run("\\o " + directory.resolve("no/where")))
        .isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void filesAreIncluded() throws IOException {
    Path file = directory.resolve("a.sql");
    Files.writeString(file, "\\x on\nSELECT 1 AS a;\n", StandardCharsets.UTF_8);
    assertThat(run("\\i " + file)).contains("-[ row 1 ]").contains("a | 1");
    Path endless = directory.resolve("b.sql");
    Files.writeString(endless, "\\i " + endless, StandardCharsets.UTF_8);
    assertThat(shell.run("\\i " + endless)).isInstanceOf(Outcome.Failed.class);
    assertThat(screen.take()).contains("include each other");
  }

  @Test
  void leaving() {
    assertThat(shell.run("\\q\nSELECT 1;")).isInstanceOf(Outcome.Quit.class);
    assertThat(shell.run("exit")).isInstanceOf(Outcome.Quit.class);
    assertThat(screen.take()).isEmpty();
  }

  @Test
  void scriptsGiveTheirTablesAndNothingElse() {
    Shell script = new Shell(new Session(engine.session()), screen, Shell.Style.SCRIPT);
    assertThat(script.run("CREATE VIEW w AS SELECT 1 AS a; \\timing off\nFROM w;"))
        .isInstanceOf(Outcome.Done.class);
    assertThat(screen.bytes.toString(StandardCharsets.UTF_8)).isEqualTo(" a\n---\n 1\n(1 row)\n");
    assertThat(screen.take()).isEmpty();
    script.close();
  }
}

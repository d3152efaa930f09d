package org.weft.am.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.weft.am.demo.TpchFiles;
import org.weft.am.schedule.QueryProgress;
import org.weft.am.session.PreparedSql;
import org.weft.am.session.RowStream;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.setting.Settings;

/** Client, ApplicationMaster and two workers, for real, in this process. */
class InProcessApplicationTest {
  private static final String QUERY =
      "SELECT o_orderpriority, count(*) FROM orders GROUP BY o_orderpriority ORDER BY 1";

  @TempDir static Path tables;
  @TempDir Path directory;
  private InProcessApplication application;

  @BeforeAll
  static void write() throws IOException {
    new TpchFiles(new Configuration(), 0.001)
        .write("orders", new org.apache.hadoop.fs.Path(tables.toUri()), 8);
  }

  @BeforeEach
  void start() {
    start(settings());
  }

  private static Settings settings() {
    return Settings.DEFAULTS
        .with("yarn.containers", "2")
        .with("yarn.container_cores", "2")
        .with("scan_tasks_min_size_bytes", "1")
        .with("num_partitions", "3");
  }

  private void start(Settings settings) {
    application = new InProcessApplication(directory, settings);
    run("CREATE VIEW orders AS SELECT * FROM '" + tables + "/*.parquet'");
  }

  @AfterEach
  void end() {
    if (application != null) {
      application.close();
    }
  }

  /**
   * Workers hear of the end of a query after its client; what a killed one left is YARN's to
   * delete.
   */
  private boolean nothingIsLeftOfEndedQueries() {
    try (Stream<Path> left = Files.walk(directory)) {
      return left.noneMatch(Files::isRegularFile);
    } catch (IOException | java.io.UncheckedIOException e) {
      // a file went while we looked
      return false;
    }
  }

  @Test
  void answersQueriesWithTheTasksOfSeveralStages() {
    assertThat(run(QUERY))
        .containsExactly("1-URGENT", "2-HIGH", "3-MEDIUM", "4-NOT SPECIFIED", "5-LOW");
    QueryProgress progress = application.master().status().ended().get(0);
    assertThat(progress.stages()).isGreaterThan(1);
    assertThat(progress.attempts()).isEqualTo(progress.tasks());
    await(this::nothingIsLeftOfEndedQueries);
  }

  @Test
  void plansWithWhatWorkersHaveLearntOfFiles() {
    assertThat(run("EXPLAIN " + QUERY)).noneMatch(line -> line.contains("sketch"));
    List<String> unused = run(QUERY);
    assertThat(run("EXPLAIN " + QUERY)).anyMatch(line -> line.contains("sketch"));
  }

  @Test
  void plansWithWhatAnEarlierApplicationHasLearnt(@TempDir Path statistics) {
    Settings keeping = settings().with("statistics_dir", statistics.toString());
    end();
    start(keeping);
    assertThat(run("EXPLAIN " + QUERY)).noneMatch(line -> line.contains("sketch"));
    List<String> right = run(QUERY);
    end();
    start(keeping);
    assertThat(run("EXPLAIN " + QUERY)).anyMatch(line -> line.contains("sketch"));
    assertThat(run(QUERY)).isEqualTo(right);
  }

  @Test
  void outlivesItsWorkers() {
    List<String> right = run(QUERY);
    TreeSet<String> old = new TreeSet<>(application.containers().running());
    old.forEach(application.containers()::kill);
    assertThat(run(QUERY)).isEqualTo(right);
    assertThat(application.containers().running()).isNotEmpty().doesNotContainAnyElementsOf(old);
  }

  @Test
  void tellsTheUserOfHisMistakeOnce() {
    assertThatThrownBy(() -> run("SELECT 1 / (o_orderkey - o_orderkey) FROM orders"))
        .isInstanceOfSatisfying(
            WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DIVISION_BY_ZERO));
    QueryProgress progress = application.master().status().ended().get(0);
    assertThat(progress.attempts()).isLessThanOrEqualTo(4);
  }

  @Test
  void stopsAQueryWhoseResultIsGivenUp() {
    try (PreparedSql statement = application.session().prepare("SELECT * FROM orders");
        RowStream rows = statement.run()) {
      assertThat(rows.advance()).isTrue();
    }
    await(() -> application.master().status().running().isEmpty());
    await(this::nothingIsLeftOfEndedQueries);
  }

  private List<String> run(String sql) {
    try (PreparedSql statement = application.session().prepare(sql);
        RowStream rows = statement.run()) {
      List<String> first = new java.util.ArrayList<>();
      while (rows.advance()) {
        for (int i = 0; i < rows.root().getRowCount(); i++) {
          first.add(rows.root().getVector(0).getObject(i).toString());
        }
      }
      return first;
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(10_000_000);
    }
  }
}

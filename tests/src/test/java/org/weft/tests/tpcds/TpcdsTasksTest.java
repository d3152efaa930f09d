package org.weft.tests.tpcds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.weft.am.rehearsal.InProcessApplication;
import org.weft.planner.setting.Settings;
import org.weft.tests.oracle.DuckDb;
import org.weft.tests.oracle.Weft;

/**
 * A third of TPC-DS as stages and tasks of an application, compared with DuckDB on the same files.
 * Files are cut into several scan tasks, and few joins are small enough to be broadcast.
 */
class TpcdsTasksTest {
  private static final TpcdsData DATA = TpcdsData.at("0.01");

  @TempDir static Path directory;
  private static InProcessApplication application;
  private static DuckDb duckdb;

  @BeforeAll
  static void start() {
    application =
        new InProcessApplication(
            directory,
            Settings.DEFAULTS
                .with("yarn.containers", "2")
                .with("yarn.container_cores", "2")
                .with("broadcast_join_size_bytes_threshold", "20k")
                .with("scan_tasks_min_size_bytes", "64k")
                .with("scan_tasks_max_size_bytes", "1m")
                .with("num_partitions", "3"));
    DATA.references().forEach(application.session()::register);
    duckdb = new DuckDb(1).with(DATA);
  }

  @AfterAll
  static void stop() {
    application.close();
    duckdb.close();
  }

  @TestFactory
  Stream<DynamicTest> everyThirdQuery() {
    Map<String, String> queries = TpcdsQueries.version14();
    List<String> names = List.copyOf(queries.keySet());
    Comparison comparison = new Comparison(text -> Weft.query(application.session(), text), duckdb);
    List<String> third = names.stream().filter(name -> names.indexOf(name) % 3 == 0).toList();
    assertThat(third).hasSize(35);
    return third.stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name, () -> comparison.check(name, queries.get(name), KnownGaps.ALL)));
  }
}

package org.weft.am.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.am.session.NativeEngine;
import org.weft.am.session.PreparedSql;
import org.weft.am.session.RowStream;
import org.weft.am.session.SqlSession;
import org.weft.planner.setting.Settings;

/** The keys of a join's build side reach scans on the other side of a shuffle. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShuffledFiltersTest {
  private static final int FILES = 2;
  private static final int ROWS = 20_000;
  private static final Pattern DROPPED = Pattern.compile("Dropped rows = (\\d+)");
  private static final Pattern SKIPPED = Pattern.compile("Skipped rows = (\\d+)");

  private final BufferAllocator allocator = new RootAllocator();
  private NativeEngine engine;
  private InProcessApplication application;
  private String facts;
  private String few;

  /** Keys of all kinds: half of the rows share one of them, one in ten is null. */
  @BeforeAll
  void open(@TempDir Path directory) {
    engine = new NativeEngine(new Configuration(), Settings.DEFAULTS, allocator);
    facts = "'" + directory + "/facts*/*.parquet'";
    few = "'" + directory + "/few*/*.parquet'";
    for (int file = 0; file < FILES; file++) {
      write(
          directory.resolve("facts" + file),
          "SELECT i, " + kinds("CASE WHEN i % 10 = 3 THEN NULL WHEN i % 2 = 0 THEN 4 ELSE i END"),
          range(file, ROWS / FILES));
      write(
          directory.resolve("few" + file),
          "SELECT i % 5 AS part, i, " + kinds("CASE WHEN i % 7 = 0 THEN NULL ELSE i * 100 + 1 END"),
          range(file, 100 / FILES));
    }
    Settings settings =
        Settings.DEFAULTS
            .with("yarn.containers", "2")
            .with("num_partitions", "2")
            .with("broadcast_join_size_bytes_threshold", "0")
            .with("scan_tasks_min_size_bytes", "1")
            // however slow the machine, scans get the keys they wait for
            .with("runtime_filter_wait", "600");
    application = new InProcessApplication(directory.resolve("work"), settings);
  }

  private static String range(int part, int rows) {
    return " FROM range(" + part * rows + ", " + (part + 1) * rows + ") r(i)";
  }

  private void write(Path directory, String select, String from) {
    run(engine.session(), "COPY (" + select + from + ") TO '" + directory + "' (FORMAT parquet)");
  }

  private static String kinds(String value) {
    return String.format(
        "%1$s AS k_int, CAST(%1$s AS DECIMAL(12, 2)) AS k_dec, CAST(%1$s AS DECIMAL(30, 2)) AS"
            + " k_wide, 'a key that is no short text ' || (%1$s) AS k_text, CASE WHEN (%1$s) %%"
            + " 1000 = 501 THEN CAST('NaN' AS DOUBLE) WHEN (%1$s) %% 1000 = 401 THEN -0.0::DOUBLE"
            + " ELSE CAST(%1$s AS DOUBLE) END AS k_dbl, DATE '1990-01-01' + CAST(%1$s AS INT) AS"
            + " k_date",
        value);
  }

  @AfterAll
  void close() {
    application.close();
    engine.close();
    allocator.close();
  }

  private static List<String> run(SqlSession session, String query) {
    List<String> lines = new ArrayList<>();
    try (PreparedSql statement = session.prepare(query);
        RowStream rows = statement.run()) {
      while (rows.advance()) {
        for (int i = 0; i < rows.root().getRowCount(); i++) {
          lines.add(String.valueOf(rows.root().getVector(0).getObject(i)));
        }
      }
    }
    return lines;
  }

  private List<String> explained(String query) {
    return run(application.session(), "EXPLAIN " + query).stream()
        .map(String::strip)
        .filter(line -> line.contains("Key filter"))
        .toList();
  }

  private int counted(Pattern what, String query) {
    int sum = 0;
    for (String line : run(application.session(), "EXPLAIN ANALYZE " + query)) {
      Matcher found = what.matcher(line);
      sum += found.find() ? Integer.parseInt(found.group(1)) : 0;
    }
    return sum;
  }

  private String join(String kind, String key) {
    return "SELECT count(*) || ' ' || sum(f.i) FROM "
        + facts
        + " f "
        + kind
        + " (SELECT * FROM "
        + few
        + " WHERE part < 3) b ON f."
        + key
        + " = b."
        + key;
  }

  @ParameterizedTest
  @ValueSource(strings = {"k_int", "k_dec", "k_wide", "k_text", "k_dbl", "k_date"})
  void rows_without_a_match_are_dropped_before_they_are_shuffled(String key) {
    String query = join("JOIN", key);
    assertThat(explained(query)).singleElement().asString().contains(key + " of stage");
    assertThat(run(application.session(), query)).isEqualTo(run(engine.session(), query));
    // 52 keys at most find a match; -0.0 and NaN are several rows
    assertThat(counted(DROPPED, query)).isGreaterThan(ROWS * 8 / 10);
  }

  @Test
  void semi_and_outer_joins_drop_rows_only_where_they_do_not_come_out() {
    for (String kind : List.of("SEMI JOIN", "RIGHT JOIN")) {
      String query = join(kind, "k_int");
      assertThat(explained(query)).as(kind).hasSize(1);
      assertThat(run(application.session(), query)).isEqualTo(run(engine.session(), query));
      assertThat(counted(DROPPED, query)).as(kind).isPositive();
    }
    for (String kind : List.of("LEFT JOIN", "FULL JOIN", "ANTI JOIN")) {
      String query = join(kind, "k_int");
      assertThat(explained(query)).as(kind).isEmpty();
      assertThat(run(application.session(), query)).isEqualTo(run(engine.session(), query));
    }
  }

  /** The keys of the rows that a lost task would give next time may be others. */
  @Test
  void rows_that_are_not_certain_tell_nothing() {
    for (String rows :
        List.of(
            "(SELECT k_int FROM " + few + " LIMIT 20)",
            "(SELECT k_int FROM " + few + " WHERE random() < 0.5)",
            "(SELECT any_value(k_int) AS k_int FROM " + few + " GROUP BY part)")) {
      String query = "SELECT count(*) FROM " + facts + " f JOIN " + rows + " b USING (k_int)";
      assertThat(explained(query)).as(rows).isEmpty();
    }
  }

  @Test
  void a_join_that_keeps_nearly_all_rows_is_not_told_of() {
    String query = "SELECT count(*) FROM " + facts + " a JOIN " + facts + " b USING (i)";
    assertThat(explained(query)).isEmpty();
  }

  @Test
  void groups_nobody_asks_for_are_not_made() {
    String query =
        "SELECT sum(s) FROM (SELECT k_int, count(*) AS s FROM "
            + facts
            + " GROUP BY k_int) f JOIN (SELECT k_int FROM "
            + few
            + " WHERE part = 1) b USING (k_int)";
    assertThat(explained(query)).hasSize(1);
    assertThat(run(application.session(), query)).isEqualTo(run(engine.session(), query));
    assertThat(counted(DROPPED, query)).isGreaterThan(ROWS / 2);
  }

  @Test
  void row_groups_and_pages_beyond_the_keys_are_not_read() {
    String query =
        "SELECT count(*) FROM "
            + facts
            + " f JOIN (SELECT k_int FROM "
            + few
            + " WHERE i < 3) b ON f.i = b.k_int";
    assertThat(run(application.session(), query)).isEqualTo(run(engine.session(), query));
    assertThat(counted(SKIPPED, query) + counted(DROPPED, query)).isGreaterThan(ROWS * 9 / 10);
  }

  @Test
  void settings_turn_it_off() {
    String query = join("JOIN", "k_int");
    SqlSession session = application.session();
    for (String setting : List.of("runtime_filter_max_bytes = 0", "enable_pushdowns = false")) {
      run(session, "SET " + setting);
      assertThat(explained(query)).isEmpty();
      assertThat(counted(DROPPED, query)).isZero();
      run(session, "RESET " + setting.substring(0, setting.indexOf(' ')));
    }
    run(session, "SET runtime_filter_max_bytes = 8");
    assertThat(run(session, query)).isEqualTo(run(engine.session(), query));
    run(session, "RESET runtime_filter_max_bytes");
  }
}

package org.weft.am.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.weft.am.demo.TpchFiles;
import org.weft.am.session.NativeEngine;
import org.weft.am.session.PreparedSql;
import org.weft.am.session.RowStream;
import org.weft.am.session.SqlSession;
import org.weft.planner.setting.Settings;

/**
 * Row groups that can hold no key of a join's build side, or none of the first rows, are not read.
 */
class RuntimeFiltersTest {
  private static final int FILES = 8;
  private static final Pattern SKIPPED = Pattern.compile("Skipped parts = (\\d+)");

  @TempDir static Path tables;
  @TempDir Path directory;

  /** Orders by their keys: 1500 from 1 to 6000, cut into files. */
  @BeforeAll
  static void write() throws IOException {
    new TpchFiles(new Configuration(), 0.001)
        .write("orders", new org.apache.hadoop.fs.Path(tables.toUri()), FILES);
  }

  private static List<String> run(SqlSession session, String query) {
    List<String> lines = new ArrayList<>();
    try (PreparedSql statement = session.prepare(query);
        RowStream rows = statement.run()) {
      while (rows.advance()) {
        for (int i = 0; i < rows.root().getRowCount(); i++) {
          lines.add(rows.root().getVector(0).getObject(i).toString());
        }
      }
    }
    return lines;
  }

  private static int skipped(SqlSession session, String query) {
    int skipped = 0;
    for (String line : run(session, "EXPLAIN ANALYZE " + query)) {
      Matcher found = SKIPPED.matcher(line);
      skipped += found.find() ? Integer.parseInt(found.group(1)) : 0;
    }
    return skipped;
  }

  private static String orders() {
    return "'" + tables + "/*.parquet'";
  }

  private static void check(SqlSession session) {
    String few = " FROM " + orders() + " JOIN (VALUES (1), (5999), (7)) v(k) ON o_orderkey = k";
    assertThat(run(session, "SELECT count(*)" + few)).containsExactly("2");
    assertThat(skipped(session, "SELECT count(*)" + few)).isGreaterThanOrEqualTo(FILES - 3);

    String range = " FROM " + orders() + " JOIN range(2000, 2300) r(k) ON o_orderkey = k";
    assertThat(run(session, "SELECT count(*)" + range)).containsExactly("72");
    assertThat(skipped(session, "SELECT count(*)" + range)).isGreaterThanOrEqualTo(FILES - 2);

    String semi =
        " FROM " + orders() + " WHERE o_orderkey IN (SELECT k FROM (VALUES (2), (3), (NULL)) v(k))";
    assertThat(run(session, "SELECT count(*)" + semi)).containsExactly("2");
    assertThat(skipped(session, "SELECT count(*)" + semi)).isEqualTo(FILES - 1);
  }

  /** What is read twice is computed once, and so are the filters of its joins. */
  private static void checkShared(SqlSession session) {
    String twice =
        "WITH g AS (SELECT k % 5 AS m, count(*) AS c FROM "
            + orders()
            + " JOIN (VALUES (1), (5999), (7)) v(k) ON o_orderkey = k GROUP BY 1)"
            + " SELECT a.c + b.c FROM g a JOIN g b ON a.m < b.m";
    assertThat(run(session, twice)).containsExactly("2");
    assertThat(run(session, "EXPLAIN ANALYZE " + twice))
        .anyMatch(line -> line.contains("Shared #"));
    assertThat(skipped(session, twice)).isGreaterThanOrEqualTo(FILES - 3);
  }

  /** Rows without a match come out of these. */
  private static void checkNotSkipped(SqlSession session) {
    for (String query :
        List.of(
            " FROM " + orders() + " LEFT JOIN (VALUES (1), (7)) v(k) ON o_orderkey = k",
            " FROM " + orders() + " WHERE o_orderkey NOT IN (SELECT k FROM (VALUES (-1)) v(k))",
            " FROM (VALUES (-1)) v(k) RIGHT JOIN " + orders() + " ON o_orderkey = k")) {
      assertThat(run(session, "SELECT count(*)" + query)).as(query).containsExactly("1500");
      assertThat(skipped(session, "SELECT count(*)" + query)).as(query).isZero();
    }
  }

  /** Files whose keys come behind the first rows that were found. */
  private static void checkFirstRows(SqlSession session, int partsPerTask) {
    String first = "SELECT o_orderkey FROM " + orders() + " ORDER BY o_orderkey LIMIT 3";
    assertThat(run(session, first)).containsExactly("1", "2", "3");
    assertThat(skipped(session, first)).isEqualTo(FILES - FILES / partsPerTask);

    String joined =
        "SELECT o_orderkey FROM "
            + orders()
            + " LEFT JOIN (VALUES (1)) v(k) ON o_orderkey = k ORDER BY o_orderkey, k LIMIT 3";
    assertThat(run(session, joined)).containsExactly("1", "2", "3");
    assertThat(skipped(session, joined)).isEqualTo(FILES - FILES / partsPerTask);

    String all = "SELECT o_orderkey FROM " + orders() + " ORDER BY o_orderkey % 7 LIMIT 3";
    assertThat(skipped(session, all)).isZero();
  }

  @Test
  void in_one_process() {
    try (BufferAllocator allocator = new RootAllocator();
        NativeEngine engine = new NativeEngine(new Configuration(), Settings.DEFAULTS, allocator)) {
      check(engine.session());
      checkShared(engine.session());
      checkNotSkipped(engine.session());
      checkFirstRows(engine.session(), FILES);
    }
  }

  @Test
  void in_the_tasks_of_an_application_that_have_the_build_side() {
    Settings settings =
        Settings.DEFAULTS.with("yarn.containers", "2").with("scan_tasks_min_size_bytes", "1");
    try (InProcessApplication application = new InProcessApplication(directory, settings)) {
      check(application.session());
      checkNotSkipped(application.session());
      checkFirstRows(application.session(), 1);
    }
  }
}

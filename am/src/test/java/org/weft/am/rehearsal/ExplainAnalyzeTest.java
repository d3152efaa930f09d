package org.weft.am.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

/** EXPLAIN ANALYZE runs the query and tells what each operator did, on both runners. */
class ExplainAnalyzeTest {
  @TempDir static Path tables;
  @TempDir Path directory;

  @BeforeAll
  static void write() throws IOException {
    new TpchFiles(new Configuration(), 0.001)
        .write("orders", new org.apache.hadoop.fs.Path(tables.toUri()), 8);
  }

  private static String query() {
    return "EXPLAIN ANALYZE SELECT o_orderpriority, count(*) FROM '"
        + tables
        + "/*.parquet' WHERE o_orderkey <= 2000 GROUP BY o_orderpriority ORDER BY 1";
  }

  private static List<String> run(SqlSession session) {
    List<String> lines = new ArrayList<>();
    try (PreparedSql statement = session.prepare(query());
        RowStream rows = statement.run()) {
      while (rows.advance()) {
        for (int i = 0; i < rows.root().getRowCount(); i++) {
          lines.add(rows.root().getVector(0).getObject(i).toString());
        }
      }
    }
    return lines;
  }

  /** The measured line of the operator whose title starts so. */
  private static String actual(List<String> lines, String title) {
    int at = 0;
    while (!lines.get(at).contains("* " + title)) {
      at++;
    }
    while (!lines.get(at).contains("Actual = ")) {
      at++;
    }
    return lines.get(at);
  }

  private static void check(List<String> lines) {
    assertThat(lines).last().asString().startsWith("Time = ");
    assertThat(lines).contains("Rows = 5");
    assertThat(actual(lines, "Sort")).contains("Rows = 5,");
    // orders' keys leave gaps: 8 of 32
    assertThat(actual(lines, "Filter")).contains("Rows = 503,", "Rows out per row in");
    assertThat(String.join("\n", lines)).contains("Read = { Parts = ", "Memory = { Peak = ");
  }

  @Test
  void in_one_process() {
    try (BufferAllocator allocator = new RootAllocator();
        NativeEngine engine = new NativeEngine(new Configuration(), Settings.DEFAULTS, allocator)) {
      List<String> lines = run(engine.session());
      check(lines);
      assertThat(lines).noneMatch(line -> line.startsWith("Stage "));
    }
  }

  @Test
  void with_the_tasks_of_an_application() {
    Settings settings =
        Settings.DEFAULTS
            .with("yarn.containers", "2")
            .with("scan_tasks_min_size_bytes", "1")
            .with("num_partitions", "3");
    try (InProcessApplication application = new InProcessApplication(directory, settings)) {
      List<String> lines = run(application.session());
      check(lines);
      // statistics leave five of the eight files out
      assertThat(lines).contains("Stage 0: 3 tasks");
    }
  }
}

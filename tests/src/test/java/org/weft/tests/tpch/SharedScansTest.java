package org.weft.tests.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.weft.am.rehearsal.InProcessApplication;
import org.weft.am.session.NativeEngine;
import org.weft.am.session.SqlSession;
import org.weft.planner.setting.Settings;
import org.weft.tests.oracle.Weft;

/** What is shared is read once: counted in what ran, not in what was planned. */
class SharedScansTest {
  private static final TpchData DATA = TpchData.at("0.01");
  private static final Pattern SCAN = Pattern.compile("\\* TabularScan: (\\w+)");
  private static final Pattern ROWS = Pattern.compile("Actual = \\{ Rows = (\\d+)");

  private static final List<String> QUERIES =
      List.of(
          TpchData.queries().get(15),
          "SELECT l_returnflag, l_linestatus, count(*), sum(l_tax) FROM lineitem"
              + " GROUP BY ROLLUP (l_returnflag, l_linestatus)",
          "SELECT l_returnflag, l_linestatus, median(l_tax) FROM lineitem"
              + " WHERE l_orderkey % 100 = 1 GROUP BY ROLLUP (l_returnflag, l_linestatus)",
          "WITH g AS (SELECT l_suppkey AS s, count(*) AS n FROM lineitem GROUP BY 1)"
              + " SELECT count(*) FROM g a, g b, g c WHERE a.s = b.s AND b.s = c.s",
          "WITH g AS (SELECT l_shipmode AS s, l_linenumber AS n, sum(l_tax) AS t FROM lineitem"
              + " GROUP BY 1, 2) SELECT a.s, b.t - a.t, c.t FROM g a, g b, g c"
              + " WHERE a.s = b.s AND b.s = c.s AND a.n = 1 AND b.n = 2 AND c.n = 3 AND c.t > 1",
          "WITH g AS (SELECT l_shipmode AS s, l_linenumber AS n, count(*) AS c FROM lineitem"
              + " GROUP BY 1, 2) SELECT sum(a.c), sum(b.c) FROM g a JOIN g b ON a.s = b.s"
              + " WHERE b.n = 2");

  @TempDir Path directory;

  @Test
  void inOneProcess() {
    try (BufferAllocator allocator = new RootAllocator();
        NativeEngine engine =
            new NativeEngine(
                new Configuration(), Settings.DEFAULTS.with("threads", "3"), allocator)) {
      check(engine.session());
      assertThat(engine.pool().used()).isZero();
    }
  }

  @Test
  void inAnApplication() throws IOException {
    Settings settings =
        Settings.DEFAULTS
            .with("yarn.containers", "2")
            .with("yarn.container_cores", "2")
            .with("scan_tasks_min_size_bytes", "1")
            .with("num_partitions", "3");
    try (InProcessApplication application = new InProcessApplication(directory, settings)) {
      check(application.session());
    }
  }

  private static void check(SqlSession session) {
    DATA.references().forEach(session::register);
    for (String query : QUERIES) {
      assertThat(read(session, query, "lineitem")).as(query).isEqualTo(rows(session));
    }
  }

  private static long rows(SqlSession session) {
    return ((Number) Weft.query(session, "SELECT count(*) FROM lineitem").rows().get(0).get(0))
        .longValue();
  }

  /** Rows of the table that all scans of a query gave. */
  private static long read(SqlSession session, String query, String table) {
    long rows = 0;
    boolean isTable = false;
    for (List<Object> line : Weft.query(session, "EXPLAIN ANALYZE " + query).rows()) {
      Matcher scan = SCAN.matcher(line.get(0).toString());
      Matcher actual = ROWS.matcher(line.get(0).toString());
      if (scan.find()) {
        isTable = scan.group(1).equals(table);
      } else if (isTable && actual.find()) {
        rows += Long.parseLong(actual.group(1));
        isTable = false;
      }
    }
    return rows;
  }
}

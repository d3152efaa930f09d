package org.weft.container.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.container.fixture.Rows;
import org.weft.container.fixture.SameAnswer;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.result.ResultStream;
import org.weft.container.run.NativeRunner;
import org.weft.container.run.QueryRequest;
import org.weft.io.table.FileTableSource;
import org.weft.io.table.ScanReaders;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlanner;
import org.weft.planner.setting.Settings;
import org.weft.planner.sql.SqlPlanner;
import org.weft.planner.sql.Statement;

/** Partitions that are computed in parts give the same; they may be larger than the memory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WindowPartsTest {
  private static final int THREADS = 2;

  private final SqlPlanner planner = new SqlPlanner(new FileTableSource(new Configuration(false)));
  private WindowData data;

  @BeforeAll
  void open(@TempDir Path directory) throws SQLException {
    data = new WindowData(directory);
    data.add("several", 25_000, 2, new Random(5));
    data.add("giant", 120_000, 1, new Random(6));
  }

  @AfterAll
  void close() throws SQLException {
    data.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "row_number() OVER t, rank() OVER w, dense_rank() OVER w",
        "lag(v5, 3, 'none') OVER t, lead(v1, 2) OVER t, lag(v3) OVER t, lead(flag, 4000) OVER t",
        "sum(v1) OVER w, count(v5) OVER w, count(*) OVER w, min(v5) OVER w, max(v4) OVER w",
        "sum(v2) OVER t, avg(v3) OVER t, max(v6) OVER r, sum(v1) FILTER (WHERE flag) OVER r",
        "first_value(v5) OVER t, last_value(v5) OVER t, last_value(v1) OVER w, stddev(k) OVER r",
        "count(DISTINCT v1) OVER w, any_value(v5) OVER r, bool_or(flag) OVER w",
        "avg(v4) OVER b, max(v3) OVER b, min(v5) OVER c, count(v1) OVER c, sum(v1) OVER b",
        "first_value(v5) OVER b, nth_value(v1, 2) OVER b, last_value(v2) OVER c",
        "row_number() OVER t, sum(v1) OVER b, sum(v1) OVER r, lag(v1, 7) OVER t, rank() OVER w",
        "percent_rank() OVER w, cume_dist() OVER w, ntile(7) OVER t, rank() OVER w, sum(v1) OVER r",
        "sum(v1) OVER p, count(*) OVER p, max(v5) OVER p, count(DISTINCT v1) OVER p",
        "first_value(v5) OVER u, last_value(v5) OVER u, avg(v3) OVER u, lead(v5, 2) OVER t",
        "nth_value(v5, 7) OVER t, nth_value(v1, 9000) OVER u, nth_value(v1, 9000) OVER r",
        "first_value(v5 IGNORE NULLS) OVER u, last_value(v5 IGNORE NULLS) OVER t, nth_value(v1,"
            + " 4000 IGNORE NULLS) OVER u, nth_value(v1, 5 IGNORE NULLS) OVER w",
        "sum(v1) OVER d, min(v5) OVER d, count(*) OVER d, max(v4) OVER d",
        "sum(v1) OVER e, count(v5) OVER e, min(v4) OVER e, count(*) OVER p",
        "count(*) OVER g, sum(v1) OVER g, max(v1) OVER g, row_number() OVER t",
        "median(v3) OVER u, sum(v1) FILTER (WHERE flag) OVER u, min(v1) OVER b, bool_and(flag) OVER"
            + " u"
      })
  void parts_give_what_the_whole_gives(String calls) throws SQLException {
    Random random = new Random(calls.hashCode());
    String sql = query(calls, "several", "p1");
    try (MemoryPool pool = new MemoryPool(1L << 30, () -> random.nextInt(3) == 0)) {
      SameAnswer.check(rows(sql, pool), data.rows(sql), SameAnswer.Order.AS_GIVEN);
    }
    String whole = query(calls, "several", "NULL");
    try (MemoryPool pool = new MemoryPool(1L << 30, () -> true)) {
      SameAnswer.check(rows(whole, pool), data.rows(whole), SameAnswer.Order.AS_GIVEN);
    }
  }

  @Test
  void a_partition_may_be_larger_than_the_memory() throws SQLException {
    String sql =
        "SELECT count(*), sum(a), sum(b), max(c), min(length(v5)) FROM (SELECT *, row_number() OVER"
            + " w AS a, lag(id, 5) OVER w AS b, sum(v1) OVER w AS c FROM giant WINDOW w AS (ORDER"
            + " BY k, id ROWS UNBOUNDED PRECEDING))";
    try (MemoryPool pool = new MemoryPool(14L << 20)) {
      SameAnswer.check(rows(sql, pool), data.rows(sql), SameAnswer.Order.AS_GIVEN);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "percent_rank() OVER w AS a, cume_dist() OVER w AS b, ntile(9) OVER w AS c",
        "sum(v1) OVER () AS a, count(*) OVER () AS b, max(v1) OVER () AS c",
        "nth_value(id, 100000) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS"
            + " a, last_value(v1 IGNORE NULLS) OVER w AS b, nth_value(id, 5) OVER w AS c",
        "sum(v1) OVER (ORDER BY id RANGE BETWEEN 50 PRECEDING AND 20 FOLLOWING) AS a, count(*) OVER"
            + " (ORDER BY kb GROUPS 2 PRECEDING) AS b, max(v1) OVER (ORDER BY kb RANGE 1000000007"
            + " PRECEDING) AS c"
      })
  void what_all_rows_share_may_be_of_more_rows_than_the_memory_holds(String calls)
      throws SQLException {
    String sql =
        "SELECT count(*), sum(a), sum(b), max(c), min(length(v5)) FROM (SELECT *, "
            + calls
            + " FROM giant WINDOW w AS (ORDER BY k, id))";
    try (MemoryPool pool = new MemoryPool(14L << 20)) {
      SameAnswer.check(rows(sql, pool), data.rows(sql), SameAnswer.Order.AS_GIVEN);
    }
  }

  @Test
  void a_partition_that_is_needed_whole_says_that_memory_is_short() {
    String sql =
        "SELECT count(*), sum(a), min(length(v5)) FROM (SELECT *, max(id) OVER (ORDER BY k, id ROWS"
            + " BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS a FROM giant)";
    try (MemoryPool pool = new MemoryPool(10L << 20)) {
      assertThatThrownBy(() -> rows(sql, pool))
          .isInstanceOfSatisfying(
              WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY));
      assertThat(pool.used()).isZero();
    }
  }

  private static String query(String calls, String table, String partition) {
    StringBuilder items = new StringBuilder();
    String[] parts = calls.split(", (?=[a-z_]+\\()");
    for (int i = 0; i < parts.length; i++) {
      items.append(", ").append(parts[i]).append(" AS c").append(i);
    }
    String by = "(PARTITION BY " + partition + " ORDER BY k NULLS LAST";
    return "SELECT id, v5"
        + items
        + " FROM "
        + table
        + " WINDOW w AS "
        + by
        + "), t AS "
        + by
        + ", id), r AS "
        + by
        + ", id ROWS UNBOUNDED PRECEDING), b AS "
        + by
        + ", id ROWS BETWEEN 5 PRECEDING AND 3 FOLLOWING), c AS "
        + by
        + ", id ROWS BETWEEN 2 FOLLOWING AND 4 FOLLOWING EXCLUDE CURRENT ROW), p AS (PARTITION BY "
        + partition
        + "), d AS "
        + by.replace(" k ", " kb ")
        + " RANGE BETWEEN 3000000021 PRECEDING AND 2000000014 FOLLOWING), e AS "
        + by.replace(" k NULLS LAST", " kb DESC NULLS FIRST")
        + " RANGE BETWEEN 2000000014 FOLLOWING AND 5000000035 FOLLOWING), g AS "
        + by.replace(" k ", " kb ")
        + " GROUPS BETWEEN 2 PRECEDING AND 1 FOLLOWING EXCLUDE TIES), u AS "
        + by
        + ", id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) ORDER BY id";
  }

  private List<List<Object>> rows(String sql, MemoryPool pool) {
    Settings settings = Settings.DEFAULTS;
    List<List<Object>> rows = new ArrayList<>();
    try (NativeRunner runner =
        new NativeRunner(new ScanReaders(new Configuration(false)), pool, THREADS)) {
      PhysicalPlan plan =
          PhysicalPlanner.plan(
              planner.plan(Statement.Query.of(sql), data.catalog(), settings).plan(),
              runner.target(settings));
      QueryRequest request = new QueryRequest("test", settings, new Cancellation());
      try (ResultStream result = runner.run(plan, request)) {
        while (result.advance()) {
          rows.addAll(Rows.of(result.batch()));
        }
      }
    }
    assertThat(pool.used()).isZero();
    return rows;
  }
}

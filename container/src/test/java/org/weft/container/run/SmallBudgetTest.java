package org.weft.container.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.weft.container.fixture.DuckDb;
import org.weft.container.fixture.Rows;
import org.weft.container.fixture.SameAnswer;
import org.weft.container.fixture.TpchFiles;
import org.weft.container.fixture.TpchPlans;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.result.ResultStream;
import org.weft.container.spill.TestDisks;
import org.weft.io.table.ScanReaders;
import org.weft.planner.explain.OperatorFigures;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.setting.Settings;

/**
 * All of TPC-H, a full sort and a grouping into as many groups as rows in little memory: a
 * twentieth of the data of scale factor 1 and about a tenth of 256 MiB, for what a thread holds of
 * a file and of a batch does not get smaller.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class SmallBudgetTest {
  private static final long LIMIT = 24L << 20;

  private static final String SORT =
      "SELECT * FROM lineitem ORDER BY l_comment, l_orderkey, l_linenumber LIMIT 50 OFFSET 200000";

  private static final String GROUPS =
      "SELECT count(*) AS groups, sum(n) AS n, max(l_comment) AS last, sum(l_orderkey) AS keys FROM"
          + " (SELECT l_orderkey, l_comment, count(*) AS n FROM lineitem GROUP BY 1, 2)";

  /** What cannot do without the disk. */
  private static final List<String> SPILLING = List.of(SORT, GROUPS);

  private final MemoryPool pool = new MemoryPool(LIMIT);
  private final TestDisks disks = new TestDisks();
  private final NativeRunner runner =
      new NativeRunner(new ScanReaders(new Configuration(false)), pool, 2, disks.directories());
  private TpchPlans plans;
  private DuckDb duck;

  private static Stream<Named<String>> statements() {
    return Stream.concat(
        IntStream.rangeClosed(1, 22).mapToObj(n -> Named.of("Q" + n, TpchPlans.query(n))),
        Stream.of(Named.of("sort", SORT), Named.of("groups", GROUPS)));
  }

  @BeforeAll
  void open() throws SQLException {
    plans = new TpchPlans(TpchFiles.middling());
    duck = new DuckDb(TpchFiles.middling());
  }

  @AfterAll
  void close() throws SQLException {
    duck.close();
    runner.close();
    pool.close();
    disks.close();
  }

  @ParameterizedTest
  @MethodSource("statements")
  void gives_the_answer_of_duckdb(String sql) throws SQLException {
    PhysicalPlan plan = plans.plan(sql, runner.target(Settings.DEFAULTS));
    QueryRequest request = new QueryRequest("small", Settings.DEFAULTS, new Cancellation());
    List<List<Object>> rows = new ArrayList<>();
    long spilled;
    try (ResultStream result = runner.run(plan, request)) {
      while (result.advance()) {
        rows.addAll(Rows.of(result.batch()));
      }
      spilled =
          result.figures().get(0).operators().stream()
              .mapToLong(OperatorFigures::spilledBytes)
              .sum();
    }

    SameAnswer.check(rows, duck.rows(sql), SameAnswer.Order.AS_GIVEN);
    assertThat(spilled > 0 || !SPILLING.contains(sql)).as("spilled bytes").isTrue();
    assertThat(pool.used()).isZero();
    assertThat(disks.files()).isEmpty();
  }
}

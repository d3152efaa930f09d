package org.weft.container.run;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.weft.container.fixture.DuckDb;
import org.weft.container.fixture.Rows;
import org.weft.container.fixture.SameAnswer;
import org.weft.container.fixture.TpchFiles;
import org.weft.container.fixture.TpchPlans;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.result.ResultStream;
import org.weft.io.table.ScanReaders;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.setting.Settings;

/**
 * Runs TPC-H queries, compares the answers with DuckDB's once, then runs them again and again and
 * prints milliseconds of each run, DuckDB's beside them: to be started by tests/profile-native.sh,
 * with a profiler or without.
 *
 * <p>Arguments: directory, scale factor, threads, runs, query numbers.
 */
public final class TpchTimes {
  private static final long MEMORY = 8L << 30;

  private final NativeRunner runner;
  private final TpchPlans plans;
  private final DuckDb duck;

  private TpchTimes(NativeRunner runner, TpchPlans plans, DuckDb duck) {
    this.runner = runner;
    this.plans = plans;
    this.duck = duck;
  }

  public static void main(String[] arguments) throws SQLException {
    TpchFiles files = TpchFiles.in(Path.of(arguments[0]), Double.parseDouble(arguments[1]));
    int threads = Integer.parseInt(arguments[2]);
    int runs = Integer.parseInt(arguments[3]);
    try (MemoryPool pool = new MemoryPool(MEMORY);
        NativeRunner runner =
            new NativeRunner(new ScanReaders(new Configuration(false)), pool, threads);
        DuckDb duck = new DuckDb(files)) {
      duck.threads(threads);
      TpchTimes times = new TpchTimes(runner, new TpchPlans(files), duck);
      for (int i = 4; i < arguments.length; i++) {
        times.query(Integer.parseInt(arguments[i]), runs);
      }
    }
  }

  private void query(int number, int runs) throws SQLException {
    String sql = TpchPlans.query(number);
    PhysicalPlan first = plans.plan(sql, runner.target(Settings.DEFAULTS));
    SameAnswer.check(rows(first), duck.rows(sql), SameAnswer.Order.AS_GIVEN);
    long[] mine = new long[runs];
    long[] theirs = new long[runs];
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      PhysicalPlan plan = plans.plan(sql, runner.target(Settings.DEFAULTS));
      long planned = System.nanoTime();
      rows(plan);
      long done = System.nanoTime();
      duck.rows(sql);
      theirs[i] = System.nanoTime() - done;
      mine[i] = done - start;
      System.out.printf(
          "Q%02d run %d: plan %d ms, run %d ms; DuckDB %d ms%n",
          number, i + 1, millis(planned - start), millis(done - planned), millis(theirs[i]));
    }
    Arrays.sort(mine);
    Arrays.sort(theirs);
    System.out.printf(
        "Q%02d median %d ms, DuckDB %d ms, ratio %.2f%n",
        number,
        millis(mine[runs / 2]),
        millis(theirs[runs / 2]),
        (double) mine[runs / 2] / theirs[runs / 2]);
  }

  private List<List<Object>> rows(PhysicalPlan plan) {
    QueryRequest request = new QueryRequest("times", Settings.DEFAULTS, new Cancellation());
    List<List<Object>> rows = new ArrayList<>();
    try (ResultStream result = runner.run(plan, request)) {
      while (result.advance()) {
        rows.addAll(Rows.of(result.batch()));
      }
    }
    return rows;
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}

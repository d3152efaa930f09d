package org.weft.tests.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.weft.io.table.FileTableSource;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlanner;
import org.weft.planner.physical.PlanTarget;
import org.weft.planner.scan.TableReference;
import org.weft.planner.scan.TableSource;
import org.weft.planner.setting.Settings;
import org.weft.planner.sql.Catalog;
import org.weft.planner.sql.PlannedQuery;
import org.weft.planner.sql.SqlPlanner;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.StatementReader;
import org.weft.tests.tpcds.TpcdsData;
import org.weft.tests.tpcds.TpcdsQueries;
import org.weft.tests.tpch.TpchData;

/**
 * What planning costs: the processor time of the planning thread, by phase and query.
 *
 * <pre>
 * tests/bench planning [tpch or tpcds, tpch] [scale factor, 1] [rounds, 20] [queries, such as 2,11 or q4,q72]
 * </pre>
 *
 * First is the first planning of the query in this process, which for the first query is most of
 * what a fresh process needs; the rest are medians of the last half of the rounds, in milliseconds.
 * Every round plans all queries: what a query leaves in the processor's caches is not there the
 * next time, as in a process that is asked different things.
 */
public final class PlanningBenchmark {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Catalog catalog;
  private final PlanTarget target;
  private final SqlPlanner planner;
  private final double[] spent = new double[Phase.values().length];
  private long clock;

  private enum Phase {
    READ,
    VALIDATE,
    ALGEBRA,
    OPTIMIZE,
    TRANSLATE,
    PHYSICAL
  }

  private PlanningBenchmark(Catalog catalog, TableSource source, PlanTarget target) {
    this.catalog = catalog;
    this.target = target;
    this.planner =
        new SqlPlanner(source, InstantSource.system(), phase -> lap(Phase.valueOf(phase.name())));
  }

  public static void main(String[] args) {
    boolean isTpcds = args.length > 0 && args[0].equals("tpcds");
    String scaleFactor = args.length > 1 ? args[1] : "1";
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 20;
    List<String> wanted = args.length > 3 ? Arrays.asList(args[3].split(",")) : List.of();
    Settings settings = Settings.DEFAULTS.with("threads", "2");
    List<TableReference> references =
        isTpcds ? TpcdsData.at(scaleFactor).references() : TpchData.at(scaleFactor).references();
    Catalog catalog = Catalog.EMPTY;
    for (TableReference reference : references) {
      catalog = catalog.with(reference);
    }
    FileTableSource source = new FileTableSource(new Configuration());
    PlanTarget target = new PlanTarget(PlanTarget.Deployment.ONE_PROCESS, 2, settings);
    Map<String, String> queries = new LinkedHashMap<>();
    if (isTpcds) {
      queries.putAll(TpcdsQueries.version14());
    } else {
      TpchData.queries().forEach((number, text) -> queries.put(number.toString(), text));
    }
    queries.keySet().removeIf(name -> !wanted.isEmpty() && !wanted.contains(name));
    Map<String, double[][]> times = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, String> query : queries.entrySet()) {
        PlanningBenchmark planning = new PlanningBenchmark(catalog, source, target);
        planning.plan(query.getValue());
        times.computeIfAbsent(query.getKey(), name -> new double[rounds][])[round] = planning.spent;
      }
    }
    print(times, rounds);
    // Hadoop's threads are no daemons
    System.exit(0);
  }

  private void plan(String text) {
    clock = THREADS.getCurrentThreadCpuTime();
    Statement.Query query = (Statement.Query) StatementReader.read(text).get(0);
    lap(Phase.READ);
    PlannedQuery planned = planner.plan(query, catalog, target.settings());
    PhysicalPlan physical = PhysicalPlanner.plan(planned.plan(), target);
    lap(Phase.PHYSICAL);
    if (physical.schema().size() != planned.plan().schema().size()) {
      throw new IllegalStateException("not the columns that were asked for");
    }
  }

  private void lap(Phase phase) {
    long now = THREADS.getCurrentThreadCpuTime();
    spent[phase.ordinal()] += (now - clock) / 1e6;
    clock = now;
  }

  private static void print(Map<String, double[][]> times, int rounds) {
    String phases =
        Arrays.stream(Phase.values())
            .map(phase -> String.format(Locale.ROOT, "%10s", phase.name().toLowerCase(Locale.ROOT)))
            .collect(Collectors.joining());
    System.out.println("query      first      warm" + phases);
    double all = 0;
    for (Map.Entry<String, double[][]> query : times.entrySet()) {
      double[][] rows = query.getValue();
      double[] totals = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        totals[round] = Arrays.stream(rows[round]).sum();
      }
      double warm = Stopwatch.warm(totals);
      all += warm;
      StringBuilder line = new StringBuilder();
      line.append(String.format(Locale.ROOT, "%-6s%10.2f%10.2f", query.getKey(), totals[0], warm));
      for (Phase phase : Phase.values()) {
        double[] column = Arrays.stream(rows).mapToDouble(row -> row[phase.ordinal()]).toArray();
        line.append(String.format(Locale.ROOT, "%10.2f", Stopwatch.warm(column)));
      }
      System.out.println(line);
    }
    System.out.printf(Locale.ROOT, "sum of warm: %.1f%n", all);
  }
}

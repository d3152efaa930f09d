package org.weft.tests.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.weft.am.session.NativeEngine;
import org.weft.planner.setting.Settings;
import org.weft.tests.oracle.Answer;
import org.weft.tests.oracle.DuckDb;
import org.weft.tests.oracle.Weft;
import org.weft.tests.tpch.TpchData;

/**
 * Window functions over lineitem on the native runner, each beside DuckDB on the same file; results
 * are aggregated, so that windows are measured and not the client.
 *
 * <pre>
 * tests/bench windows [scale factor, 1] [threads, 2] [rounds, 5] [names, such as rows,lag]
 * </pre>
 */
public final class WindowBenchmark {
  private static final Map<String, String> QUERIES = queries();

  private WindowBenchmark() {}

  private static Map<String, String> queries() {
    Map<String, String> queries = new LinkedHashMap<>();
    queries.put(
        "number",
        "select sum(w), max(l_orderkey) from (select l_orderkey, row_number() over"
            + " (partition by l_orderkey order by l_extendedprice) w from lineitem)");
    queries.put(
        "wide",
        "select sum(w), max(l_comment), max(l_shipmode), sum(l_tax) from (select *, row_number()"
            + " over (partition by l_orderkey order by l_extendedprice) w from lineitem)");
    queries.put(
        "top",
        "select count(*), sum(l_extendedprice) from (select l_extendedprice, row_number() over"
            + " (partition by l_suppkey order by l_extendedprice desc) w from lineitem)"
            + " where w <= 3");
    queries.put(
        "rank",
        "select sum(w) from (select rank() over (partition by l_returnflag order by l_shipdate) w"
            + " from lineitem)");
    queries.put(
        "running",
        "select sum(w) from (select sum(l_quantity) over (partition by l_suppkey order by"
            + " l_shipdate) w from lineitem)");
    queries.put(
        "total",
        "select sum(w) from (select sum(l_quantity) over (partition by l_orderkey) w"
            + " from lineitem)");
    queries.put(
        "rows",
        "select sum(w) from (select sum(l_quantity) over (partition by l_suppkey order by"
            + " l_shipdate, l_orderkey, l_linenumber rows between 100 preceding and current row) w"
            + " from lineitem)");
    queries.put(
        "extremes",
        "select sum(a), sum(b) from (select min(l_extendedprice) over w a, max(l_extendedprice)"
            + " over w b from lineitem window w as (partition by l_suppkey order by l_shipdate,"
            + " l_orderkey, l_linenumber rows between 100 preceding and 100 following))");
    queries.put(
        "average",
        "select sum(w) from (select avg(cast(l_extendedprice as double)) over (order by l_orderkey,"
            + " l_linenumber rows between 50 preceding and 50 following) w from lineitem)");
    queries.put(
        "lag",
        "select sum(l_extendedprice - w) from (select l_extendedprice, lag(l_extendedprice) over"
            + " (partition by l_suppkey order by l_shipdate, l_orderkey, l_linenumber) w"
            + " from lineitem)");
    queries.put(
        "range",
        "select sum(w) from (select sum(l_quantity) over (partition by l_suppkey order by"
            + " l_shipdate range between interval '30' day preceding and current row) w"
            + " from lineitem)");
    queries.put(
        "several",
        "select sum(a), sum(b), sum(c) from (select sum(l_quantity) over (partition by l_suppkey)"
            + " a, rank() over (partition by l_suppkey order by l_shipdate) b, count(*) over"
            + " (partition by l_suppkey, l_shipdate) c from lineitem)");
    return queries;
  }

  public static void main(String[] args) {
    String scaleFactor = args.length > 0 ? args[0] : "1";
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    String wanted = args.length > 3 ? "," + args[3] + "," : "";
    TpchData data = TpchData.at(scaleFactor);
    Settings settings = Settings.DEFAULTS.with("threads", Integer.toString(threads));
    System.out.println("query        weft hot     duckdb   weft/duckdb");
    try (BufferAllocator allocator = new RootAllocator();
        NativeEngine engine = new NativeEngine(new Configuration(), settings, allocator);
        DuckDb duckdb = new DuckDb(threads).with(data)) {
      data.references().forEach(engine.session()::register);
      QUERIES.forEach(
          (name, text) -> {
            if (wanted.isEmpty() || wanted.contains("," + name + ",")) {
              measure(engine, duckdb, name, text, rounds);
            }
          });
    }
    // Hadoop's and DuckDB's threads are no daemons
    System.exit(0);
  }

  private static void measure(
      NativeEngine engine, DuckDb duckdb, String name, String text, int rounds) {
    Optional<String> wrong =
        Weft.query(engine.session(), text).differenceFrom(duckdb.query(text), Answer.Order.FREE);
    if (wrong.isPresent()) {
      System.out.printf(Locale.ROOT, "%-10s WRONG: %s%n", name, wrong.get());
      return;
    }
    double[] weft = new double[rounds];
    double[] rival = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      weft[round] = Stopwatch.millis(() -> Weft.query(engine.session(), text));
      rival[round] = Stopwatch.millis(() -> duckdb.query(text));
    }
    System.out.printf(
        Locale.ROOT,
        "%-10s %10.1f %10.1f %10.2f%n",
        name,
        Stopwatch.median(weft),
        Stopwatch.median(rival),
        Stopwatch.median(weft) / Stopwatch.median(rival));
  }
}

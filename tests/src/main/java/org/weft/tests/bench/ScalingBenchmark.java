package org.weft.tests.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
 * What more threads win: TPC-H queries on one thread and on several, in Weft and in DuckDB, and
 * what the machine gives to loops that share nothing.
 *
 * <pre>
 * tests/bench scaling [scale factor, 1] [threads, 2] [rounds, 40] [queries, 1,6,9,18]
 * </pre>
 *
 * The four take turns in every round, so that a busy neighbour disturbs them alike. Times are
 * medians of the last half of the rounds, in milliseconds.
 */
public final class ScalingBenchmark {
  private final NativeEngine[] engines;
  private final DuckDb[] rivals;
  private final int rounds;

  private ScalingBenchmark(NativeEngine[] engines, DuckDb[] rivals, int rounds) {
    this.engines = engines;
    this.rivals = rivals;
    this.rounds = rounds;
  }

  public static void main(String[] args) {
    String scaleFactor = args.length > 0 ? args[0] : "1";
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 40;
    List<String> wanted = Arrays.asList((args.length > 3 ? args[3] : "1,6,9,18").split(","));
    TpchData data = TpchData.at(scaleFactor);
    System.out.printf(
        Locale.ROOT,
        "TPC-H SF%s, 1 and %d threads, %d rounds, JDK %s%n",
        scaleFactor,
        threads,
        rounds,
        System.getProperty("java.version"));
    for (MachineScaling machine : MachineScaling.values()) {
      System.out.printf(
          Locale.ROOT, "this machine, %s: %.2f%n", machine.title(), machine.measure(threads));
    }
    Settings one = Settings.DEFAULTS.with("threads", "1");
    Settings several = Settings.DEFAULTS.with("threads", Integer.toString(threads));
    try (BufferAllocator allocator = new RootAllocator();
        NativeEngine alone = new NativeEngine(new Configuration(), one, allocator);
        NativeEngine together = new NativeEngine(new Configuration(), several, allocator);
        DuckDb duckAlone = new DuckDb(1).with(data);
        DuckDb duckTogether = new DuckDb(threads).with(data)) {
      data.references().forEach(alone.session()::register);
      data.references().forEach(together.session()::register);
      ScalingBenchmark benchmark =
          new ScalingBenchmark(
              new NativeEngine[] {alone, together}, new DuckDb[] {duckAlone, duckTogether}, rounds);
      System.out.println("query      weft 1    weft " + threads + "   times    duckdb   times");
      TpchData.queries()
          .forEach(
              (number, sql) -> {
                if (wanted.contains(number.toString())) {
                  benchmark.measure(number, sql);
                }
              });
    }
    // Hadoop's threads are no daemons
    System.exit(0);
  }

  private void measure(int number, String sql) {
    double[][] weft = new double[2][rounds];
    double[][] duckdb = new double[2][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int who = 0; who < 2; who++) {
        long started = System.nanoTime();
        Answer answer = Weft.query(engines[who].session(), sql);
        long between = System.nanoTime();
        Answer expected = rivals[who].query(sql);
        weft[who][round] = (between - started) / 1e6;
        duckdb[who][round] = (System.nanoTime() - between) / 1e6;
        if (round == 0) {
          answer
              .differenceFrom(expected, Answer.Order.FREE)
              .ifPresent(
                  difference -> {
                    throw new IllegalStateException("Q" + number + ": " + difference);
                  });
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-6d%10.1f%10.1f%8.2f%10.1f%8.2f%n",
        number,
        Stopwatch.warm(weft[0]),
        Stopwatch.warm(weft[1]),
        Stopwatch.warm(weft[0]) / Stopwatch.warm(weft[1]),
        Stopwatch.warm(duckdb[1]),
        Stopwatch.warm(duckdb[0]) / Stopwatch.warm(duckdb[1]));
  }
}

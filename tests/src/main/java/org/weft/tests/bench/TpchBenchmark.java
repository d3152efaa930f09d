package org.weft.tests.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.weft.am.session.NativeEngine;
import org.weft.planner.setting.Settings;
import org.weft.tests.oracle.DuckDb;
import org.weft.tests.tpch.TpchData;

/**
 * TPC-H end to end on the native runner, each query beside DuckDB on the same files.
 *
 * <pre>
 * tests/bench tpch [scale factor, 1] [threads, 2] [rounds, 10] [queries, such as 1,6,14]
 * </pre>
 *
 * It also writes the figures to {@code tests/target/tpch-sf<scale factor>.json}; see {@link
 * SideBySide} for what is measured.
 */
public final class TpchBenchmark {
  private TpchBenchmark() {}

  public static void main(String[] args) {
    String scaleFactor = args.length > 0 ? args[0] : "1";
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 10;
    List<Integer> wanted =
        args.length > 3
            ? Arrays.stream(args[3].split(",")).map(Integer::valueOf).toList()
            : List.of();
    TpchData data = TpchData.at(scaleFactor);
    Settings settings = Settings.DEFAULTS.with("threads", Integer.toString(threads));
    System.out.printf(
        Locale.ROOT,
        "TPC-H SF%s, %d threads, %d rounds, %s, JDK %s%n",
        scaleFactor,
        threads,
        rounds,
        System.getProperty("os.arch"),
        System.getProperty("java.version"));
    try (BufferAllocator allocator = new RootAllocator();
        NativeEngine engine = new NativeEngine(new Configuration(), settings, allocator);
        DuckDb duckdb = new DuckDb(threads).with(data)) {
      data.references().forEach(engine.session()::register);
      Map<String, String> queries = new LinkedHashMap<>();
      TpchData.queries()
          .forEach(
              (number, text) -> {
                if (wanted.isEmpty() || wanted.contains(number)) {
                  queries.put("Q" + number, text);
                }
              });
      new SideBySide(engine, duckdb, rounds)
          .run(
              queries,
              Map.of("threads", threads, "rounds", rounds),
              TpchData.root().resolve("tests/target/tpch-sf" + scaleFactor + ".json"));
    }
    // Hadoop's and DuckDB's threads are no daemons
    System.exit(0);
  }
}

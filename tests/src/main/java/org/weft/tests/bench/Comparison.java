package org.weft.tests.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.weft.am.session.NativeEngine;
import org.weft.planner.scan.TableReference;
import org.weft.planner.setting.Settings;
import org.weft.tests.oracle.DuckDb;
import org.weft.tests.tpch.TpchData;

/**
 * What the arguments of a benchmark beside DuckDB ask for.
 *
 * @param rounds how often each query is timed in each engine
 * @param wanted names of queries; all if there are none
 */
record Comparison(String scaleFactor, int threads, int rounds, List<String> wanted) {
  /** Reads scale factor, threads, rounds and queries; what is left out is as in the default. */
  static Comparison of(String[] args, Comparison otherwise) {
    return new Comparison(
        args.length > 0 ? args[0] : otherwise.scaleFactor,
        args.length > 1 ? Integer.parseInt(args[1]) : otherwise.threads,
        args.length > 2 ? Integer.parseInt(args[2]) : otherwise.rounds,
        args.length > 3 ? List.of(args[3].split(",")) : otherwise.wanted);
  }

  /** True if a query is to be measured. */
  boolean wants(String query) {
    return wanted.isEmpty() || wanted.contains(query);
  }

  /**
   * Measures queries and writes {@code tests/target/<name>-sf<scale factor>.json}, where the name
   * is the title in small letters without its hyphen.
   *
   * @param views makes the tables views of DuckDB
   */
  void run(
      String title,
      List<TableReference> tables,
      UnaryOperator<DuckDb> views,
      Map<String, String> queries) {
    if (queries.size() < wanted.size()) {
      throw new IllegalArgumentException("not all of " + wanted + " are queries of " + title);
    }
    System.out.printf(
        Locale.ROOT,
        "%s SF%s, %d threads, %d rounds, %s, JDK %s%n",
        title,
        scaleFactor,
        threads,
        rounds,
        System.getProperty("os.arch"),
        System.getProperty("java.version"));
    String name = title.toLowerCase(Locale.ROOT).replace("-", "");
    Settings settings = Settings.DEFAULTS.with("threads", Integer.toString(threads));
    try (BufferAllocator allocator = new RootAllocator();
        NativeEngine engine = new NativeEngine(new Configuration(), settings, allocator);
        DuckDb duckdb = views.apply(new DuckDb(threads))) {
      tables.forEach(engine.session()::register);
      new SideBySide(engine, duckdb, rounds)
          .run(
              queries,
              Map.of("threads", threads, "rounds", rounds),
              TpchData.root().resolve("tests/target/" + name + "-sf" + scaleFactor + ".json"));
    }
  }
}

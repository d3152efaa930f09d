package org.weft.tests.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.weft.am.session.NativeEngine;
import org.weft.planner.error.WeftException;
import org.weft.planner.setting.Settings;
import org.weft.tests.oracle.Answer;
import org.weft.tests.oracle.DuckDb;
import org.weft.tests.oracle.Weft;
import org.weft.tests.tpch.TpchData;

/**
 * TPC-H end to end on the native runner, each query beside DuckDB on the same files.
 *
 * <pre>
 * tests/bench tpch [scale factor, 1] [threads, 2] [rounds, 10] [queries, such as 1,6,14]
 * </pre>
 *
 * It also writes the figures to {@code tests/target/tpch-sf<scale factor>.json}. Every first answer
 * is compared with DuckDB's.
 *
 * <p>Cold is the first execution in this JVM, hot the median of the rounds behind it; rounds of the
 * two engines alternate, so that a busy neighbour disturbs both.
 */
public final class TpchBenchmark {
  private TpchBenchmark() {}

  /**
   * What was measured of one query.
   *
   * @param cold milliseconds, as the other times
   * @param peakBytes most off-heap memory in use during one execution
   */
  private record Figures(int query, double cold, double hot, double duckdb, long peakBytes) {
    double ratio() {
      return hot / duckdb;
    }
  }

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
    System.out.println("query  weft cold   weft hot     duckdb   weft/duckdb   peak MiB");
    try (BufferAllocator allocator = new RootAllocator();
        NativeEngine engine = new NativeEngine(new Configuration(), settings, allocator);
        DuckDb duckdb = new DuckDb(threads).with(data)) {
      data.references().forEach(engine.session()::register);
      List<Figures> all = new ArrayList<>();
      for (Map.Entry<Integer, String> query : TpchData.queries().entrySet()) {
        if (wanted.isEmpty() || wanted.contains(query.getKey())) {
          measure(engine, duckdb, query, rounds).ifPresent(all::add);
        }
      }
      double mean =
          Math.exp(all.stream().mapToDouble(f -> Math.log(f.ratio())).average().orElse(0));
      System.out.printf(Locale.ROOT, "geometric mean of %d: %.2f%n", all.size(), mean);
      Path json = TpchData.root().resolve("tests/target/tpch-sf" + scaleFactor + ".json");
      write(json, Map.of("threads", threads, "rounds", rounds, "geomean", mean, "queries", all));
      System.out.println("written to " + json);
    }
    // Hadoop's and DuckDB's threads are no daemons
    System.exit(0);
  }

  private static Optional<Figures> measure(
      NativeEngine engine, DuckDb duckdb, Map.Entry<Integer, String> query, int rounds) {
    String text = query.getValue();
    Answer right = duckdb.query(text);
    double[] weft = new double[rounds];
    double[] rival = new double[rounds];
    double cold;
    try {
      long started = System.nanoTime();
      Answer first = Weft.query(engine.session(), text);
      cold = (System.nanoTime() - started) / 1e6;
      engine.pool().restartPeak();
      Optional<String> wrong = first.differenceFrom(right, Answer.Order.FREE);
      if (wrong.isPresent()) {
        System.out.printf(Locale.ROOT, "Q%-4d WRONG: %s%n", query.getKey(), wrong.get());
        return Optional.empty();
      }
      for (int round = 0; round < rounds; round++) {
        weft[round] = Stopwatch.millis(() -> Weft.query(engine.session(), text));
        rival[round] = Stopwatch.millis(() -> duckdb.query(text));
      }
    } catch (WeftException e) {
      System.out.printf(Locale.ROOT, "Q%-4d FAILED: %s%n", query.getKey(), e.getMessage());
      return Optional.empty();
    }
    Figures figures =
        new Figures(
            query.getKey(),
            cold,
            Stopwatch.median(weft),
            Stopwatch.median(rival),
            engine.pool().peak());
    System.out.printf(
        Locale.ROOT,
        "Q%-4d %10.1f %10.1f %10.1f %10.2f %10d%n",
        figures.query,
        figures.cold,
        figures.hot,
        figures.duckdb,
        figures.ratio(),
        figures.peakBytes >> 20);
    return Optional.of(figures);
  }

  private static void write(Path file, Map<String, Object> report) {
    try {
      Files.createDirectories(file.getParent());
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

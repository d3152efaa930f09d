package org.weft.tests.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.weft.am.session.NativeEngine;
import org.weft.planner.error.WeftException;
import org.weft.tests.oracle.Answer;
import org.weft.tests.oracle.DuckDb;
import org.weft.tests.oracle.Weft;

/**
 * Queries on the native runner, each beside DuckDB on the same files. Every first answer is
 * compared with DuckDB's.
 *
 * <p>Cold is the first execution in this JVM, hot the median of the rounds behind it; rounds of the
 * two engines alternate, so that a busy neighbour disturbs both.
 *
 * @param rounds how often each query is timed in each engine
 */
record SideBySide(NativeEngine engine, DuckDb duckdb, int rounds) {
  /**
   * What was measured of one query.
   *
   * @param cold milliseconds, as the other times
   * @param peakBytes most off-heap memory in use during one execution
   */
  private record Figures(String query, double cold, double hot, double duckdb, long peakBytes) {
    double ratio() {
      return hot / duckdb;
    }
  }

  /**
   * Measures and prints.
   *
   * @param queries texts by name
   * @param report a JSON file of the figures
   */
  void run(Map<String, String> queries, Map<String, Object> about, Path report) {
    System.out.println("query      weft cold   weft hot     duckdb   weft/duckdb   peak MiB");
    List<Figures> all = new ArrayList<>();
    queries.forEach((name, text) -> measure(name, text).ifPresent(all::add));
    double mean = Math.exp(all.stream().mapToDouble(f -> Math.log(f.ratio())).average().orElse(0));
    System.out.printf(Locale.ROOT, "geometric mean of %d: %.2f%n", all.size(), mean);
    Map<String, Object> figures = new TreeMap<>(about);
    figures.put("geomean", mean);
    figures.put("queries", all);
    write(report, figures);
    System.out.println("written to " + report);
  }

  private Optional<Figures> measure(String query, String text) {
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
        System.out.printf(Locale.ROOT, "%-8s WRONG: %s%n", query, wrong.get());
        return Optional.empty();
      }
      for (int round = 0; round < rounds; round++) {
        weft[round] = Stopwatch.millis(() -> Weft.query(engine.session(), text));
        rival[round] = Stopwatch.millis(() -> duckdb.query(text));
      }
    } catch (WeftException e) {
      System.out.printf(Locale.ROOT, "%-8s FAILED: %s%n", query, e.getMessage());
      return Optional.empty();
    }
    Figures figures =
        new Figures(
            query, cold, Stopwatch.median(weft), Stopwatch.median(rival), engine.pool().peak());
    System.out.printf(
        Locale.ROOT,
        "%-8s %10.1f %10.1f %10.1f %10.2f %10d%n",
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

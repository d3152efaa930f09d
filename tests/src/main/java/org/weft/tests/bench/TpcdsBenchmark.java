package org.weft.tests.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.weft.tests.tpcds.TpcdsData;
import org.weft.tests.tpcds.TpcdsQueries;

/**
 * TPC-DS end to end on the native runner, each query beside DuckDB on the same files.
 *
 * <pre>
 * tests/bench tpcds [scale factor, 0.1] [threads, 2] [rounds, 5] [queries, such as q4,q72]
 * </pre>
 *
 * It also writes the figures to {@code tests/target/tpcds-sf<scale factor>.json}; see {@link
 * SideBySide} for what is measured.
 */
public final class TpcdsBenchmark {
  private TpcdsBenchmark() {}

  public static void main(String[] args) {
    Comparison asked = Comparison.of(args, new Comparison("0.1", 2, 5, List.of()));
    TpcdsData data = TpcdsData.at(asked.scaleFactor());
    Map<String, String> queries = new LinkedHashMap<>(TpcdsQueries.version14());
    queries.keySet().removeIf(name -> !asked.wants(name));
    asked.run("TPC-DS", data.references(), duckdb -> duckdb.with(data), queries);
    // Hadoop's and DuckDB's threads are no daemons
    System.exit(0);
  }
}

package org.weft.tests.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    Comparison asked = Comparison.of(args, new Comparison("1", 2, 10, List.of()));
    TpchData data = TpchData.at(asked.scaleFactor());
    Map<String, String> queries = new LinkedHashMap<>();
    TpchData.queries()
        .forEach(
            (number, text) -> {
              if (asked.wants(number.toString())) {
                queries.put("Q" + number, text);
              }
            });
    asked.run("TPC-H", data.references(), duckdb -> duckdb.with(data), queries);
    // Hadoop's and DuckDB's threads are no daemons
    System.exit(0);
  }
}

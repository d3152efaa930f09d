package org.weft.tests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.weft.am.session.NativeEngine;
import org.weft.planner.error.WeftException;
import org.weft.planner.setting.Settings;
import org.weft.tests.oracle.DuckDb;
import org.weft.tests.oracle.Weft;
import org.weft.tests.tpcds.TpcdsData;
import org.weft.tests.tpcds.TpcdsQueries;
import org.weft.tests.tpch.TpchData;

/**
 * Counts the rows that flow out of all joins of a query, ours and DuckDB's: how good the order of
 * joins is, whatever a join costs.
 *
 * <pre>
 * tests/bench joins [tpch or tpcds, tpch] [scale factor, 1] [queries, such as 5,9 or q4,q72]
 * </pre>
 *
 * Ours are the rows that EXPLAIN ANALYZE reports, DuckDB's those of its profile; the operators that
 * it puts around joins to leave out duplicates do not count.
 */
public final class JoinRows {
  private static final Pattern OPERATOR = Pattern.compile("\\* (\\w+)");
  private static final Pattern ACTUAL = Pattern.compile("Actual = \\{ Rows = (\\d+)");

  private JoinRows() {}

  public static void main(String[] args) throws IOException {
    boolean isTpcds = args.length > 0 && args[0].equals("tpcds");
    String scaleFactor = args.length > 1 ? args[1] : "1";
    List<String> wanted = args.length > 2 ? Arrays.asList(args[2].split(",")) : List.of();
    Path profile = Files.createTempFile("duckdb", ".json");
    try (BufferAllocator allocator = new RootAllocator();
        NativeEngine engine =
            new NativeEngine(
                new Configuration(), Settings.DEFAULTS.with("threads", "2"), allocator);
        DuckDb duckdb = new DuckDb(2)) {
      Map<String, String> queries = new LinkedHashMap<>();
      if (isTpcds) {
        TpcdsData data = TpcdsData.at(scaleFactor);
        data.references().forEach(engine.session()::register);
        duckdb.with(data);
        queries.putAll(TpcdsQueries.version14());
      } else {
        TpchData data = TpchData.at(scaleFactor);
        data.references().forEach(engine.session()::register);
        duckdb.with(data);
        TpchData.queries().forEach((number, text) -> queries.put(number.toString(), text));
      }
      long ours = 0;
      long theirs = 0;
      System.out.println("query         weft       duckdb    ratio");
      for (Map.Entry<String, String> query : queries.entrySet()) {
        if (!wanted.isEmpty() && !wanted.contains(query.getKey())) {
          continue;
        }
        try {
          long mine = ofWeft(engine, query.getValue());
          long rival = ofDuckDb(duckdb, query.getValue(), profile);
          print(query.getKey(), mine, rival);
          ours += mine;
          theirs += rival;
        } catch (WeftException e) {
          System.out.printf(Locale.ROOT, "%-8s FAILED: %s%n", query.getKey(), e.getMessage());
        }
      }
      print("all", ours, theirs);
    }
    Files.delete(profile);
    // Hadoop's and DuckDB's threads are no daemons
    System.exit(0);
  }

  private static void print(String query, long ours, long theirs) {
    double ratio = (double) ours / Math.max(1, theirs);
    System.out.printf(Locale.ROOT, "%-6s %11d  %11d %8.2f%n", query, ours, theirs, ratio);
  }

  private static long ofWeft(NativeEngine engine, String query) {
    long rows = 0;
    String operator = "";
    for (List<Object> line : Weft.query(engine.session(), "EXPLAIN ANALYZE " + query).rows()) {
      String text = line.get(0).toString();
      Matcher title = OPERATOR.matcher(text);
      if (title.find()) {
        operator = title.group(1);
      }
      Matcher actual = ACTUAL.matcher(text);
      if (operator.endsWith("Join") && actual.find()) {
        rows += Long.parseLong(actual.group(1));
      }
    }
    return rows;
  }

  private static long ofDuckDb(DuckDb duckdb, String query, Path profile) throws IOException {
    duckdb.execute("PRAGMA enable_profiling = 'json'");
    duckdb.execute("PRAGMA profiling_output = '" + profile + "'");
    duckdb.query(query);
    duckdb.execute("PRAGMA disable_profiling");
    return joined(new ObjectMapper().readTree(profile.toFile()));
  }

  private static long joined(JsonNode operator) {
    String type = operator.path("operator_type").asText();
    boolean isJoin =
        (type.endsWith("JOIN") && !type.endsWith("DELIM_JOIN")) || type.equals("CROSS_PRODUCT");
    long rows = isJoin ? operator.path("operator_cardinality").asLong() : 0;
    for (JsonNode child : operator.path("children")) {
      rows += joined(child);
    }
    return rows;
  }
}

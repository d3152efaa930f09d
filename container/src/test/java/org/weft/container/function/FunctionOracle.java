package org.weft.container.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.DynamicTest;
import org.weft.container.fixture.Rows;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.result.ResultStream;
import org.weft.container.run.NativeRunner;
import org.weft.container.run.QueryRequest;
import org.weft.io.table.FileTableSource;
import org.weft.io.table.ScanReaders;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.IntervalText;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlanner;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.TableReference;
import org.weft.planner.setting.Settings;
import org.weft.planner.sql.Catalog;
import org.weft.planner.sql.SqlPlanner;
import org.weft.planner.sql.Statement;

/**
 * Functions over a table of values that DuckDB wrote to a Parquet file, compared with DuckDB's own
 * row by row. A case is one expression for both, or {@code ours ~ theirs} where they are spelt
 * differently; where DuckDB fails Weft must fail too.
 */
final class FunctionOracle implements AutoCloseable {
  private static final double RELATIVE = 1e-12;

  private final MemoryPool pool = new MemoryPool(256 << 20);
  private final NativeRunner runner =
      new NativeRunner(new ScanReaders(new Configuration(false)), pool, 1);
  private final SqlPlanner planner = new SqlPlanner(new FileTableSource(new Configuration(false)));
  private final Connection duck;
  private Catalog catalog = Catalog.EMPTY;

  /**
   * @param query of DuckDB; its rows are the table {@code t}, with a row number {@code k}
   */
  FunctionOracle(String query) {
    try {
      duck = DriverManager.getConnection("jdbc:duckdb:");
      execute("SET TimeZone = 'UTC'");
      execute("CREATE TABLE t AS SELECT row_number() OVER () AS k, * FROM (" + query + ")");
      Path file = Files.createTempDirectory("functions").resolve("t.parquet");
      execute("COPY t TO '" + file + "' (FORMAT parquet)");
      execute("DROP TABLE t");
      execute("CREATE TABLE t AS FROM '" + file + "'");
      catalog = catalog.with(new TableReference("t", FileFormat.PARQUET, List.of(file.toString())));
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB could not write the values", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (java.sql.Statement statement = duck.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A test for each line that is not blank. */
  Stream<DynamicTest> same(String cases) {
    return lines(cases).map(line -> DynamicTest.dynamicTest(line, () -> check(line)));
  }

  /** A test for each line: {@code expression -> text}, for what DuckDB does not have. */
  Stream<DynamicTest> gives(String cases) {
    return lines(cases)
        .map(
            line -> {
              int arrow = line.lastIndexOf(" -> ");
              return DynamicTest.dynamicTest(
                  line,
                  () ->
                      assertThat(show(ours(line.substring(0, arrow), "VALUES (1)").get(0)))
                          .isEqualTo(line.substring(arrow + 4).strip()));
            });
  }

  /** A test for each line: {@code expression -> part of the error's sentence or hint}. */
  Stream<DynamicTest> fails(String cases) {
    return lines(cases)
        .map(
            line -> {
              int arrow = line.lastIndexOf(" -> ");
              return DynamicTest.dynamicTest(
                  line, () -> checkFails(line.substring(0, arrow), line.substring(arrow + 4)));
            });
  }

  private void checkFails(String expression, String part) {
    try {
      Object value = ours(expression, "VALUES (1)").get(0);
      throw new AssertionError("no error but " + show(value));
    } catch (WeftException e) {
      assertThat(e.getMessage() + " " + e.hint().orElse("")).contains(part.strip());
    }
  }

  private static Stream<String> lines(String cases) {
    return Arrays.stream(cases.split("\n")).map(String::strip).filter(line -> !line.isEmpty());
  }

  private void check(String line) throws SQLException {
    String[] both = line.split(" ~ ", 2);
    List<Object> expected;
    try {
      expected = theirs(both[both.length - 1]);
    } catch (SQLException e) {
      if (!e.getMessage().matches("(?s).*(Out of Range|Conversion|Invalid Input).*")) {
        throw e;
      }
      checkFails(both[0]);
      return;
    }
    List<Object> actual = ours(both[0], "t ORDER BY k");
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      if (!isSame(actual.get(i), expected.get(i))) {
        assertThat(show(actual.get(i)))
            .as("row %d of %s: %s", i + 1, line, theirs("t").get(i))
            .isEqualTo(show(expected.get(i)));
      }
    }
  }

  private void checkFails(String expression) {
    try {
      ours(expression, "t ORDER BY k");
    } catch (WeftException e) {
      return;
    }
    throw new AssertionError("DuckDB fails, Weft does not: " + expression);
  }

  private static boolean isSame(Object ours, Object theirs) {
    if (ours instanceof Double a && theirs instanceof Number n && !a.isNaN()) {
      double b = n.doubleValue();
      return a.equals(b) || Math.abs(a - b) <= RELATIVE * Math.abs(b);
    }
    return show(ours).equals(show(theirs));
  }

  private static String show(Object value) {
    if (value instanceof java.math.BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Value.Span span) {
      return IntervalText.show(span.months(), span.days(), span.micros());
    }
    if (value instanceof byte[] bytes) {
      return "0x" + java.util.HexFormat.of().formatHex(bytes);
    }
    return String.valueOf(value);
  }

  private List<Object> ours(String expression, String from) {
    Statement.Query query = Statement.Query.of("SELECT " + expression + " AS x FROM " + from(from));
    PhysicalPlan plan =
        PhysicalPlanner.plan(
            planner.plan(query, catalog, Settings.DEFAULTS).plan(),
            runner.target(Settings.DEFAULTS));
    List<Object> values = new ArrayList<>();
    QueryRequest request = new QueryRequest("test", Settings.DEFAULTS, new Cancellation());
    try (ResultStream result = runner.run(plan, request)) {
      while (result.advance()) {
        Rows.of(result.batch()).forEach(row -> values.add(row.get(0)));
      }
    }
    assertThat(pool.used()).isZero();
    return values;
  }

  private static String from(String from) {
    return from.startsWith("VALUES") ? "(" + from + ") AS one(n)" : from;
  }

  private List<Object> theirs(String expression) throws SQLException {
    return DuckValues.of(duck, expression);
  }

  @Override
  public void close() {
    runner.close();
    pool.close();
    try {
      duck.close();
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB did not close", e);
    }
  }
}

package org.weft.tests.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.weft.io.scan.ScanReader;
import org.weft.io.scan.ScanRequest;
import org.weft.io.table.FileTableSource;
import org.weft.io.table.ScanReaders;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.Pushdowns;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/**
 * Decodes and sums one column after the other on one thread, DuckDB right after each.
 *
 * <pre>
 * tests/bench scan lineitem.parquet [runs, 9] [column ...]
 * </pre>
 */
public final class ColumnScanBenchmark {
  private final TableData table;
  private final ScanReaders readers;
  private final MemoryPool pool = new MemoryPool(2L << 30);

  private ColumnScanBenchmark(String path) {
    Configuration configuration = new Configuration();
    readers = new ScanReaders(configuration);
    table =
        new FileTableSource(configuration)
            .resolve(new TableReference("t", FileFormat.PARQUET, List.of(path)));
  }

  /** Arguments: a file or glob, how often to run, and columns (all, if none). */
  public static void main(String[] arguments) throws SQLException {
    ColumnScanBenchmark benchmark = new ColumnScanBenchmark(arguments[0]);
    int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 9;
    List<String> columns =
        Arrays.asList(arguments).subList(Math.min(2, arguments.length), arguments.length);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("SET threads = 1");
      System.out.printf(
          "%-18s %10s %10s %10s %10s %7s%n",
          "column", "min ms", "median", "duck min", "median", "ratio");
      for (Field field : benchmark.table.schema().fields()) {
        if (columns.isEmpty() || columns.contains(field.name())) {
          double[] ours = benchmark.times(field, runs);
          double[] theirs = duckTimes(statement, arguments[0], field, runs);
          System.out.printf(
              Locale.ROOT,
              "%-18s %10.1f %10.1f %10.1f %10.1f %7.2f%n",
              field.name(),
              ours[0],
              ours[runs / 2],
              theirs[0],
              theirs[runs / 2],
              theirs[0] / ours[0]);
        }
      }
    }
  }

  private double[] times(Field field, int runs) {
    double[] times = new double[runs];
    for (int warm = 0; warm < 6; warm++) {
      scan(field);
    }
    for (int run = 0; run < runs; run++) {
      long start = System.nanoTime();
      scan(field);
      times[run] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(times);
    return times;
  }

  private long scan(Field field) {
    long sum = 0;
    try (MemoryScope memory = pool.scope("benchmark")) {
      for (DataFile file : table.files()) {
        ScanRequest request =
            new ScanRequest(
                FileFormat.PARQUET,
                Schema.of(field),
                Pushdowns.NONE,
                new ScanTask.Source(
                    file.path(),
                    file.length(),
                    file.modified(),
                    file.splits().stream().map(DataFile.Split::ordinal).toList()),
                memory);
        try (ScanReader reader = readers.open(request)) {
          while (reader.advance()) {
            Batch batch = reader.batch();
            sum += sum(batch.column(0), batch.rowCount());
          }
        }
      }
    }
    return sum;
  }

  private static long sum(Vector vector, int rows) {
    long data = vector.data();
    if (vector.encoding() == Vector.Encoding.DICTIONARY) {
      if (vector.layout() == Layout.VIEW) {
        return sum4(data, rows);
      }
      return vector.layout().width() == 8
          ? sumEntries8(vector.dictionary().data(), data, rows)
          : sumEntries4(vector.dictionary().data(), data, rows);
    }
    return switch (vector.layout()) {
      case VIEW -> sumLengths(data, rows);
      case INT64 -> sum8(data, rows);
      default -> sum4(data, rows);
    };
  }

  private static long sum8(long data, int rows) {
    long sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += Memory.getLong(data + 8L * i);
    }
    return sum;
  }

  private static long sum4(long data, int rows) {
    long sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += Memory.getInt(data + 4L * i);
    }
    return sum;
  }

  private static long sumLengths(long data, int rows) {
    long sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += Memory.getInt(data + 16L * i);
    }
    return sum;
  }

  private static long sumEntries8(long entries, long ids, int rows) {
    long sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += Memory.getLong(entries + 8L * Memory.getInt(ids + 4L * i));
    }
    return sum;
  }

  private static long sumEntries4(long entries, long ids, int rows) {
    long sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += Memory.getInt(entries + 4L * Memory.getInt(ids + 4L * i));
    }
    return sum;
  }

  private static double[] duckTimes(Statement duck, String path, Field field, int runs)
      throws SQLException {
    String sum =
        field.type().kind() == TypeKind.STRING
            ? "sum(strlen(" + field.name() + "))"
            : field.type().kind() == TypeKind.DATE
                ? "count(*) FILTER (" + field.name() + " < DATE '1994-01-01')"
                : "sum(" + field.name() + ")";
    double[] times = new double[runs];
    for (int run = -2; run < runs; run++) {
      long start = System.nanoTime();
      try (ResultSet result = duck.executeQuery("SELECT " + sum + " FROM '" + path + "'")) {
        result.next();
      }
      if (run >= 0) {
        times[run] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(times);
    return times;
  }
}

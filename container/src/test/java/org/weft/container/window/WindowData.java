package org.weft.container.window;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.TableReference;
import org.weft.planner.sql.Catalog;

/**
 * Tables of chance in Parquet files, made and read by DuckDB: few and many partitions, ties and
 * nulls in every key, values of every kind of number and text.
 */
public final class WindowData implements AutoCloseable {
  private static final int FILES = 3;

  private final Connection connection;
  private final Path directory;
  private Catalog catalog = Catalog.EMPTY;

  public WindowData(Path directory) throws SQLException {
    this.directory = directory;
    this.connection = DriverManager.getConnection("jdbc:duckdb:");
    execute("SET threads = 1");
  }

  /** Makes a table of so many rows in so many partitions. */
  public void add(String table, int rows, int partitions, Random random) throws SQLException {
    String source =
        """
        SELECT id,
          CASE WHEN r1 < 0.1 THEN NULL ELSE CAST(floor(r2 * %1$d) AS INTEGER) END AS p1,
          CASE WHEN r2 < 0.1 THEN NULL ELSE 'part ' || CAST(floor(r1 * %1$d) AS INTEGER) END AS p2,
          CASE WHEN r3 < 0.1 THEN NULL ELSE CAST(floor(r4 * 20) AS INTEGER) END AS k,
          CASE WHEN r4 < 0.1 THEN NULL ELSE CAST(floor(r3 * 1000) AS BIGINT) * 1000000007 END AS kb,
          CASE WHEN r5 < 0.1 THEN NULL
            ELSE DATE '2020-01-25' + CAST(floor(r6 * 60) AS INTEGER) END AS kd,
          CASE WHEN r6 < 0.1 THEN NULL
            ELSE TIMESTAMP '2020-01-31 10:00:00' + to_minutes(CAST(floor(r5 * 5000) AS BIGINT))
            END AS kt,
          CASE WHEN r7 < 0.1 THEN NULL ELSE floor(r8 * 40) / 4 END AS kx,
          CASE WHEN r8 < 0.1 THEN NULL ELSE CAST(r7 * 10 AS DECIMAL(6,1)) END AS kc,
          CASE WHEN r9 < 0.2 THEN NULL ELSE CAST(floor(r1 * 100) AS SMALLINT) - 50 END AS v1,
          CASE WHEN r1 < 0.2 THEN NULL ELSE CAST(r9 * 8e18 AS BIGINT) END AS v2,
          CASE WHEN r2 < 0.2 THEN NULL ELSE CAST(r3 * 10000 - 5000 AS DECIMAL(12,2)) END AS v3,
          CASE WHEN r3 < 0.2 THEN NULL ELSE floor(r4 * 1000) / 8 END AS v4,
          CASE WHEN r4 < 0.2 THEN NULL
            ELSE repeat(chr(97 + CAST(floor(r5 * 26) AS INTEGER)), CAST(floor(r6 * 20) AS INTEGER))
            END AS v5,
          CASE WHEN r5 < 0.2 THEN NULL
            ELSE CAST(r6 * 1e17 AS DECIMAL(38,2)) * CAST(1000000000000 AS DECIMAL(14,0))
            END AS v6,
          CASE WHEN r6 < 0.1 THEN NULL ELSE r7 < 0.6 END AS flag,
          id %% %2$d AS file
        FROM (SELECT range AS id, random() AS r1, random() AS r2, random() AS r3, random() AS r4,
          random() AS r5, random() AS r6, random() AS r7, random() AS r8, random() AS r9
          FROM range(%3$d))
        """
            .formatted(partitions, FILES, rows);
    execute("SELECT setseed(" + random.nextDouble() + ")");
    execute("CREATE OR REPLACE TABLE made AS " + source);
    List<String> paths = new ArrayList<>();
    for (int file = 0; file < FILES; file++) {
      Path path = directory.resolve(table + file + ".parquet");
      execute(
          "COPY (SELECT * EXCLUDE (file) FROM made WHERE file = %d) TO '%s' (FORMAT parquet)"
              .formatted(file, path));
      paths.add(path.toString());
    }
    execute(
        "CREATE VIEW %s AS FROM read_parquet('%s')"
            .formatted(table, directory.resolve(table + "*.parquet")));
    catalog = catalog.with(new TableReference(table, FileFormat.PARQUET, paths));
  }

  public Catalog catalog() {
    return catalog;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** DuckDB's answer, in the classes of the fixture's rows. */
  public List<List<Object>> rows(String sql) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          Object value = result.getObject(i);
          row.add(
              value instanceof Integer || value instanceof Short
                  ? (Object) ((Number) value).longValue()
                  : value);
        }
        rows.add(row);
      }
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

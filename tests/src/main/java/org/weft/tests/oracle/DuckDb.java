package org.weft.tests.oracle;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.weft.tests.tpcds.TpcdsData;
import org.weft.tests.tpch.TpchData;

/** DuckDB in this process, over the same files. */
public final class DuckDb implements AutoCloseable {
  private final Connection connection;

  /** DuckDB with this many threads. */
  public DuckDb(int threads) {
    try {
      connection = DriverManager.getConnection("jdbc:duckdb:");
      execute("SET threads = " + threads);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes the tables views over their files. */
  public DuckDb with(TpchData data) {
    TpchData.TABLES.forEach(table -> view(table, data.file(table)));
    return this;
  }

  /** Makes the tables views over their files. */
  public DuckDb with(TpcdsData data) {
    TpcdsData.TABLES.forEach(table -> view(table, data.file(table)));
    return this;
  }

  private void view(String table, Path file) {
    execute("CREATE VIEW " + table + " AS SELECT * FROM read_parquet('" + file + "')");
  }

  /** Runs a statement without looking at its rows. */
  public void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The answer to a query. */
  public Answer query(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return read(rows);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The rows of any JDBC driver. */
  public static Answer read(ResultSet rows) throws SQLException {
    ResultSetMetaData meta = rows.getMetaData();
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(meta.getColumnLabel(i));
    }
    List<List<Object>> answer = new ArrayList<>();
    while (rows.next()) {
      List<Object> row = new ArrayList<>();
      for (int i = 1; i <= columns.size(); i++) {
        Object value = rows.getObject(i);
        boolean isInterval = "INTERVAL".equals(meta.getColumnTypeName(i)) && value != null;
        row.add(isInterval ? DuckDbIntervals.plain(value.toString()) : PlainValues.ofJdbc(value));
      }
      answer.add(row);
    }
    return new Answer(columns, answer);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

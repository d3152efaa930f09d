package org.weft.tests.tpcds;

import io.trino.tpcds.Results;
import io.trino.tpcds.Session;
import io.trino.tpcds.Table;
import io.trino.tpcds.column.Column;
import io.trino.tpcds.column.ColumnType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.TableReference;
import org.weft.tests.tpch.TpchData;

/**
 * The 24 tables at one scale factor, one Parquet file each, made by a public generator and written
 * by DuckDB.
 *
 * @param directory holds {@code <table>.parquet}
 */
public record TpcdsData(Path directory) {
  /** The tables, by name. */
  public static final List<String> TABLES =
      Table.getBaseTables().stream()
          .filter(table -> table != Table.DBGEN_VERSION)
          .map(Table::getName)
          .toList();

  private static final int ROW_GROUPS = 122_880;

  /** A small table is to have several row groups too: they are what threads and tasks share. */
  private static final int SMALL_ROW_GROUPS = 20_480;

  /** The data of a scale factor, made if it is not there yet. */
  public static TpcdsData at(String scaleFactor) {
    Path directory = TpchData.root().resolve("tests/data/tpcds-sf" + scaleFactor);
    if (!Files.isDirectory(directory)) {
      try {
        make(directory, Double.parseDouble(scaleFactor));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
    return new TpcdsData(directory);
  }

  /** The file of a table. */
  public Path file(String table) {
    return directory.resolve(table + ".parquet");
  }

  /** All tables as a session registers them. */
  public List<TableReference> references() {
    return TABLES.stream()
        .map(name -> new TableReference(name, FileFormat.PARQUET, List.of(file(name).toString())))
        .toList();
  }

  private static void make(Path directory, double scaleFactor) throws IOException, SQLException {
    Files.createDirectories(directory.getParent());
    Path raw = Files.createTempDirectory(directory.getParent(), "raw");
    Path made = Files.createTempDirectory(directory.getParent(), "made");
    Session session = Session.getDefaultSession().withScale(scaleFactor);
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      for (String name : TABLES) {
        Table table = Table.getTable(name);
        Path source = raw.resolve(name + ".csv");
        writeRows(table, session, source);
        statement.execute(
            "COPY (SELECT * FROM read_csv('%s', header = false, quote = '\"', columns = {%s})) TO '%s'"
                    .formatted(source, columns(table), made.resolve(name + ".parquet"))
                + " (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE %d)"
                    .formatted(scaleFactor < 1 ? SMALL_ROW_GROUPS : ROW_GROUPS));
        Files.delete(source);
      }
    } finally {
      delete(raw);
    }
    try {
      Files.move(made, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // another process was faster; its data is the same
      delete(made);
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
  }

  /** Rows of a returns table come from the generator of its sales, as the second of each pair. */
  private static void writeRows(Table table, Session session, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (List<List<String>> rows : Results.constructResults(table, session.withTable(table))) {
        for (String value : rows.get(0)) {
          if (value != null) {
            out.append('"').append(value.replace("\"", "\"\"")).append('"');
          }
          out.append(',');
        }
        out.append('\n');
      }
    }
  }

  /** The columns, and one behind them for the comma that ends each line. */
  private static String columns(Table table) {
    return Arrays.stream(table.getColumns())
        .map(TpcdsData::column)
        .collect(Collectors.joining(", "));
  }

  private static String column(Column column) {
    return "'%s': '%s'".formatted(column.getName(), type(column.getType()));
  }

  private static String type(ColumnType type) {
    return switch (type.getBase()) {
      case IDENTIFIER -> "BIGINT";
      case INTEGER -> "INTEGER";
      case DATE -> "DATE";
      case DECIMAL ->
          "DECIMAL(%d, %d)".formatted(type.getPrecision().orElseThrow(), type.getScale().orElse(0));
      case VARCHAR, CHAR, TIME -> "VARCHAR";
    };
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

package org.weft.tests.tpch;

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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.weft.am.demo.TpchFiles;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.TableReference;

/**
 * The eight tables at one scale factor, one Parquet file each, written by DuckDB.
 *
 * @param directory holds {@code <table>.parquet}
 */
public record TpchData(Path directory) {
  /** The tables, by name. */
  public static final List<String> TABLES =
      List.of("region", "nation", "supplier", "customer", "part", "partsupp", "orders", "lineitem");

  /** The data of a scale factor, made if it is not there yet. */
  public static TpchData at(String scaleFactor) {
    Path directory = root().resolve("tests/data/tpch-sf" + scaleFactor);
    if (!Files.isDirectory(directory)) {
      try {
        make(directory, Double.parseDouble(scaleFactor));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
    return new TpchData(directory);
  }

  /** The checkout: the directory that holds the modules. */
  public static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(here.resolve("planner")) || !Files.isDirectory(here.resolve("am"))) {
      here = here.getParent();
      if (here == null) {
        throw new IllegalStateException("run this inside a checkout of Weft");
      }
    }
    return here;
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

  /** The texts of the 22 queries, by number. */
  public static Map<Integer, String> queries() {
    try (Stream<Path> files = Files.list(root().resolve("planner/src/test/resources/tpch"))) {
      Map<Integer, String> queries = new TreeMap<>();
      for (Path file : files.collect(Collectors.toList())) {
        String name = file.getFileName().toString();
        if (name.matches("q\\d\\d\\.sql")) {
          queries.put(Integer.valueOf(name.substring(1, 3)), Files.readString(file));
        }
      }
      return queries;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void make(Path directory, double scaleFactor) throws IOException, SQLException {
    Files.createDirectories(directory.getParent());
    Path raw = Files.createTempDirectory(directory.getParent(), "raw");
    Path made = Files.createTempDirectory(directory.getParent(), "made");
    Configuration configuration = new Configuration(false);
    configuration.set("fs.file.impl", "org.apache.hadoop.fs.LocalFileSystem");
    configuration.set("fs.defaultFS", "file:///");
    TpchFiles files = new TpchFiles(configuration, scaleFactor);
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      for (String table : TABLES) {
        Path source = raw.resolve(table);
        files.write(table, new org.apache.hadoop.fs.Path(source.toUri()), 1);
        statement.execute(
            "COPY (SELECT * FROM read_parquet('"
                + source
                + "/*.parquet')) TO '"
                + made.resolve(table + ".parquet")
                + "' (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 122880)");
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

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

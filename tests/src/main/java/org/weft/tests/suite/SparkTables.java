package org.weft.tests.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements that make the tables Spark's suite finds when it starts. Those of PostgreSQL's
 * regression tests come from files of the same test jar, {@code test-data/postgresql} beside the
 * suite; without these there are none.
 */
final class SparkTables {
  private static final List<String> SMALL =
      List.of(
          "CREATE VIEW testdata AS SELECT CAST(x AS INTEGER) AS key, CAST(x AS VARCHAR) AS value"
              + " FROM range(1, 101) AS r(x)",
          "CREATE VIEW arraydata AS SELECT * FROM (VALUES ([1, 2, 3], [[1, 2, 3]]),"
              + " ([2, 3, 4], [[2, 3, 4]])) AS v(arraycol, nestedarraycol)",
          "CREATE VIEW mapdata AS SELECT * FROM (VALUES"
              + " (MAP {1: 'a1', 2: 'b1', 3: 'c1', 4: 'd1', 5: 'e1'}),"
              + " (MAP {1: 'a2', 2: 'b2', 3: 'c2', 4: 'd2'}),"
              + " (MAP {1: 'a3', 2: 'b3', 3: 'c3'}), (MAP {1: 'a4', 2: 'b4'}),"
              + " (MAP {1: 'a5'})) AS v(mapcol)");

  private static final List<String> NUMBERS =
      List.of(
          "unique1",
          "unique2",
          "two",
          "four",
          "ten",
          "twenty",
          "hundred",
          "thousand",
          "twothousand",
          "fivethous",
          "tenthous",
          "odd",
          "even");

  private static final List<String> TEXTS = List.of("stringu1", "stringu2", "string4");

  private SparkTables() {}

  /**
   * The tables for a file of the suite.
   *
   * @param suite the directory {@code sql-tests}
   */
  static List<String> statements(Path suite, String file) {
    List<String> statements = new ArrayList<>(SMALL);
    Path data = suite.resolveSibling("test-data").resolve("postgresql");
    if (file.startsWith("postgreSQL/") && Files.isDirectory(data)) {
      statements.add(
          "CREATE TABLE aggtest AS SELECT CAST(a AS INTEGER) AS a, CAST(b AS REAL) AS b FROM "
              + lines(data.resolve("agg.data"), List.of("a", "b")));
      statements.add(wide("onek", data.resolve("onek.data")));
      statements.add(wide("tenk1", data.resolve("tenk.data")));
    }
    return statements;
  }

  private static String wide(String table, Path file) {
    List<String> items = new ArrayList<>();
    NUMBERS.forEach(name -> items.add("CAST(" + name + " AS INTEGER) AS " + name));
    items.addAll(TEXTS);
    List<String> names = new ArrayList<>(NUMBERS);
    names.addAll(TEXTS);
    return "CREATE TABLE "
        + table
        + " AS SELECT "
        + String.join(", ", items)
        + " FROM "
        + lines(file, names);
  }

  /** The lines of a file, cut at tabs. */
  private static String lines(Path file, List<String> names) {
    return "read_csv('"
        + file.toAbsolutePath()
        + "', header => false, delimiter => '\t',"
        + " all_varchar => true) AS v("
        + String.join(", ", names)
        + ")";
  }
}

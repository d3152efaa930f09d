package org.weft.tests.random;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.weft.am.session.PreparedSql;
import org.weft.am.session.RowStream;
import org.weft.am.session.SqlSession;
import org.weft.tests.oracle.DuckDb;

/** Three small tables of awkward values, in Parquet files that both engines read. */
final class RandomTables {
  static final List<String> NAMES = List.of("t1", "t2", "t3");

  /** A column that every table has. */
  record Column(String name, Sort sort) {}

  static final List<Column> COLUMNS =
      List.of(
          new Column("id", Sort.INTEGER),
          new Column("i", Sort.INTEGER),
          new Column("j", Sort.INTEGER),
          new Column("b", Sort.BIGINT),
          new Column("d", Sort.DECIMAL),
          new Column("f", Sort.DOUBLE),
          new Column("v", Sort.TEXT),
          new Column("w", Sort.TEXT),
          new Column("ok", Sort.BOOLEAN),
          new Column("dt", Sort.DATE),
          new Column("ts", Sort.TIMESTAMP),
          new Column("iv", Sort.INTERVAL),
          new Column("l", Sort.LIST),
          new Column("s", Sort.STRUCT));

  private static final int FILES = 3;

  private RandomTables() {}

  /** Writes the files of all tables. */
  static void write(DuckDb duckdb, Path directory) {
    for (int table = 0; table < NAMES.size(); table++) {
      String name = NAMES.get(table);
      directory.resolve(name).toFile().mkdirs();
      Chance chance = new Chance(table + 1);
      int id = 1;
      for (int file = 0; file < FILES; file++) {
        List<String> rows = new ArrayList<>();
        int count = 3 + chance.below(4);
        for (int row = 0; row < count; row++) {
          rows.add(row(id++, chance));
        }
        duckdb.execute(
            "COPY (SELECT * FROM (VALUES "
                + String.join(", ", rows)
                + ") AS x(id, i, j, b, d, f, v, w, ok, dt, ts)) TO '"
                + directory.resolve(name).resolve(file + ".parquet")
                + "' (FORMAT parquet)");
      }
    }
  }

  private static String row(int id, Chance chance) {
    String[] values = {
      String.valueOf(id),
      typed(chance, "INTEGER", "0", "1", "1", "2", "3", "-7", "2147483647", "NULL"),
      typed(chance, "INTEGER", "1", "2", "3", "4", "5", "NULL"),
      typed(chance, "BIGINT", "0", "1", "-5", "9007199254740993", "2147483648", "NULL"),
      typed(chance, "DECIMAL(12,2)", "0", "1.50", "1.5", "-2.25", "123456.78", "NULL"),
      typed(
          chance, "DOUBLE", "0", "0.5", "-1.25", "3", "'NaN'", "'Infinity'", "'-Infinity'", "NULL"),
      typed(chance, "VARCHAR", "''", "'a'", "'abc'", "'B'", "'é'", "'日本'", "' x '", "'12'", "NULL"),
      typed(chance, "VARCHAR", "'a'", "'b'", "'2020-02-29'", "'😀b'", "NULL"),
      typed(chance, "BOOLEAN", "TRUE", "FALSE", "NULL"),
      typed(chance, "DATE", "'2020-02-29'", "'1969-12-31'", "'2000-01-01'", "'2024-12-31'", "NULL"),
      typed(
          chance,
          "TIMESTAMP",
          "'2020-02-29 23:59:59.999999'",
          "'1969-12-31 12:00:00'",
          "'2000-01-01 00:00:00'",
          "NULL")
    };
    return "(" + String.join(", ", values) + ")";
  }

  private static String typed(Chance chance, String type, String... values) {
    return "CAST(" + chance.one(values) + " AS " + type + ")";
  }

  private static String view(String name, Path directory) {
    return "CREATE VIEW "
        + name
        + " AS SELECT *, CASE WHEN i > 0 THEN INTERVAL 1 DAY WHEN j > 2 THEN INTERVAL 3 HOUR END"
        + " AS iv, CASE WHEN id % 4 <> 0 THEN [i, id, j] WHEN id % 8 = 0 THEN CAST([] AS INTEGER[])"
        + " END AS l, CASE WHEN id % 5 <> 0 THEN {'a': i, 'b': v} END AS s"
        + " FROM read_parquet('"
        + directory.resolve(name)
        + "/*.parquet')";
  }

  /** Makes the files known. */
  static void open(DuckDb duckdb, Path directory) {
    NAMES.forEach(name -> duckdb.execute(view(name, directory)));
  }

  /** Makes the files known. */
  static void open(SqlSession session, Path directory) {
    for (String name : NAMES) {
      try (PreparedSql statement = session.prepare(view(name, directory));
          RowStream rows = statement.run()) {
        while (rows.advance()) {
          // it has no rows
        }
      }
    }
  }
}

package org.weft.io.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.io.file.Storage;
import org.weft.io.write.RowFile;
import org.weft.io.write.RowWriter;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.Compression;
import org.weft.planner.scan.TableData;
import org.weft.planner.write.WriteFormat;

/** Files we write hold for DuckDB, parquet-java and ourselves what was put into them. */
class ParquetWritesTest {
  private static final String ROWS =
      """
      SELECT i::BIGINT AS id,
             (i % 2 = 0) AS flag,
             ((i * 7) % 200 - 100)::TINYINT AS tiny,
             ((i * 31) % 60000 - 30000)::SMALLINT AS small,
             (i * 7919 % 2000000000)::INTEGER AS number,
             (i / 7.0)::FLOAT AS single,
             (i * 1.25)::DOUBLE AS pair,
             (i % 5000 / 100.0)::DECIMAL(4,2) AS dec4,
             (i * 13 / 100.0)::DECIMAL(9,2) AS dec9,
             (i * 1234567 / 1000.0 - 1e6)::DECIMAL(18,3) AS dec18,
             (i * -123456789.123456789)::DECIMAL(38,9) AS dec38,
             (i % 3 * -1.5)::DECIMAL(38,9) AS few38,
             DATE '1970-01-01' + (i % 3000)::INTEGER AS day,
             TIMESTAMP '2001-02-03 04:05:06' + INTERVAL (i) SECOND AS moment,
             (TIMESTAMP '2001-02-03 04:05:06.123' + INTERVAL (i) MILLISECOND)::TIMESTAMP_MS AS ms,
             (TIMESTAMP '2001-02-03 04:05:06.123')::TIMESTAMP_NS AS ns,
             (TIMESTAMPTZ '2001-02-03 04:05:06.123+00' + INTERVAL (i) DAY) AS tz,
             TIME '10:11:12.345678' + INTERVAL (i) SECOND AS clock,
             ('string ' || (i * i)) AS text,
             (repeat('Ä', (i % 90)::INTEGER) || i) AS long,
             ('word' || (i % 10)) AS word,
             '' AS empty,
             ('some' || i)::BLOB AS bytes
      FROM range(9000) t(i)
      """;

  @TempDir static Path directory;
  private static DuckDb duck;

  @BeforeAll
  static void start() {
    duck = new DuckDb();
  }

  @AfterAll
  static void stop() {
    duck.close();
  }

  /** Reads a file of DuckDB's and writes its rows again. */
  private static Path rewritten(String query, String name, WriteFormat.Parquet format) {
    Path from = directory.resolve(name + ".duck.parquet");
    Path to = directory.resolve(name + ".weft.parquet");
    duck.write(query, from, "ROW_GROUP_SIZE 5000");
    TableData table = Tables.resolve(from.toString());
    FileWriters writers = new FileWriters(new Storage(new Configuration()));
    try (MemoryPool pool = new MemoryPool(512 << 20)) {
      try (MemoryScope memory = pool.scope("test");
          RowFile file = writers.create("file:" + to, format, table.schema());
          RowWriter writer = file.writer(memory)) {
        Tables.rows(
            table,
            table.schema(),
            (batch, rows) -> writer.write(batch, batch.selection(), batch.selectedCount()));
        writer.finish();
        file.finish();
        assertThat(file.rows()).isEqualTo(table.rowCount());
        assertThat(file.length()).isEqualTo(to.toFile().length());
      }
      assertThat(pool.used()).isZero();
    }
    return to;
  }

  private static WriteFormat.Parquet format(Compression compression, long groupRows) {
    return new WriteFormat.Parquet(
        compression, 0, groupRows, 128 << 20, WriteFormat.Parquet.Spans.STANDARD);
  }

  private static String nulls(int oneIn) {
    return "SELECT CASE WHEN id %% %d <> 0 THEN COLUMNS(*) END FROM (%s)".formatted(oneIn, ROWS);
  }

  private static void check(String query, Path file) {
    List<List<String>> expected = duck.rows(query);
    Tables.assertSameRows(duck.rows("SELECT * FROM read_parquet('" + file + "')"), expected);
    TableData table = Tables.resolve(file.toString());
    Tables.assertSameRows(Tables.rows(table), expected);
    assertThat(javaRows(file, FilterCompat.NOOP)).hasSameSizeAs(expected);
  }

  private static List<Group> javaRows(Path file, FilterCompat.Filter filter) {
    List<Group> rows = new ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(
                new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toString()))
            .withFilter(filter)
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, 122880",
    "SNAPPY, 122880",
    "SNAPPY, 1000",
    "SNAPPY, 1",
    "GZIP, 122880",
    "ZSTD, 4096",
    "LZ4, 122880"
  })
  void all_types(Compression compression, long groupRows) {
    String query = groupRows == 1 ? ROWS + " LIMIT 20" : ROWS;
    check(query, rewritten(query, "all" + compression + groupRows, format(compression, groupRows)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1000})
  void nulls_of_all_types(int oneIn) {
    String query = nulls(oneIn);
    check(query, rewritten(query, "nulls" + oneIn, format(Compression.SNAPPY, 3000)));
  }

  @Test
  void no_rows() {
    String query = ROWS + " LIMIT 0";
    check(query, rewritten(query, "none", format(Compression.SNAPPY, 3000)));
  }

  @Test
  void runs_of_all_lengths() {
    String query =
        "SELECT (sqrt(i) * 3)::INTEGER % 11 AS a, i // 37 % 5 AS b, i % 2 = 0 OR i % 97 > 40 AS c,"
            + " CASE WHEN i // 13 % 3 = 0 THEN i // 100 END AS d FROM range(30000) t(i)";
    check(query, rewritten(query, "runs", format(Compression.NONE, 122880)));
  }

  @Test
  void long_texts() {
    String query = "SELECT repeat('long ', 50000 * (i::INTEGER % 4)) AS t FROM range(60) t(i)";
    check(query, rewritten(query, "long", format(Compression.SNAPPY, 122880)));
  }

  @Test
  void a_dictionary_that_would_not_pay_is_none() throws IOException {
    Path file = rewritten(ROWS, "dictionaries", format(Compression.SNAPPY, 122880));
    try (ParquetFileReader reader = open(file)) {
      for (ColumnChunkMetaData chunk : reader.getFooter().getBlocks().get(0).getColumns()) {
        switch (chunk.getPath().toDotString()) {
          case "id", "text", "bytes", "flag", "dec38" ->
              assertThat(chunk.hasDictionaryPage()).as(chunk.toString()).isFalse();
          case "word", "few38", "tiny", "empty", "day" ->
              assertThat(chunk.hasDictionaryPage()).as(chunk.toString()).isTrue();
          default -> {
            // either is fine
          }
        }
      }
    }
  }

  @Test
  void statistics_are_what_duckdb_finds_in_the_values() {
    Path file = rewritten(nulls(3), "statistics", format(Compression.SNAPPY, 122880));
    for (String column : List.of("id", "tiny", "number", "dec4", "dec38", "day", "word", "pair")) {
      List<List<String>> values =
          duck.rows(
              "SELECT min(%1$s), max(%1$s), count(*) FILTER (%1$s IS NULL) FROM '%2$s'"
                  .formatted(column, file));
      List<List<String>> statistics =
          duck.rows(
              ("SELECT stats_min_value, stats_max_value, stats_null_count"
                      + " FROM parquet_metadata('%2$s') WHERE path_in_schema = '%1$s'")
                  .formatted(column, file));
      assertThat(statistics).as(column).isEqualTo(values);
    }
  }

  /** parquet-java passes over pages by the column index: a wrong one would lose rows. */
  @Test
  void the_column_index_loses_no_row() throws IOException {
    Path file = rewritten(nulls(1000), "index", format(Compression.SNAPPY, 122880));
    try (ParquetFileReader reader = open(file)) {
      ColumnChunkMetaData id = reader.getFooter().getBlocks().get(0).getColumns().get(0);
      ColumnIndex index = reader.readColumnIndex(id);
      assertThat(index).isNotNull();
      assertThat(reader.readOffsetIndex(id).getPageCount()).isEqualTo(index.getMinValues().size());
    }
    for (long wanted : new long[] {1, 4095, 8999}) {
      List<Group> rows =
          javaRows(file, FilterCompat.get(FilterApi.eq(FilterApi.longColumn("id"), wanted)));
      assertThat(rows).hasSize(1);
      assertThat(rows.get(0).getLong("id", 0)).isEqualTo(wanted);
    }
    assertThat(javaRows(file, FilterCompat.get(FilterApi.eq(FilterApi.longColumn("id"), 3000L))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"SNAPPY, 122880", "NONE, 300"})
  void nested_columns_are_the_same_for_parquet_java(Compression compression, long groupRows) {
    String query =
        """
        SELECT i, CASE WHEN i % 5 = 0 THEN NULL WHEN i % 5 = 1 THEN [] ELSE [i, NULL, 2 * i] END AS l,
               CASE WHEN i % 7 > 0 THEN {'a': i, 'b': ['w' || i % 3, NULL], 'c': i % 2 = 0} END AS s,
               CASE WHEN i % 4 > 0 THEN MAP {'k' || i: [{'x': i / 2.0}], 'z': NULL} END AS m,
               [[i], [], NULL, [i, NULL]][1:i % 5] AS ll,
               CASE WHEN i % 300 = 2 THEN range(30000) END AS pages
        FROM range(1500) t(i)
        """;
    String name = "nested" + compression;
    Path file = rewritten(query, name, format(compression, groupRows));
    List<String> expected =
        javaRows(directory.resolve(name + ".duck.parquet"), FilterCompat.NOOP).stream()
            .map(Group::toString)
            .toList();
    List<String> rows = javaRows(file, FilterCompat.NOOP).stream().map(Group::toString).toList();
    assertThat(rows.equals(expected)).as("rows of %s as parquet-java reads them", name).isTrue();
  }

  private static ParquetFileReader open(Path file) throws IOException {
    return ParquetFileReader.open(
        HadoopInputFile.fromPath(
            new org.apache.hadoop.fs.Path(file.toString()), new Configuration()));
  }
}

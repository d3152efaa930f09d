package org.weft.io.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weft.io.file.Storage;
import org.weft.io.write.RowFile;
import org.weft.io.write.RowWriter;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.write.WriteOptions;

/** CSV and JSON files we write hold for DuckDB and for ourselves what was put into them. */
class TextWritesTest {
  private static final String ROWS =
      """
      SELECT i::BIGINT AS id,
             CASE WHEN i % 3 > 0 THEN (i % 2 = 0) END AS flag,
             (i * 7919 % 2000000000 - 5)::INTEGER AS number,
             (i * 1.25 - 100)::DOUBLE AS pair,
             (i * -123456789.123456789)::DECIMAL(38,9) AS dec38,
             CASE WHEN i % 7 > 0 THEN DATE '1970-01-01' + (i % 3000)::INTEGER END AS day,
             TIMESTAMP '2001-02-03 04:05:06' + INTERVAL (i) SECOND AS moment,
             CASE i % 5 WHEN 0 THEN 'plain' WHEN 1 THEN 'a,b' WHEN 2 THEN 'q"uo"te'
               WHEN 3 THEN e'line\\nend' ELSE 'ä€😀' END AS text,
             CASE WHEN i % 4 > 0 THEN 'word' || i END AS word
      FROM range(5000) t(i)
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

  @ParameterizedTest
  @CsvSource({
    "a.csv, delim, ','",
    "b.csv, delim, |",
    "c.csv.gz, header, true",
    "d.csv.zst, quote, ''''",
    "e.tsv, header, true",
    "f.csv.bz2, header, true",
    "g.json, array, false",
    "h.json, array, true",
    "i.json.gz, array, true",
    "j.json.zst, array, false"
  })
  void rows_come_back(String name, String option, String value) {
    Path from = directory.resolve(name + ".parquet");
    Path to = directory.resolve(name);
    duck.write(ROWS, from, "ROW_GROUP_SIZE 2048");
    TableData table = Tables.resolve(from.toString());
    FileWriters writers = new FileWriters(new Storage(new Configuration()));
    try (MemoryPool pool = new MemoryPool(64 << 20)) {
      try (MemoryScope memory = pool.scope("test");
          RowFile file =
              writers.create(
                  "file:" + to,
                  WriteOptions.spec(to.toString(), Map.of(option, List.of(value))).format(),
                  table.schema());
          RowWriter one = file.writer(memory);
          RowWriter other = file.writer(memory)) {
        int[] batches = new int[1];
        Tables.rows(
            table,
            table.schema(),
            (batch, rows) ->
                (batches[0]++ % 2 == 0 ? one : other)
                    .write(batch, batch.selection(), batch.selectedCount()));
        one.finish();
        other.finish();
        file.finish();
        assertThat(file.rows()).isEqualTo(5000);
      }
      assertThat(pool.used()).isZero();
    }
    String columns = "id, flag, number, pair, dec38::VARCHAR AS d, day, moment, text, word";
    String expected = "SELECT " + columns + " FROM (" + ROWS + ") ORDER BY id";
    if (!name.endsWith("bz2")) {
      String read = name.contains("json") ? "read_json" : "read_csv";
      String types =
          name.contains("json") ? "" : ", types = {'dec38': 'DECIMAL(38,9)', 'number': 'INTEGER'}";
      Tables.assertSameRows(
          duck.rows(
              "SELECT %s FROM %s('%s'%s) ORDER BY id"
                  .formatted(
                      columns.replace(
                          "dec38::VARCHAR", name.contains("json") ? "'-'" : "dec38::VARCHAR"),
                      read,
                      to,
                      types)),
          duck.rows(name.contains("json") ? expected.replace("dec38::VARCHAR", "'-'") : expected));
    }
    FileFormat format = name.contains("json") ? FileFormat.JSON : FileFormat.CSV;
    TableData again =
        new FileTableSource(new Configuration(false))
            .resolve(new TableReference("t", format, List.of(to.toString())));
    List<List<String>> rows =
        Tables.rows(again).stream()
            .sorted((a, b) -> Long.compare(Long.parseLong(a.get(0)), Long.parseLong(b.get(0))))
            .map(
                row ->
                    List.of(
                        row.get(0),
                        row.get(1),
                        row.get(3),
                        row.get(5),
                        row.get(6),
                        row.get(7),
                        row.get(8)))
            .toList();
    Tables.assertSameRows(
        rows,
        duck.rows(
            "SELECT id, flag, pair, day, moment, text, word FROM (" + ROWS + ") ORDER BY id"));
  }
}

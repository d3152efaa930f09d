package org.weft.io.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weft.planner.scan.TableData;

/** Files that DuckDB wrote hold for us what they hold for DuckDB. */
class DuckDbFilesTest {
  private static final String ALL_TYPES =
      """
      SELECT i::BIGINT AS id,
             (i % 2 = 0) AS flag,
             ((i * 7) % 200 - 100)::TINYINT AS tiny,
             ((i * 31) % 60000 - 30000)::SMALLINT AS small,
             (i * 7919 % 2000000000)::INTEGER AS number,
             (i % 200)::UTINYINT AS utiny,
             (i % 60000)::USMALLINT AS usmall,
             (i * 104729 % 4000000000)::UINTEGER AS unumber,
             (18446744073709551615 - i)::UBIGINT AS ularge,
             (i / 7.0)::FLOAT AS single,
             (i * 1.25)::DOUBLE AS pair,
             (i % 5000 / 100.0)::DECIMAL(4,2) AS dec4,
             (i * 13 / 100.0)::DECIMAL(9,2) AS dec9,
             (i * 1234567 / 1000.0 - 1e6)::DECIMAL(18,3) AS dec18,
             (i * -123456789.123456789)::DECIMAL(38,9) AS dec38,
             DATE '1970-01-01' + (i % 3000)::INTEGER AS day,
             TIMESTAMP '2001-02-03 04:05:06' + INTERVAL (i) SECOND AS moment,
             (TIMESTAMP '2001-02-03 04:05:06.123' + INTERVAL (i) MILLISECOND)::TIMESTAMP_MS AS ms,
             ('string ' || (i * i)) AS text,
             ('word' || (i % 10)) AS word,
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

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "uncompressed, v1, 122880",
    "uncompressed, v2, 2048",
    "snappy, v1, 5000",
    "snappy, v2, 122880",
    "zstd, v1, 10000",
    "zstd, v2, 122880",
    "gzip, v1, 122880",
    "lz4_raw, v1, 122880",
    "brotli, v1, 122880",
    "brotli, v2, 7000"
  })
  void all_types(String codec, String version, int groupRows) {
    check(ALL_TYPES, codec + version, options(codec, version, groupRows));
  }

  @ParameterizedTest(name = "{0} {1} 1 in {2}")
  @CsvSource({
    "snappy, v1, 2",
    "snappy, v2, 2",
    "zstd, v1, 1",
    "zstd, v2, 1000",
    "uncompressed, v2, 3"
  })
  void nulls(String codec, String version, int oneIn) {
    StringBuilder nulled = new StringBuilder("SELECT id");
    for (String column :
        List.of(
            "flag", "tiny", "small", "number", "utiny", "usmall", "unumber", "ularge", "single",
            "pair", "dec4", "dec9", "dec18", "dec38", "day", "moment", "ms", "text", "word",
            "bytes")) {
      nulled.append(", CASE WHEN id * 7919 % ").append(oneIn).append(" <> 0 THEN ");
      nulled.append(column).append(" END AS ").append(column);
    }
    nulled.append(" FROM (").append(ALL_TYPES).append(")");
    check(nulled.toString(), "nulls" + codec + version + oneIn, options(codec, version, 9000));
  }

  private static String options(String codec, String version, int groupRows) {
    return "COMPRESSION "
        + codec
        + ", PARQUET_VERSION "
        + version
        + ", ROW_GROUP_SIZE "
        + groupRows;
  }

  private void check(String query, String name, String options) {
    Path file = directory.resolve(name + ".parquet");
    duck.write(query, file, options);
    TableData table = Tables.resolve(file.toString());
    List<List<String>> expected = duck.rows("SELECT * FROM '" + file + "'");
    assertThat(table.rowCount()).isEqualTo(expected.size());
    Tables.assertSameRows(Tables.rows(table), expected);
  }
}

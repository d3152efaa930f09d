package org.weft.tests.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.am.session.NativeEngine;
import org.weft.planner.error.WeftException;
import org.weft.planner.setting.Settings;
import org.weft.tests.oracle.Answer;
import org.weft.tests.oracle.DuckDb;
import org.weft.tests.oracle.Weft;

/**
 * The files in the test jar of Spark SQL, which old versions of Spark, Hive, Impala, Thrift,
 * Protocol Buffers, Avro and people wrote.
 */
class SparkFilesTest {
  @TempDir static Path directory;

  private static BufferAllocator allocator;
  private static NativeEngine engine;
  private static DuckDb duckdb;

  @BeforeAll
  static void start() {
    allocator = new RootAllocator();
    engine =
        new NativeEngine(new Configuration(), Settings.DEFAULTS.with("threads", "1"), allocator);
    duckdb = new DuckDb(1);
  }

  @AfterAll
  static void stop() {
    engine.close();
    allocator.close();
    duckdb.close();
  }

  /** The call that reads a file of the jar. */
  private static String table(String name) throws IOException {
    Path file = directory.resolve(name.replace('/', '_'));
    if (!Files.exists(file)) {
      try (InputStream in = SparkFilesTest.class.getResourceAsStream("/test-data/" + name)) {
        Files.copy(in, file);
      }
    }
    String format = name.substring(name.lastIndexOf('.') + 1);
    String function =
        switch (format) {
          case "parquet", "parq" -> "read_parquet";
          case "orc", "json" -> "read_" + format;
          default -> "read_csv";
        };
    return function + "('" + file + "')";
  }

  private static Answer weft(String sql) {
    return Weft.query(engine.session(), sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "before_1582_date_v3_2_0.snappy.parquet",
        "before_1582_timestamp_int96_dict_v2_4_5.snappy.parquet",
        "before_1582_timestamp_int96_plain_v3_2_0.snappy.parquet",
        "dec-in-fixed-len.parquet",
        "dec-in-i32.parquet",
        "dec-in-i64.parquet",
        "decimal32-written-as-64-bit-dict.snappy.parquet",
        "decimal32-written-as-64-bit.snappy.parquet",
        "impala_timestamp.parq",
        "malformed-file-offset.parquet",
        "old-repeated-int.parquet",
        "old-repeated-message.parquet",
        "parquet-1217.parquet",
        "parquet-thrift-compat.snappy.parquet",
        "proto-repeated-string.parquet",
        "proto-repeated-struct.parquet",
        "proto-struct-with-array-many.parquet",
        "tagged_int.parquet",
        "tagged_long.parquet",
        "bool.csv",
        "cars-blank-column-name.csv",
        "cars-crlf.csv",
        "cars-empty-value.csv",
        "char.csv",
        "dates.csv",
        "empty.csv",
        "numbers.csv",
        "postgresql/agg.data",
        "postgresql/onek.data",
        "simple_sparse.csv",
        "unescaped-quotes.csv",
        "value-malformed.csv",
        "with-array-fields.json",
        "with-map-fields.json"
      })
  void holds_what_it_holds_for_duckdb(String name) throws IOException {
    String sql = "SELECT * FROM " + table(name);
    Answer answer = weft(sql);
    assertThat(answer.differenceFrom(duckdb.query(sql), Answer.Order.MATTERS)).isEmpty();
    assertThat(weft("SELECT count(*) FROM " + table(name)).rows().get(0).get(0))
        .hasToString(Integer.toString(answer.rows().size()));
  }

  /** Where DuckDB does not read the format, or reads it in another way than its rules say. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "before_1582_date_v2_4.snappy.orc | * | [[1200-01-01]]",
        "before_1582_ts_v2_4.snappy.orc | * | [[1001-01-01 01:02:03.123456]]",
        "TestStringDictionary.testRowIndex.orc | count(*), min(str), max(str) "
            + "| [[32768, row 000000, row 032767]]",
        "nested-array-struct.parquet | myComplex[1].repeatedMessage[1].someId | [[3], [6], [9]]",
        "proto-struct-with-array.parquet | repeatedMessage | [[[{someId=9}, {someId=10}]]]",
        "timemillis-in-i64.parquet | DISTINCT time | [[1970-01-01 00:00:00.01+00]]",
        "timestamp-nanos.parquet | max(birthday) | [[2022-11-15 18:32:09.123534758+00]]",
        "before_1582_timestamp_micros_v2_4_5.snappy.parquet | count(*), count(DISTINCT plain) "
            + "| [[8, 8]]",
        "utf16LE.json | * | [[Chris, Baird]]",
        "utf16WithBOM.json | * | [[Chris, Baird], [Doug, Rood]]",
        "utf32BEWithBOM.json | * | [[Chris, Baird]]",
        "percentile_approx-input.csv.bz2 | count(*) | [[156987]]"
      })
  void holds_what_its_writer_put_there(String name, String columns, String rows)
      throws IOException {
    assertThat(weft("SELECT " + columns + " FROM " + table(name)).rows()).hasToString(rows);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // apache/parquet-testing says so, too: pull request 28
        "delta_length_byte_array.parquet "
            + "| row group 0, column 'FRUIT': page 0: a page whose checksum is wrong",
        "cars_iso-8859-1.csv | its text is not UTF-8",
        "malformed_utf8.json | line 3: "
      })
  void is_refused(String name, String sentence) throws IOException {
    String sql = "SELECT * FROM " + table(name);
    WeftException refused = catchThrowableOfType(WeftException.class, () -> weft(sql));
    assertThat(refused.sentence()).contains(name, sentence);
  }
}

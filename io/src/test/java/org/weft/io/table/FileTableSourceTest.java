package org.weft.io.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Value;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.DistinctSource;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

class FileTableSourceTest {
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

  private static Path write(String name, String query, String options) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    duck.write(query, file, options);
    return file;
  }

  @Test
  void a_file_is_described_by_row_group() throws IOException {
    Path file =
        write(
            "described.parquet",
            "SELECT i AS id, i % 10 AS few, CASE WHEN i < 3000 THEN 'x' || i END AS t"
                + " FROM range(5000) r(i)",
            "ROW_GROUP_SIZE 2048");
    TableData table = Tables.resolve(file.toString());
    assertThat(table.schema()).hasToString("id#int64, few#int64, t#string");
    assertThat(table.files()).hasSize(1);
    DataFile described = table.files().get(0);
    assertThat(described.path()).isEqualTo("file:" + file);
    assertThat(described.length()).isEqualTo(Files.size(file));
    assertThat(described.splits()).extracting(DataFile.Split::ordinal).containsExactly(0, 1, 2);
    assertThat(described.splits())
        .extracting(DataFile.Split::rowCount)
        .containsExactly(2048L, 2048L, 904L);
    DataFile.Split second = described.splits().get(1);
    assertThat(second.memoryBytes()[0]).isEqualTo(8 * 2048);
    assertThat(second.memoryBytes()[2]).isGreaterThan(16 * 2048);
    assertThat(second.compressedBytes()).hasSize(3).doesNotContain(0);
    assertThat(second.start()).isPositive().isLessThan(Files.size(file));
    assertThat(second.statistics().get(0).min()).contains(new Value.Int(2048));
    assertThat(second.statistics().get(0).max()).contains(new Value.Int(4095));
    assertThat(second.statistics().get(2).nulls()).hasValue(4096 - 3000);
    ColumnStatistics id = table.statistics().get(0);
    assertThat(id.min()).contains(new Value.Int(0));
    assertThat(id.max()).contains(new Value.Int(4999));
    assertThat(id.distinct()).hasValue(5000);
    assertThat(table.statistics().get(1).distinct()).hasValue(10);
    assertThat(table.statistics().get(2).nulls()).hasValue(2000);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          i::TINYINT - 5                   | -5                  | 94
          (i * 100)::USMALLINT             | 0                   | 9900
          (4294967200 + i - 99)::UINTEGER  | 4294967101          | 4294967200
          (18446744073709551600 + i % 9)::UBIGINT | 18446744073709551600 | 18446744073709551608
          i / 4.0                          | -0.0                | 24.75
          (i / 4.0 - 3)::FLOAT             | -3.0                | 21.75
          (i - 50)::DECIMAL(9,2)           | -50.00              | 49.00
          (i - 50)::DECIMAL(18,3)          | -50.000             | 49.000
          (i - 50)::DECIMAL(30,1)          | -50.0               | 49.0
          DATE '1999-12-01' + i::INTEGER   | DATE '1999-12-01'   | DATE '2000-03-09'
          i > 20                           | false               | true
          concat('k', 100 + i)             | 'k100'              | 'k199'
          """)
  void bounds_are_in_our_values(String expression, String min, String max) throws IOException {
    Path file =
        write(
            "bounds.parquet",
            "SELECT " + expression + " AS v FROM range(100) r(i)",
            "ROW_GROUP_SIZE 2048");
    TableData table = Tables.resolve(file.toString());
    ColumnStatistics statistics = table.statistics().get(0);
    String low = statistics.min().map(v -> v.show(table.schema().type(0))).orElse("unknown");
    String high = statistics.max().map(v -> v.show(table.schema().type(0))).orElse("unknown");
    assertThat(low).isEqualTo(min);
    assertThat(high).isEqualTo(max);
  }

  @Test
  void a_long_text_is_still_bounded() throws IOException {
    Path file = directory.resolve("long.parquet");
    ExampleFile.write(file, 500, b -> b);
    TableData table = Tables.resolve(file.toString());
    int text = table.schema().indexOf("text").orElseThrow();
    ColumnStatistics statistics = table.statistics().get(text);
    String low = ((Value.Text) statistics.min().orElseThrow()).value();
    String high = ((Value.Text) statistics.max().orElseThrow()).value();
    assertThat(low.length()).isLessThanOrEqualTo(64);
    for (List<String> row : Tables.rows(table)) {
      assertThat(row.get(text)).isGreaterThanOrEqualTo(low).isLessThanOrEqualTo(high);
    }
  }

  @Test
  void distinct_values_are_guessed_from_dictionaries() throws IOException {
    Path file = directory.resolve("distinct.parquet");
    Files.deleteIfExists(file);
    ExampleFile.write(file, 4000, b -> b.withRowGroupRowCountLimit(1500));
    TableData table = Tables.resolve(file.toString());
    ColumnStatistics word = table.statistics().get(table.schema().indexOf("word").orElseThrow());
    assertThat(word.distinct().orElseThrow()).isBetween(15.0, 35.0);
    ColumnStatistics text = table.statistics().get(table.schema().indexOf("text").orElseThrow());
    assertThat(text.distinct()).as("of a column without dictionary").isEmpty();
  }

  @Test
  void files_agree_by_name_in_any_order() throws IOException {
    write("agree/a.parquet", "SELECT 1::BIGINT AS x, 'a' AS y", "COMPRESSION zstd");
    write("agree/b.parquet", "SELECT 'b' AS Y, 2::BIGINT AS X", "COMPRESSION zstd");
    write("agree/sub/c.parquet", "SELECT 3::BIGINT AS x, NULL::VARCHAR AS y", "COMPRESSION zstd");
    Files.writeString(directory.resolve("agree/_SUCCESS"), "");
    TableData table = Tables.resolve(directory.resolve("agree").toString());
    assertThat(table.schema().names()).containsExactly("x", "y");
    assertThat(table.rowCount()).isEqualTo(3);
    assertThat(Tables.rows(table))
        .containsExactly(List.of("1", "a"), List.of("2", "b"), List.of("3", "null"));
    assertThat(table.files().get(1).splits().get(0).statistics().get(0).min())
        .contains(new Value.Int(2));
    assertThat(table.statistics().get(0).max()).contains(new Value.Int(3));
    assertThat(table.statistics().get(1).max()).contains(new Value.Text("b"));
    assertThat(table.statistics().get(1).nulls()).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          SELECT '2' AS x, 'a' AS y        | column 'x' is int64 in | b.parquet
          SELECT 2.5::DOUBLE AS x, 'a' AS y | column 'x' is int64 in | float64
          SELECT 2::BIGINT AS x, 5 AS y     | column 'y' is string  | int32
          """)
  void files_that_disagree_are_named(String query, String first, String second) throws IOException {
    write("disagree/a.parquet", "SELECT 1::BIGINT AS x, 'a' AS y", "COMPRESSION zstd");
    write("disagree/b.parquet", query, "COMPRESSION zstd");
    WeftException e = failure(directory.resolve("disagree/*.parquet").toString());
    assertThat(e.code()).isEqualTo(ErrorCode.SCHEMA_MISMATCH);
    assertThat(e.sentence()).contains(first, second, "a.parquet", "b.parquet");
  }

  @Test
  void a_column_of_a_type_we_lack_is_named_when_it_is_read() throws IOException {
    write("unsupported.parquet", "SELECT 1 AS a, 1::VARIANT AS odd, 'x' AS b", "COMPRESSION zstd");
    TableData table = Tables.resolve(directory.resolve("unsupported.parquet").toString());
    assertThat(table.schema().names()).containsExactly("a", "odd", "b");
    Schema readable = table.schema().select(List.of(2, 0));
    assertThat(Tables.rows(table, readable, BatchRows::all)).containsExactly(List.of("x", "1"));
    Schema odd = table.schema().select(List.of(1));
    WeftException e =
        catchThrowableOfType(WeftException.class, () -> Tables.rows(table, odd, BatchRows::all));
    assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_FILE);
    assertThat(e.sentence()).contains("unsupported.parquet", "'odd'");
  }

  @Test
  void what_is_no_parquet_file_is_named() throws IOException {
    Path text = Files.writeString(directory.resolve("text.parquet"), "hello, this is text");
    assertThat(failure(text.toString()).code()).isEqualTo(ErrorCode.CORRUPT_FILE);
    assertThat(failure(text.toString()).sentence()).contains("text.parquet");
    Path empty = Files.writeString(directory.resolve("empty.parquet"), "");
    assertThat(failure(empty.toString()).sentence()).contains("empty.parquet", "0 bytes");
    Path whole = write("whole.parquet", "SELECT 1 AS a", "COMPRESSION zstd");
    byte[] bytes = Files.readAllBytes(whole);
    Path cut =
        Files.write(
            directory.resolve("cut.parquet"), java.util.Arrays.copyOf(bytes, bytes.length - 20));
    assertThat(failure(cut.toString()).code()).isEqualTo(ErrorCode.CORRUPT_FILE);
  }

  @Test
  void many_small_files_are_read_together_and_again_when_they_change() throws IOException {
    for (int i = 0; i < 100; i++) {
      write("many/" + (1000 + i) + ".parquet", "SELECT " + i + " AS n", "COMPRESSION zstd");
    }
    FileTableSource source = new FileTableSource(new Configuration());
    TableReference many =
        new TableReference("t", FileFormat.PARQUET, List.of(directory.resolve("many").toString()));
    TableData table = source.resolve(many);
    List<Long> firsts = new ArrayList<>();
    for (DataFile file : table.files()) {
      firsts.add(
          ((Value.Int) file.splits().get(0).statistics().get(0).min().orElseThrow()).value());
    }
    assertThat(firsts).hasSize(100).isSorted();
    assertThat(table.statistics().get(0))
        .isEqualTo(
            new ColumnStatistics(
                Optional.of(new Value.Int(0)),
                Optional.of(new Value.Int(99)),
                OptionalLong.of(0),
                OptionalDouble.of(100),
                DistinctSource.RANGE));
    write("many/1007.parquet", "SELECT 'x' AS n", "COMPRESSION snappy");
    WeftException e = catchThrowableOfType(WeftException.class, () -> source.resolve(many));
    assertThat(e.code()).isEqualTo(ErrorCode.SCHEMA_MISMATCH);
    write(
        "many/1007.parquet",
        "SELECT n::INTEGER AS n FROM range(777, 779) r(n)",
        "COMPRESSION snappy");
    assertThat(source.resolve(many).statistics().get(0).max()).contains(new Value.Int(778));
  }

  @Test
  void required_columns_stay_required_if_they_are_in_all_files() throws IOException {
    ExampleFile.write(directory.resolve("required.parquet"), 10, b -> b);
    TableData table = Tables.resolve(directory.resolve("required.parquet").toString());
    assertThat(table.schema().field(0).nullability()).isEqualTo(Field.Nullability.REQUIRED);
    assertThat(table.schema().field(1).nullability()).isEqualTo(Field.Nullability.NULLABLE);
  }

  private static WeftException failure(String path) {
    return catchThrowableOfType(WeftException.class, () -> Tables.resolve(path));
  }
}

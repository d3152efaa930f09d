package org.weft.io.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.ReadFormat;
import org.weft.planner.scan.ReadOptions;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.type.SimpleType;

/** Files whose columns differ, and columns that their paths say, with DuckDB as the judge. */
class TablesOfManyFilesTest {
  private static final ReadOptions USUAL = ReadOptions.of(FileFormat.PARQUET);

  private final DuckDb duck = new DuckDb();

  @TempDir Path directory;

  @BeforeEach
  void start() throws IOException {
    Files.createDirectories(directory.resolve("t"));
  }

  @AfterEach
  void stop() {
    duck.close();
  }

  private void write(String path, String query) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    duck.write(query, file, "COMPRESSION snappy");
  }

  private TableData resolve(ReadOptions options) {
    return new FileTableSource(new Configuration())
        .resolve(new TableReference("t", options, List.of(directory.resolve("t").toString())));
  }

  private static List<List<String>> rows(TableData table) {
    return Tables.rows(table).stream()
        .sorted((a, b) -> a.toString().compareTo(b.toString()))
        .toList();
  }

  private void assertLikeDuckDb(TableData table, String options) {
    List<List<String>> expected =
        duck
            .rows(
                "SELECT %s FROM read_parquet('%s/t/**/*.parquet', %s)"
                    .formatted(String.join(", ", table.schema().names()), directory, options))
            .stream()
            .sorted((a, b) -> a.toString().compareTo(b.toString()))
            .toList();
    Tables.assertSameRows(rows(table), expected);
  }

  @Test
  void columns_that_files_lack_are_null_and_narrow_ones_are_widened() throws IOException {
    write("t/a.parquet", "SELECT 1::TINYINT AS x, 1.5::FLOAT AS f, 2.25::DECIMAL(5,2) AS d");
    write(
        "t/b.parquet",
        "SELECT i::BIGINT AS X, i / 3.0::DOUBLE AS f, 'text' || i AS s FROM range(9000) t(i)");
    write(
        "t/c.parquet",
        "SELECT 7::SMALLINT AS x, NULL::FLOAT AS f, 12345678901234567890.125::DECIMAL(30,3) AS d"
            + " UNION ALL SELECT NULL, 2.5, -1.5");
    TableData table = resolve(USUAL);
    assertThat(table.schema()).hasToString("x#int64, f#float64, d#decimal(30,3), s#string");
    assertThat(table.statistics().get(3).nulls()).hasValue(3);
    assertLikeDuckDb(table, "union_by_name = true");
  }

  @Test
  void moments_become_as_fine_as_the_finest() throws IOException {
    write("t/a.parquet", "SELECT DATE '2020-02-03' AS t, 5::INTEGER AS n");
    write("t/b.parquet", "SELECT TIMESTAMP_MS '2020-02-03 04:05:06.789' AS t, NULL::INTEGER AS n");
    write("t/c.parquet", "SELECT TIMESTAMP '2020-02-03 04:05:06.789123' AS t, 7.5::DOUBLE AS n");
    TableData table = resolve(USUAL);
    assertThat(table.schema()).hasToString("t#timestamp(us), n#float64");
    assertLikeDuckDb(table, "union_by_name = true");
  }

  @Test
  void a_moment_that_is_too_far_for_a_finer_unit_is_an_error() throws IOException {
    write("t/a.parquet", "SELECT TIMESTAMP_MS '9999-02-03 04:05:06' AS t");
    write("t/b.parquet", "SELECT TIMESTAMP_NS '2020-02-03 04:05:06' AS t");
    WeftException e = catchThrowableOfType(WeftException.class, () -> rows(resolve(USUAL)));
    assertThat(e.code()).isEqualTo(ErrorCode.NUMERIC_OVERFLOW);
  }

  @Test
  void the_same_columns_can_be_demanded() throws IOException {
    ReadOptions strict =
        new ReadOptions(
            ReadFormat.of(FileFormat.PARQUET),
            ReadOptions.Hive.DETECTED,
            List.of(),
            List.of(),
            Optional.empty(),
            ReadOptions.Union.SAME_NAMES);
    write("t/a.parquet", "SELECT 1 AS x, 2 AS y");
    write("t/b.parquet", "SELECT 1 AS x");
    WeftException less = catchThrowableOfType(WeftException.class, () -> resolve(strict));
    assertThat(less.sentence()).contains("column 'y' of", "a.parquet is not in", "b.parquet");
    write("t/b.parquet", "SELECT 1 AS y, 2 AS x, 3 AS z");
    WeftException more = catchThrowableOfType(WeftException.class, () -> resolve(strict));
    assertThat(more.sentence()).contains("column 'z' of", "b.parquet is not in", "a.parquet");
    assertThat(more.code()).isEqualTo(ErrorCode.SCHEMA_MISMATCH);
    write("t/b.parquet", "SELECT 1 AS y, 2 AS x");
    assertThat(rows(resolve(strict))).containsExactly(List.of("1", "2"), List.of("2", "1"));
  }

  @Test
  void directories_name_columns() throws IOException {
    write("t/year=2023/kind=a%2Fb%20c/1.parquet", "SELECT 1 AS x, 99 AS year");
    write("t/year=2024/kind=__HIVE_DEFAULT_PARTITION__/1.parquet", "SELECT 2 AS x, 98 AS year");
    write("t/year=2024/kind=d/1.parquet", "SELECT i AS x, 97 AS year FROM range(5000) t(i)");
    TableData table = resolve(USUAL);
    assertThat(table.schema()).hasToString("x#int64, year#int64, kind#string");
    ColumnStatistics year = table.statistics().get(1);
    assertThat(year.min().orElseThrow().show(SimpleType.INT64)).isEqualTo("2023");
    assertThat(year.max().orElseThrow().show(SimpleType.INT64)).isEqualTo("2024");
    assertThat(table.statistics().get(2).nulls()).hasValue(1);
    assertLikeDuckDb(table, "hive_partitioning = true");
  }

  @Test
  void directories_are_no_columns_if_files_disagree_or_the_user_says_so() throws IOException {
    write("t/year=2023/1.parquet", "SELECT 1 AS x");
    ReadOptions off =
        new ReadOptions(
            ReadFormat.of(FileFormat.PARQUET),
            ReadOptions.Hive.OFF,
            List.of(),
            List.of(),
            Optional.empty(),
            ReadOptions.Union.BY_NAME);
    assertThat(resolve(off).schema()).hasToString("x#int32");
    assertThat(resolve(USUAL).schema()).hasToString("x#int32, year#int64");
    write("t/1.parquet", "SELECT 1 AS x");
    assertThat(resolve(USUAL).schema()).hasToString("x#int32");
  }

  @Test
  void the_path_can_be_a_column() throws IOException {
    write("t/a.parquet", "SELECT 1 AS x");
    write("t/b.parquet", "SELECT 2 AS x");
    ReadOptions named =
        new ReadOptions(
            ReadFormat.of(FileFormat.PARQUET),
            ReadOptions.Hive.DETECTED,
            List.of(),
            List.of(),
            Optional.of("filename"),
            ReadOptions.Union.BY_NAME);
    assertLikeDuckDb(resolve(named), "filename = true");
  }
}

package org.weft.io.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.DistinctSource;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;

/** A few rows of a table tell about how many different values its columns have. */
class SampledStatisticsTest {
  private static final int ROWS = 600_000;
  private static final double FACTOR = 1.3;

  @TempDir Path directory;
  private final FileTableSource source = new FileTableSource(new Configuration(false));
  private Path path;

  @BeforeEach
  void write() {
    path = directory.resolve("file.parquet");
    write(path, "ROW_GROUP_SIZE 61440, COMPRESSION snappy");
  }

  private static void write(Path to, String options) {
    try (DuckDb duck = new DuckDb()) {
      duck.write(
          "SELECT hash(i)::VARCHAR AS key, hash(hash(i) % 30000)::VARCHAR AS reference,"
              + " 'd' || (i // 100) AS sorted, 'w' || hash(i) % 7 AS word,"
              + " CASE WHEN i % 3 = 0 THEN hash(i)::VARCHAR END AS third,"
              + " NULL::VARCHAR AS nothing,"
              + " (hash(i) % 50000 * 1000000007)::BIGINT AS far, i AS id"
              + " FROM range("
              + ROWS
              + ") r(i)",
          to,
          options);
    }
  }

  private static TableReference reference(Path path, FileFormat format) {
    return new TableReference("t", format, List.of(path.toString()));
  }

  private static BitSet all(TableData table) {
    BitSet columns = new BitSet();
    columns.set(0, table.schema().size());
    return columns;
  }

  private ColumnStatistics statistics(TableReference table, String column) {
    TableData found = source.resolve(table);
    return found.statistics().get(found.schema().indexOf(column).orElseThrow());
  }

  private void check(TableReference table) {
    TableData found = source.resolve(table);
    Map<Integer, OptionalDouble> sampled =
        new TableSampler(source.readers(), () -> 0).sample(found, all(found));
    Map<String, Integer> right =
        Map.of(
            "key",
            ROWS,
            "reference",
            30_000,
            "sorted",
            ROWS / 100,
            "word",
            7,
            "third",
            ROWS / 3,
            "nothing",
            1,
            "far",
            50_000,
            "id",
            ROWS);
    right.forEach(
        (column, distinct) ->
            assertThat(sampled.get(found.schema().indexOf(column).orElseThrow()).orElseThrow())
                .as(column)
                .isBetween(distinct / FACTOR, distinct * FACTOR));
  }

  @Test
  void of_row_groups() {
    check(reference(path, FileFormat.PARQUET));
  }

  @Test
  void of_a_single_row_group() {
    Path one = directory.resolve("one.parquet");
    write(one, "ROW_GROUP_SIZE 1000000, COMPRESSION snappy");
    check(reference(one, FileFormat.PARQUET));
  }

  @Test
  void of_text() {
    Path csv = directory.resolve("file.csv");
    try (DuckDb duck = new DuckDb()) {
      duck.execute("COPY (FROM '" + path + "') TO '" + csv + "'");
    }
    check(reference(csv, FileFormat.CSV));
  }

  @Test
  void what_was_sampled_is_not_sampled_again_until_the_file_changes() throws IOException {
    TableReference table = reference(path, FileFormat.PARQUET);
    TableData before = source.resolve(table);
    assertThat(source.sample(table, before, all(before))).isTrue();
    assertThat(statistics(table, "reference").source()).isEqualTo(DistinctSource.SAMPLED);
    assertThat(statistics(table, "word").distinct()).hasValue(7);
    TableData after = source.resolve(table);
    assertThat(after).isNotEqualTo(before).isEqualTo(source.resolve(table));
    assertThat(source.sample(table, after, all(after))).isFalse();

    Files.delete(path);
    write(path, "ROW_GROUP_SIZE 30720, COMPRESSION zstd");
    assertThat(statistics(table, "reference").source()).isNotEqualTo(DistinctSource.SAMPLED);
    assertThat(source.sample(table, after, all(after))).as("of what the file was before").isFalse();
  }

  @Test
  void a_sample_takes_no_longer_than_it_may() {
    TableData table = source.resolve(reference(path, FileFormat.PARQUET));
    BitSet reference = new BitSet();
    reference.set(1);
    long[] now = {0};
    TableSampler slow = new TableSampler(source.readers(), () -> now[0] += 80_000_000);
    double hurried = slow.sample(table, reference).get(1).orElseThrow() - 30_000;
    TableSampler quick = new TableSampler(source.readers(), () -> 0);
    double right = quick.sample(table, reference).get(1).orElseThrow() - 30_000;
    // two batches say less than sixteen, but something
    assertThat(Math.abs(right)).isLessThan(Math.abs(hurried));
    assertThat(Math.abs(hurried)).isLessThan(10_000);
  }

  @Test
  void a_file_that_cannot_be_read_is_not_sampled() throws IOException {
    TableReference table = reference(path, FileFormat.PARQUET);
    TableData before = source.resolve(table);
    byte[] bytes = Files.readAllBytes(path);
    java.util.Arrays.fill(bytes, 4, bytes.length / 2, (byte) 7);
    Path damaged = Files.write(directory.resolve("damaged.parquet"), bytes);
    TableReference bad = reference(damaged, FileFormat.PARQUET);
    TableData found = source.resolve(bad);
    assertThat(found.rowCount()).isEqualTo(before.rowCount());
    Map<Integer, OptionalDouble> sampled =
        new TableSampler(source.readers(), () -> 0).sample(found, all(found));
    assertThat(sampled).hasSize(found.schema().size()).containsEntry(0, OptionalDouble.empty());
  }
}

package org.weft.io.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.weft.io.scan.ScanReader;
import org.weft.io.scan.ScanRequest;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.DistinctSource;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.Pushdowns;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.vector.Batch;

/** What a scan sees of a file is known when the file is planned with next. */
class LearntStatisticsTest {
  private static final int ROWS = 20_000;
  private static final double TOLERANCE = 0.12;

  @TempDir Path directory;
  private final MemoryPool pool = new MemoryPool(64 << 20);
  private final MemoryScope memory = pool.scope("test");
  private final FileTableSource source = new FileTableSource(new Configuration(false));
  private Path path;

  @BeforeEach
  void write() {
    path = directory.resolve("file.parquet");
    write("i * 1000");
  }

  private void write(String id) {
    try (DuckDb duck = new DuckDb()) {
      duck.write(
          "SELECT "
              + id
              + " AS id, i // 3 * 1000 AS thirds, 'n' || i AS text, 'w' || i % 7 AS word,"
              + " CASE WHEN i % 2 = 0 THEN i * 1000 END AS half"
              + " FROM range("
              + ROWS
              + ") r(i)",
          path,
          "ROW_GROUP_SIZE 8192, COMPRESSION snappy");
    }
  }

  @AfterEach
  void nothing_is_kept() {
    memory.close();
    pool.close();
  }

  private TableData resolve() {
    return source.resolve(new TableReference("t", FileFormat.PARQUET, List.of(path.toString())));
  }

  private interface Use {
    void of(Batch batch);
  }

  private void scan(Use use, Integer... splits) {
    TableData table = resolve();
    DataFile file = table.files().get(0);
    ScanTask.Source from =
        new ScanTask.Source(file.path(), file.length(), file.modified(), List.of(splits));
    ScanRequest request =
        new ScanRequest(FileFormat.PARQUET, table.schema(), Pushdowns.NONE, from, memory);
    try (ScanReader reader = source.readers().open(request)) {
      while (reader.advance()) {
        use.of(reader.batch());
      }
    }
  }

  private static void all(Batch batch) {
    for (int c = 0; c < batch.columnCount(); c++) {
      batch.column(c);
    }
  }

  private ColumnStatistics statistics(String column) {
    TableData table = resolve();
    return table.statistics().get(table.schema().indexOf(column).orElseThrow());
  }

  private void assertSeen(String column, int distinct) {
    assertThat(statistics(column).source()).as(column).isEqualTo(DistinctSource.SKETCH);
    assertThat(statistics(column).distinct().orElseThrow())
        .as(column)
        .isCloseTo(distinct, within(distinct * TOLERANCE));
  }

  @Test
  void before_a_scan_ranges_and_what_the_file_says_are_all_there_is() {
    assertThat(statistics("id").source()).isEqualTo(DistinctSource.RANGE);
    assertThat(statistics("id").distinct()).hasValue(ROWS);
    assertThat(statistics("word").source()).isEqualTo(DistinctSource.FOOTER);
  }

  @Test
  void after_a_scan_the_values_seen_are_counted() {
    scan(LearntStatisticsTest::all, 0, 1, 2);
    assertSeen("id", ROWS);
    assertSeen("thirds", ROWS / 3);
    assertSeen("text", ROWS);
    assertSeen("word", 7);
    assertSeen("half", ROWS / 2);
  }

  @Test
  void part_by_part_is_as_good_as_all_at_once() {
    scan(LearntStatisticsTest::all, 2);
    assertThat(statistics("thirds").source()).isNotEqualTo(DistinctSource.SKETCH);
    scan(LearntStatisticsTest::all, 0, 1);
    assertSeen("thirds", ROWS / 3);
  }

  @Test
  void rows_that_a_filter_leaves_out_are_not_counted_as_seen() {
    int[] first = {0};
    scan(
        batch -> {
          batch.column(0);
          batch.select(first, 1);
          all(batch);
        },
        0,
        1,
        2);
    assertSeen("id", ROWS);
    assertSeen("word", 7);
    assertThat(statistics("text").source()).isNotEqualTo(DistinctSource.SKETCH);
    assertThat(statistics("thirds").source()).isNotEqualTo(DistinctSource.SKETCH);
  }

  @Test
  void a_changed_file_is_unknown_again() {
    scan(LearntStatisticsTest::all, 0, 1, 2);
    assertSeen("id", ROWS);
    write("i % 5");
    assertThat(statistics("id").source()).isNotEqualTo(DistinctSource.SKETCH);
    scan(LearntStatisticsTest::all, 0, 1, 2);
    assertSeen("id", 5);
  }
}

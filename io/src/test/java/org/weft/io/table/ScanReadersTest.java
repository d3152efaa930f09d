package org.weft.io.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.io.file.DiskAsRemote;
import org.weft.io.scan.ScanReader;
import org.weft.io.scan.ScanRequest;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.Pushdowns;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;

class ScanReadersTest {
  @TempDir Path directory;
  private final MemoryPool pool = new MemoryPool(64 << 20);
  private final MemoryScope memory = pool.scope("test");
  private final FileTableSource source = new FileTableSource(DiskAsRemote.configuration());
  private Path path;
  private TableData table;

  @BeforeEach
  void write() {
    path = directory.resolve("file.parquet");
    try (DuckDb duck = new DuckDb()) {
      duck.write(
          "SELECT i AS id, i % 10 AS few, 'text ' || i AS text, 'w' || i % 3 AS word"
              + " FROM range(20000) r(i)",
          path, "ROW_GROUP_SIZE 8192, COMPRESSION snappy");
    }
    table = resolve(path.toString());
  }

  @AfterEach
  void nothing_is_kept() {
    assertThat(memory.held()).isZero();
    memory.close();
    pool.close();
  }

  private TableData resolve(String file) {
    return source.resolve(new TableReference("t", FileFormat.PARQUET, List.of(file)));
  }

  private ScanReader open(Schema schema, Pushdowns pushdowns, Integer... splits) {
    DataFile file = table.files().get(0);
    ScanTask.Source from =
        new ScanTask.Source(file.path(), file.length(), file.modified(), List.of(splits));
    return source
        .readers()
        .open(new ScanRequest(FileFormat.PARQUET, schema, pushdowns, from, memory));
  }

  private ScanReader open(String... columns) {
    List<Integer> ordinals = new ArrayList<>();
    for (String column : columns) {
      ordinals.add(table.schema().indexOf(column).orElseThrow());
    }
    return open(table.schema().select(ordinals), Pushdowns.NONE, 0, 1, 2);
  }

  @Test
  void columns_come_in_the_order_asked_for() {
    try (ScanReader reader = open("word", "id")) {
      long row = 0;
      while (reader.advance()) {
        Batch batch = reader.batch();
        for (int i = 0; i < batch.rowCount(); i++, row++) {
          assertThat(BatchRows.text(batch.column(0), i)).isEqualTo("w" + row % 3);
          assertThat(BatchRows.text(batch.column(1), i)).isEqualTo("" + row);
        }
      }
      assertThat(row).isEqualTo(20000);
    }
  }

  @Test
  void rows_can_be_counted_without_columns() {
    long rows = 0;
    try (ScanReader reader = open()) {
      while (reader.advance()) {
        rows += reader.batch().rowCount();
      }
    }
    assertThat(rows).isEqualTo(20000);
    assertThat(pool.peak()).isZero();
  }

  @Test
  void only_the_row_groups_asked_for_are_read() {
    List<List<String>> rows = new ArrayList<>();
    try (ScanReader reader = open(table.schema(), Pushdowns.NONE, 1)) {
      while (reader.advance()) {
        BatchRows.all(reader.batch(), rows);
      }
    }
    assertThat(rows).hasSize(8192);
    assertThat(rows.get(0)).containsExactly("8192", "2", "text 8192", "w2");
  }

  @Test
  void a_limit_ends_the_scan() {
    Pushdowns limit = new Pushdowns(Optional.empty(), OptionalLong.of(5000));
    long rows = 0;
    try (ScanReader reader = open(table.schema(), limit, 0, 1, 2)) {
      while (reader.advance()) {
        rows += reader.batch().rowCount();
      }
      assertThat(reader.advance()).isFalse();
    }
    assertThat(rows).isEqualTo(5000);
  }

  @Test
  void row_groups_that_a_filter_excludes_are_passed_over() {
    Column id = new Column(0, "id", SimpleType.INT64);
    Literal bound = new Literal(SimpleType.INT64, new Value.Int(10_000));
    Call filter = Call.of(Function.EQUAL, SimpleType.BOOLEAN, id, bound);
    Pushdowns pushdowns = new Pushdowns(Optional.of(filter), OptionalLong.empty());
    List<List<String>> rows = new ArrayList<>();
    try (ScanReader reader = open(table.schema(), pushdowns, 0, 1, 2)) {
      while (reader.advance()) {
        BatchRows.all(reader.batch(), rows);
      }
    }
    assertThat(rows).hasSize(8192);
    assertThat(rows.get(0).get(0)).isEqualTo("8192");
  }

  @Test
  void few_values_come_as_one_dictionary_per_row_group() {
    Set<Long> dictionaries = new HashSet<>();
    try (ScanReader reader = open("few", "word", "text")) {
      while (reader.advance()) {
        assertThat(reader.batch().column(0).encoding()).isEqualTo(Vector.Encoding.DICTIONARY);
        assertThat(reader.batch().column(2).encoding()).isEqualTo(Vector.Encoding.FLAT);
        dictionaries.add(reader.batch().column(1).dictionary().id());
        assertThat(reader.batch().column(1).dictionary().size()).isEqualTo(3);
      }
    }
    assertThat(dictionaries).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(WriterVersion.class)
  void columns_may_be_left_out_of_batches(WriterVersion version) {
    for (int rowsPerPage : new int[] {100, 3000}) {
      for (boolean dictionaries : new boolean[] {true, false}) {
        Path file = directory.resolve(version + "-" + rowsPerPage + dictionaries);
        ExampleFile example =
            ExampleFile.write(
                file,
                6000,
                b ->
                    b.withWriterVersion(version)
                        .withPageRowCountLimit(rowsPerPage)
                        .withDictionaryEncoding(dictionaries));
        table = resolve(file.toString());
        checkSparsely(example.rows());
      }
    }
  }

  /** Looks at each column in other batches than the columns beside it, and at few rows. */
  private void checkSparsely(List<List<String>> expected) {
    for (int step : new int[] {1, 3, 7, 400}) {
      checkSparsely(expected, step);
    }
  }

  private void checkSparsely(List<List<String>> expected, int step) {
    try (ScanReader reader = open(table.schema(), Pushdowns.NONE, 0)) {
      int first = 0;
      for (int b = 0; reader.advance(); b++) {
        Batch batch = reader.batch();
        int[] selection = new int[batch.rowCount() / step];
        for (int i = 0; i < selection.length; i++) {
          selection[i] = i * step + i % step;
        }
        batch.select(selection, selection.length);
        for (int c = 0; c < batch.columnCount(); c++) {
          if ((b + c) % 3 == 0) {
            checkSelected(batch, c, expected.subList(first, first + batch.rowCount()));
          }
        }
        first += batch.rowCount();
      }
    }
  }

  private static void checkSelected(Batch batch, int column, List<List<String>> expected) {
    Vector vector = batch.column(column);
    for (int n = 0; n < batch.selectedCount(); n++) {
      int row = batch.row(n);
      assertThat(BatchRows.text(vector, row)).isEqualTo(expected.get(row).get(column));
    }
    if (vector.encoding() == Vector.Encoding.DICTIONARY) {
      for (int row = 0; row < batch.rowCount(); row++) {
        assertThat(Memory.getInt(vector.data() + 4L * row))
            .as("an id, selected or not")
            .isBetween(0, vector.dictionary().size() - 1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw:", "check:"})
  void remote_files_read_the_same(String scheme) {
    List<List<String>> expected = new ArrayList<>();
    try (ScanReader reader = open("id", "few", "text", "word")) {
      while (reader.advance()) {
        BatchRows.all(reader.batch(), expected);
      }
    }
    table = resolve(scheme + path);
    assertThat(table.files().get(0).hosts()).contains("h2");
    List<List<String>> rows = new ArrayList<>();
    try (ScanReader reader = open("id", "few", "text", "word")) {
      while (reader.advance()) {
        BatchRows.all(reader.batch(), rows);
      }
    }
    assertThat(rows).isEqualTo(expected);
  }

  @Test
  void a_damaged_column_hurts_only_who_reads_it() throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    DataFile.Split second = table.files().get(0).splits().get(1);
    long at = second.start();
    for (int c = 0; c < 2; c++) {
      at += second.compressedBytes()[c];
    }
    for (int i = 0; i < 10; i++) {
      bytes[(int) at + i] = (byte) 0xFF;
    }
    FileTime modified = Files.getLastModifiedTime(path);
    Files.write(path, bytes);
    Files.setLastModifiedTime(path, modified);
    List<List<String>> rows = new ArrayList<>();
    try (ScanReader reader = open("id", "word")) {
      while (reader.advance()) {
        BatchRows.all(reader.batch(), rows);
      }
    }
    assertThat(rows).hasSize(20000);
    try (ScanReader reader = open("id", "text")) {
      WeftException e =
          catchThrowableOfType(
              WeftException.class,
              () -> {
                while (reader.advance()) {
                  reader.batch().column(1);
                }
              });
      assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_FILE);
      assertThat(e.sentence()).contains("file.parquet, row group 1, column 'text'");
    }
  }

  @Test
  void a_file_that_changed_is_refused() throws IOException {
    FileTime modified = Files.getLastModifiedTime(path);
    Files.setLastModifiedTime(path, FileTime.fromMillis(modified.toMillis() + 5000));
    assertThat(refused(table.schema(), 0).code()).isEqualTo(ErrorCode.FILE_CHANGED);
    Files.setLastModifiedTime(path, modified);
    open("id").close();
    Files.write(path, new byte[100]);
    Files.setLastModifiedTime(path, modified);
    assertThat(refused(table.schema(), 0).code()).isEqualTo(ErrorCode.FILE_CHANGED);
    Files.delete(path);
    assertThat(refused(table.schema(), 0).code()).isEqualTo(ErrorCode.FILE_CHANGED);
  }

  @Test
  void another_schema_is_refused() {
    Schema other = Schema.of(Field.nullable("id", SimpleType.STRING));
    assertThat(refused(other, 0).code()).isEqualTo(ErrorCode.SCHEMA_MISMATCH);
    Schema missing = Schema.of(Field.required("nope", SimpleType.STRING));
    assertThat(refused(missing, 0).sentence()).contains("nope", "file.parquet");
    Schema required = Schema.of(Field.required("id", SimpleType.INT64));
    assertThat(refused(required, 0).code()).isEqualTo(ErrorCode.SCHEMA_MISMATCH);
  }

  private WeftException refused(Schema schema, Integer... splits) {
    return catchThrowableOfType(
        WeftException.class, () -> open(schema, Pushdowns.NONE, splits).close());
  }

  @Test
  void a_reader_may_be_closed_early_and_at_any_point() {
    open("id", "text").close();
    ScanReader reader = open("id", "text");
    assertThat(reader.advance()).isTrue();
    reader.batch().column(1);
    assertThat(memory.held()).isPositive();
    reader.close();
    assertThat(memory.held()).isZero();
  }

  @Test
  void too_little_memory_is_an_error_that_keeps_none() {
    try (MemoryPool small = new MemoryPool(100_000);
        MemoryScope scope = small.scope("a small scan")) {
      DataFile file = table.files().get(0);
      ScanTask.Source from =
          new ScanTask.Source(file.path(), file.length(), file.modified(), List.of(0));
      ScanRequest request =
          new ScanRequest(FileFormat.PARQUET, table.schema(), Pushdowns.NONE, from, scope);
      try (ScanReader reader = source.readers().open(request)) {
        assertThat(reader.advance()).isTrue();
        WeftException e = catchThrowableOfType(WeftException.class, () -> reader.batch().column(2));
        assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
        assertThat(e.sentence()).contains("a small scan");
      }
      assertThat(small.used()).isZero();
    }
  }
}

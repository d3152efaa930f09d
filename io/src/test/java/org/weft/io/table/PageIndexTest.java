package org.weft.io.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weft.io.file.DiskAsRemote;
import org.weft.io.scan.LiveFilter;
import org.weft.io.scan.Narrowing;
import org.weft.io.scan.ScanCounts;
import org.weft.io.scan.ScanReader;
import org.weft.io.scan.ScanRequest;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.Pushdowns;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;

/** Files of parquet-java, which say where the pages of a chunk lie and between which bounds. */
class PageIndexTest {
  private static final int ROWS = 12_000;
  private static final Set<ErrorCode> HONEST =
      Set.of(ErrorCode.CORRUPT_FILE, ErrorCode.UNSUPPORTED_FILE, ErrorCode.READ_FAILED);
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message t {
            required int64 id;
            required int32 mixed;
            optional binary text (STRING);
            optional int64 holes;
            optional group list (LIST) { repeated group list { optional int32 element; } }
          }
          """);

  @TempDir Path directory;
  private final MemoryPool pool = new MemoryPool(64 << 20);
  private final MemoryScope memory = pool.scope("test");

  @AfterEach
  void nothing_is_kept() {
    assertThat(memory.held()).isZero();
    memory.close();
    pool.close();
  }

  /** Ids ascend; texts are of a dictionary at first, and do not fit into it later. */
  private Path write(WriterVersion version, int rowsPerPage) throws IOException {
    Path path = directory.resolve("file.parquet");
    Files.deleteIfExists(path);
    Random random = new Random(7);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(path))
            .withConf(new PlainParquetConfiguration())
            .withType(SCHEMA)
            .withWriterVersion(version)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withPageRowCountLimit(rowsPerPage)
            .withDictionaryPageSize(20_000)
            .build()) {
      for (int i = 0; i < ROWS; i++) {
        Group row = new SimpleGroup(SCHEMA);
        row.add("id", (long) i);
        row.add("mixed", random.nextInt(1_000_000));
        if (i % 7 != 3) {
          row.add("text", i < ROWS / 2 ? "few " + i / 700 : "many, one a row " + i);
        }
        if (i >= 5_000 && i % 3 == 0) {
          row.add("holes", (long) -i);
        }
        Group list = row.addGroup("list");
        for (int k = 0; k < i % 4; k++) {
          list.addGroup("list").add("element", i + k);
        }
        writer.write(row);
      }
    }
    return path;
  }

  private static Expression compare(Function function, TableData table, String name, Value value) {
    int ordinal = table.schema().indexOf(name).orElseThrow();
    Column column = new Column(ordinal, name, table.schema().type(ordinal));
    return Call.of(
        function, SimpleType.BOOLEAN, column, new Literal(table.schema().type(ordinal), value));
  }

  private static Expression between(TableData table, long low, long high) {
    return new Call(
        Function.AND,
        List.of(
            compare(Function.GREATER_OR_EQUAL, table, "id", new Value.Int(low)),
            compare(Function.LESS_OR_EQUAL, table, "id", new Value.Int(high))),
        SimpleType.BOOLEAN);
  }

  /** Where files are, and what is read of one. */
  private record Reading(FileTableSource source, TableData table, Narrowing narrowing) {
    Reading with(Expression filter) {
      return new Reading(
          source, table, Narrowing.of(new Pushdowns(Optional.of(filter), OptionalLong.empty())));
    }

    Reading with(LiveFilter live) {
      return new Reading(source, table, new Narrowing(Pushdowns.NONE, live, Optional.empty()));
    }
  }

  private Reading reading(Configuration configuration, Path path) {
    FileTableSource source = new FileTableSource(configuration);
    TableData table =
        source.resolve(new TableReference("t", FileFormat.PARQUET, List.of(path.toString())));
    return new Reading(source, table, Narrowing.of(Pushdowns.NONE));
  }

  private ScanReader open(Reading reading) {
    DataFile file = reading.table().files().get(0);
    List<Integer> splits = file.splits().stream().map(DataFile.Split::ordinal).toList();
    return reading
        .source()
        .readers()
        .open(
            new ScanRequest(
                reading.table().reference().options(),
                reading.table().schema(),
                reading.narrowing(),
                new ScanTask.Source(file.path(), file.length(), file.modified(), splits),
                memory));
  }

  /** What came of a reading. */
  private record Outcome(List<List<String>> rows, ScanCounts counts) {}

  private Outcome read(Reading reading, Tables.Look look) {
    List<List<String>> rows = new ArrayList<>();
    try (ScanReader reader = open(reading)) {
      while (reader.advance()) {
        look.at(reader.batch(), rows);
      }
      return new Outcome(rows, reader.counts());
    }
  }

  /** Reads some rows of each batch only, most often none, one column before the others. */
  private static Tables.Look some(Random random) {
    int[] selection = new int[Batch.CAPACITY];
    return (batch, rows) -> {
      batch.column(0);
      int n = 0;
      int every = random.nextInt(4) == 0 ? 1 + random.nextInt(9) : 2_000_003;
      for (int i = random.nextInt(every); i < batch.rowCount(); i += every) {
        selection[n++] = i;
      }
      batch.select(selection, n);
      if (n > 0) {
        BatchRows.all(batch, rows);
      }
    };
  }

  @ParameterizedTest
  @CsvSource({"PARQUET_1_0, 1000, true", "PARQUET_2_0, 777, true", "PARQUET_2_0, 3000, false"})
  void rows_that_may_satisfy_a_filter_come_all_and_as_they_are(
      WriterVersion version, int rowsPerPage, boolean isLocal) throws IOException {
    Configuration where = isLocal ? new Configuration(false) : DiskAsRemote.configuration();
    Reading all = reading(where, write(version, rowsPerPage));
    List<List<String>> expected = read(all, BatchRows::all).rows();
    assertThat(expected).hasSize(ROWS);
    Random random = new Random(11);
    for (int round = 0; round < 5; round++) {
      int low = random.nextInt(ROWS);
      int high = low + random.nextInt(ROWS / 4);
      Expression range = between(all.table(), low, high);
      Outcome found = read(all.with(range), BatchRows::all);
      check(found.rows(), expected);
      List<Integer> ids = found.rows().stream().map(PageIndexTest::id).toList();
      assertThat(ids).isSorted().hasSizeLessThanOrEqualTo(high - low + 1 + 2 * rowsPerPage);
      long wanted = ids.stream().filter(id -> id >= low && id <= high).count();
      assertThat(wanted).isEqualTo(Math.min(ROWS, high + 1) - low);
      assertThat(found.counts().rowsSkipped()).isEqualTo(ROWS - found.rows().size());
      assertThat(found.counts().bytesSkipped()).isPositive();

      Outcome sparse = read(all.with(range), some(random));
      check(sparse.rows(), expected);
    }
  }

  private static void check(List<List<String>> rows, List<List<String>> expected) {
    for (List<String> row : rows) {
      if (!row.equals(expected.get(id(row)))) {
        assertThat(row).isEqualTo(expected.get(id(row)));
      }
    }
  }

  private static int id(List<String> row) {
    return Integer.parseInt(row.get(0));
  }

  @Test
  void pages_without_a_value_or_of_other_texts_are_left_out() throws IOException {
    Reading all = reading(new Configuration(false), write(WriterVersion.PARQUET_2_0, 1000));
    Outcome positive =
        read(
            all.with(
                compare(Function.GREATER_OR_EQUAL, all.table(), "holes", new Value.Int(-5_100))),
            BatchRows::all);
    assertThat(positive.rows()).hasSize(1000);
    assertThat(id(positive.rows().get(0))).isEqualTo(5_000);

    Outcome texts =
        read(
            all.with(compare(Function.EQUAL, all.table(), "text", new Value.Text("few 3"))),
            BatchRows::all);
    assertThat(texts.rows()).hasSize(1000);
    assertThat(id(texts.rows().get(0))).isEqualTo(2_000);

    Outcome nothing =
        read(
            all.with(compare(Function.EQUAL, all.table(), "text", new Value.Text("few 3x"))),
            BatchRows::all);
    assertThat(nothing.rows()).hasSizeLessThanOrEqualTo(1000);
  }

  @Test
  void pages_that_no_row_is_needed_of_are_not_read() throws IOException {
    Path path = write(WriterVersion.PARQUET_2_0, 1000);
    Reading all = reading(new Configuration(false), path);
    // says nothing that bounds could use, but that rows will be left out
    Expression mixed = compare(Function.NOT_EQUAL, all.table(), "mixed", new Value.Int(-1));
    int[] first = {0};
    Tables.Look firstRow =
        (batch, rows) -> {
          batch.column(0);
          if (rows.isEmpty()) {
            batch.select(first, 1);
            BatchRows.all(batch, rows);
          }
        };
    Outcome one = read(all.with(mixed), firstRow);
    assertThat(one.rows()).hasSize(1);
    assertThat(one.counts().rowsSkipped()).isZero();
    long others = Files.size(path) - one.counts().bytes();
    assertThat(one.counts().bytesSkipped()).isBetween(others / 2, others);
  }

  @Test
  void a_filter_that_gets_narrower_ends_the_reading() throws IOException {
    Reading all = reading(new Configuration(false), write(WriterVersion.PARQUET_2_0, 1000));
    AtomicReference<Expression> live = new AtomicReference<>();
    Tables.Look look =
        (batch, rows) -> {
          BatchRows.all(batch, rows);
          live.compareAndSet(null, compare(Function.LESS, all.table(), "id", new Value.Int(5_500)));
        };
    Outcome found = read(all.with(() -> Optional.ofNullable(live.get())), look);
    assertThat(found.rows()).hasSize(6_000);
    assertThat(found.counts().rowsSkipped()).isEqualTo(ROWS - 6_000);
  }

  @Test
  void damage_to_the_index_is_noticed_or_harmless() throws IOException {
    Path path = write(WriterVersion.PARQUET_2_0, 1000);
    byte[] whole = Files.readAllBytes(path);
    int index = whole.length - 4_000;
    Random random = new Random(3);
    for (int i = 0; i < 60; i++) {
      byte[] bytes = whole.clone();
      for (int k = 0; k < 3; k++) {
        bytes[index + random.nextInt(3_000)] = (byte) random.nextInt();
      }
      Files.write(path, bytes);
      try {
        Reading all = reading(new Configuration(false), path);
        read(all.with(between(all.table(), 4_000, 9_000)), BatchRows::touch);
      } catch (WeftException e) {
        assertThat(HONEST).as("damage %s: %s", i, e).contains(e.code());
        assertThat(e.sentence()).contains("file.parquet");
      }
    }
  }
}

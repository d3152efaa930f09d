package org.weft.io.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.io.file.Storage;
import org.weft.io.write.RowFile;
import org.weft.io.write.RowWriter;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.write.WriteOptions;

/** Arrow files and streams of the library's own writer, and of ours. */
class ArrowFilesTest {
  @TempDir Path directory;

  private static TableData resolve(Path file) {
    return new FileTableSource(new Configuration(false))
        .resolve(new TableReference("t", FileFormat.ARROW, List.of(file.toString())));
  }

  private Path writeRows(String name) {
    String query =
        "SELECT i::BIGINT AS id, CASE WHEN i % 3 > 0 THEN i % 2 = 0 END AS flag,"
            + " (i % 100)::TINYINT AS tiny, i::SMALLINT AS small, i / 7.0::FLOAT AS f,"
            + " i / 3.0::DOUBLE AS d, CASE WHEN i % 5 > 0 THEN 'text' || i END AS text,"
            + " DATE '2000-01-01' + (i % 900)::INTEGER AS day,"
            + " TIMESTAMP '1960-02-03 04:05:06.123456' + INTERVAL (i) DAY AS moment,"
            + " (i * -1234567.25)::DECIMAL(30,2) AS dec, 'b'::BLOB AS bytes"
            + " FROM range(9000) t(i)";
    Path from = directory.resolve("from.parquet");
    Path to = directory.resolve(name);
    try (DuckDb duck = new DuckDb()) {
      duck.write(query, from, "ROW_GROUP_SIZE 2048");
    }
    TableData table = Tables.resolve(from.toString());
    try (MemoryPool pool = new MemoryPool(64 << 20)) {
      try (MemoryScope memory = pool.scope("test");
          RowFile file =
              new FileWriters(new Storage(new Configuration(false)))
                  .create(
                      "file:" + to,
                      WriteOptions.spec(to.toString(), Map.of()).format(),
                      table.schema());
          RowWriter writer = file.writer(memory)) {
        Tables.rows(
            table,
            table.schema(),
            (batch, rows) -> writer.write(batch, batch.selection(), batch.selectedCount()));
        writer.finish();
        file.finish();
        assertThat(file.rows()).isEqualTo(9000);
        assertThat(file.length()).isEqualTo(to.toFile().length());
      }
    }
    return to;
  }

  @ParameterizedTest
  @ValueSource(strings = {"to.arrow", "to.arrows"})
  void what_we_write_is_read_back(String name) {
    Path file = writeRows(name);
    TableData expected = Tables.resolve(directory.resolve("from.parquet").toString());
    assertThat(resolve(file).schema().asNullable()).isEqualTo(expected.schema().asNullable());
    Tables.assertSameRows(Tables.rows(resolve(file)), Tables.rows(expected));
  }

  @Test
  void lists_dictionaries_and_unsigned_numbers() throws IOException {
    Path path = directory.resolve("t.arrow");
    try (BufferAllocator allocator = new RootAllocator();
        VarCharVector entries = new VarCharVector("entries", allocator);
        VarCharVector words = new VarCharVector("word", allocator);
        UInt4Vector unsigned = new UInt4Vector("u", allocator);
        ListVector lists = ListVector.empty("l", allocator)) {
      entries.setSafe(0, "one".getBytes(StandardCharsets.UTF_8));
      entries.setSafe(1, "two".getBytes(StandardCharsets.UTF_8));
      entries.setValueCount(2);
      UnionListWriter writer = lists.getWriter();
      for (int i = 0; i < 10; i++) {
        words.setSafe(i, (i % 2 == 0 ? "one" : "two").getBytes(StandardCharsets.UTF_8));
        unsigned.setSafe(i, -1 - i);
        writer.setPosition(i);
        writer.startList();
        for (int e = 0; e < i % 3; e++) {
          writer.integer().writeInt(e);
        }
        writer.endList();
      }
      words.setValueCount(10);
      unsigned.setValueCount(10);
      lists.setValueCount(10);
      Dictionary dictionary =
          new Dictionary(entries, new DictionaryEncoding(7, false, new ArrowType.Int(32, true)));
      try (IntVector ids = (IntVector) DictionaryEncoder.encode(words, dictionary);
          VectorSchemaRoot root = VectorSchemaRoot.of(ids, unsigned, lists);
          OutputStream out = Files.newOutputStream(path);
          ArrowFileWriter file =
              new ArrowFileWriter(
                  root,
                  new DictionaryProvider.MapDictionaryProvider(dictionary),
                  Channels.newChannel(out))) {
        file.start();
        file.writeBatch();
        file.end();
      }
    }
    TableData table = resolve(path);
    assertThat(table.schema()).hasToString("word#string, u#int64, l#list(int32)");
    List<List<String>> rows =
        Tables.rows(table, table.schema().select(List.of(0, 1)), BatchRows::all);
    assertThat(rows).hasSize(10);
    assertThat(rows.get(1)).containsExactly("two", "4294967294");
  }

  @Test
  void damaged_files_are_errors() throws IOException {
    Path file = writeRows("to.arrow");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    WeftException cut = catchThrowableOfType(WeftException.class, () -> resolve(file));
    assertThat(cut.code()).isEqualTo(ErrorCode.CORRUPT_FILE);
    assertThat(cut.sentence()).contains("to.arrow");
    Random random = new Random(3);
    for (int i = 0; i < 40; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      WeftException e = catchThrowableOfType(WeftException.class, () -> Tables.rows(resolve(file)));
      if (e != null) {
        assertThat(e.code().blame()).isEqualTo(ErrorCode.Blame.DATA);
      }
    }
  }
}

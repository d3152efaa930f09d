package org.weft.io.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.complex.impl.UnionMapWriter;
import org.apache.arrow.vector.compression.AbstractCompressionCodec;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;

/** What other writers of Arrow files do and ours does not. */
class ArrowFormsTest {
  @TempDir Path directory;

  private static TableData resolve(Path file) {
    return new FileTableSource(new Configuration(false))
        .resolve(new TableReference("t", FileFormat.ARROW, List.of(file.toString())));
  }

  private static List<List<String>> rows(Path file) {
    TableData table = resolve(file);
    return Tables.rows(table, table.schema(), BatchRows::all);
  }

  /** As pandas and Polars write by default. */
  private static final class Codec extends AbstractCompressionCodec
      implements CompressionCodec.Factory {
    private final CompressionUtil.CodecType type;

    Codec(CompressionUtil.CodecType type) {
      this.type = type;
    }

    @Override
    protected ArrowBuf doCompress(BufferAllocator allocator, ArrowBuf plain) {
      byte[] bytes = new byte[(int) plain.writerIndex()];
      plain.getBytes(0, bytes);
      byte[] packed =
          type == CompressionUtil.CodecType.ZSTD ? Zstd.compress(bytes) : lz4Frame(bytes);
      ArrowBuf to = allocator.buffer(Long.BYTES + packed.length);
      to.setLong(0, bytes.length);
      to.setBytes(Long.BYTES, packed);
      to.writerIndex(Long.BYTES + packed.length);
      return to;
    }

    private static byte[] lz4Frame(byte[] plain) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (LZ4FrameOutputStream out = new LZ4FrameOutputStream(bytes)) {
        out.write(plain);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return bytes.toByteArray();
    }

    @Override
    protected ArrowBuf doDecompress(BufferAllocator allocator, ArrowBuf compressed) {
      throw new UnsupportedOperationException("only written");
    }

    @Override
    public CompressionUtil.CodecType getCodecType() {
      return type;
    }

    @Override
    public CompressionCodec createCodec(CompressionUtil.CodecType codecType) {
      return this;
    }

    @Override
    public CompressionCodec createCodec(CompressionUtil.CodecType codecType, int level) {
      return this;
    }
  }

  @ParameterizedTest
  @CsvSource({"LZ4_FRAME, t.arrow", "ZSTD, t.arrow", "LZ4_FRAME, t.arrows", "ZSTD, t.arrows"})
  void compressed_buffers(CompressionUtil.CodecType type, String name) throws IOException {
    Path path = directory.resolve(name);
    int rows = 40_000;
    try (BufferAllocator allocator = new RootAllocator();
        BigIntVector numbers = new BigIntVector("n", allocator);
        VarCharVector texts = new VarCharVector("t", allocator)) {
      for (int i = 0; i < rows; i++) {
        numbers.setSafe(i, i / 3);
        if (i % 5 > 0) {
          texts.setSafe(i, ("text " + i % 700).getBytes(StandardCharsets.UTF_8));
        }
      }
      numbers.setValueCount(rows);
      texts.setValueCount(rows);
      try (VectorSchemaRoot root = VectorSchemaRoot.of(numbers, texts);
          OutputStream out = Files.newOutputStream(path);
          ArrowWriter writer =
              name.endsWith("s")
                  ? new ArrowStreamWriter(
                      root,
                      null,
                      Channels.newChannel(out),
                      IpcOption.DEFAULT,
                      new Codec(type),
                      type)
                  : new ArrowFileWriter(
                      root,
                      null,
                      Channels.newChannel(out),
                      Map.of(),
                      IpcOption.DEFAULT,
                      new Codec(type),
                      type)) {
        writer.start();
        writer.writeBatch();
        writer.end();
      }
    }
    assertThat(Files.size(path)).isLessThan(rows * 8L);
    List<List<String>> read = rows(path);
    assertThat(read).hasSize(rows);
    for (int i = 0; i < rows; i += 317) {
      String text = i % 5 > 0 ? "text " + i % 700 : "null";
      assertThat(read.get(i)).containsExactly(Integer.toString(i / 3), text);
    }
  }

  @Test
  void dictionaries_inside_of_lists_and_structs() throws IOException {
    Path path = directory.resolve("nested.arrow");
    DictionaryEncoding encoding = new DictionaryEncoding(7, false, new ArrowType.Int(32, true));
    FieldType ids = new FieldType(true, new ArrowType.Int(32, true), encoding);
    try (BufferAllocator allocator = new RootAllocator();
        VarCharVector entries = new VarCharVector("entries", allocator);
        ListVector lists = ListVector.empty("l", allocator);
        StructVector structs = StructVector.empty("s", allocator)) {
      entries.setSafe(0, "zero".getBytes(StandardCharsets.UTF_8));
      entries.setSafe(1, "one".getBytes(StandardCharsets.UTF_8));
      entries.setValueCount(2);
      IntVector elements = (IntVector) lists.addOrGetVector(ids).getVector();
      IntVector field = structs.addOrGet("f", ids, IntVector.class);
      for (int i = 0; i < 3; i++) {
        int start = lists.startNewValue(i);
        elements.setSafe(start, i % 2);
        elements.setNull(start + 1);
        lists.endValue(i, 2);
        structs.setIndexDefined(i);
        field.setSafe(i, (i + 1) % 2);
      }
      lists.setValueCount(3);
      structs.setValueCount(3);
      write(path, List.of(lists, structs), new Dictionary(entries, encoding));
    }
    assertThat(resolve(path).schema()).hasToString("l#list(string), s#struct(f string)");
    assertThat(rows(path))
        .containsExactly(
            List.of("[zero, null]", "[one]"),
            List.of("[one, null]", "[zero]"),
            List.of("[zero, null]", "[one]"));
  }

  private static void write(Path path, List<FieldVector> columns, Dictionary... dictionaries)
      throws IOException {
    try (VectorSchemaRoot root = new VectorSchemaRoot(columns);
        OutputStream out = Files.newOutputStream(path);
        ArrowFileWriter writer =
            new ArrowFileWriter(
                root,
                new DictionaryProvider.MapDictionaryProvider(dictionaries),
                Channels.newChannel(out))) {
      writer.start();
      writer.writeBatch();
      writer.end();
    }
  }

  @Test
  void text_by_views() throws IOException {
    Path path = directory.resolve("views.arrow");
    try (BufferAllocator allocator = new RootAllocator();
        ViewVarCharVector texts = new ViewVarCharVector("t", allocator)) {
      texts.setSafe(0, "short".getBytes(StandardCharsets.UTF_8));
      texts.setNull(1);
      texts.setSafe(2, "a text of more than twelve bytes".getBytes(StandardCharsets.UTF_8));
      texts.setValueCount(3);
      write(path, List.of(texts));
    }
    assertThat(rows(path))
        .containsExactly(
            List.of("short"), List.of("null"), List.of("a text of more than twelve bytes"));
  }

  @Test
  void maps_in_which_a_key_comes_twice_are_refused() throws IOException {
    Path path = directory.resolve("maps.arrow");
    try (BufferAllocator allocator = new RootAllocator();
        MapVector maps = MapVector.empty("m", allocator, false)) {
      UnionMapWriter writer = maps.getWriter();
      writer.setPosition(0);
      writer.startMap();
      for (int i = 0; i < 2; i++) {
        writer.startEntry();
        writer.key().integer().writeInt(5);
        writer.value().integer().writeInt(i);
        writer.endEntry();
      }
      writer.endMap();
      maps.setValueCount(1);
      write(path, List.of(maps));
    }
    WeftException refused = catchThrowableOfType(WeftException.class, () -> rows(path));
    assertThat(refused.code()).isEqualTo(ErrorCode.CORRUPT_FILE);
    assertThat(refused.sentence()).contains("maps.arrow", "column 'm'", "a key comes twice");
  }

  /** The library made room for two gigabytes of text before it looked. */
  @Test
  void offsets_beyond_their_text_are_damage() throws IOException {
    Path path = directory.resolve("offsets.arrow");
    try (BufferAllocator allocator = new RootAllocator();
        VarCharVector texts = new VarCharVector("t", allocator)) {
      texts.setSafe(0, "one".getBytes(StandardCharsets.UTF_8));
      texts.setSafe(1, "two".getBytes(StandardCharsets.UTF_8));
      texts.setValueCount(2);
      texts.getOffsetBuffer().setInt(Integer.BYTES, 3 - Integer.MAX_VALUE);
      write(path, List.of(texts));
    }
    WeftException refused = catchThrowableOfType(WeftException.class, () -> rows(path));
    assertThat(refused.code()).isEqualTo(ErrorCode.CORRUPT_FILE);
    assertThat(refused.sentence()).contains("offsets.arrow", "a value from byte");
  }

  /** The first bytes of any other file are the length of a message: of 830 MB in Parquet. */
  @Test
  void files_that_are_no_arrow_are_damage() throws IOException {
    Path path = directory.resolve("other.arrows");
    Files.writeString(path, "PAR1 and so on: whatever else is in a file that is none of Arrow");
    WeftException refused = catchThrowableOfType(WeftException.class, () -> resolve(path));
    assertThat(refused.code()).isEqualTo(ErrorCode.CORRUPT_FILE);
    assertThat(refused.sentence()).contains("other.arrows", "a message of 827474256 bytes at 0");
  }
}

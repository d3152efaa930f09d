package org.weft.shuffle.block;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.AbstractCompressionCodec;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil;
import org.apache.arrow.vector.compression.NoCompressionCodec;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.weft.planner.stage.StageOutput;
import org.weft.planner.vector.Batch;
import org.weft.shuffle.ShuffleFixture;
import org.weft.shuffle.TestRows;
import org.weft.shuffle.TestRows.Nulls;
import org.weft.shuffle.exchange.MapOutput;

/** A data file is an Arrow IPC stream that Arrow's own reader understands. */
class ArrowCompatibilityTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Compression.class)
  void arrow_reads_what_the_shuffle_writes(Compression compression) throws IOException {
    try (ShuffleFixture fixture = new ShuffleFixture(directory);
        BufferAllocator allocator = new RootAllocator()) {
      TestRows source = new TestRows(5, fixture.scope);
      List<List<Object>> rows = source.rows(TestRows.ALL_TYPES, 1500, Nulls.NONE);
      rows.addAll(source.rows(TestRows.ALL_TYPES, 1500, Nulls.SOME));
      List<Batch> batches =
          List.of(
              source.flat(TestRows.ALL_TYPES, rows.subList(0, 1500)),
              source.flat(TestRows.ALL_TYPES, rows.subList(1500, 3000)));
      MapOutput output =
          fixture.write(
              fixture.target(0, compression),
              new StageOutput.Single(),
              TestRows.ALL_TYPES,
              batches);

      assertThat(read(output.path(), allocator)).isEqualTo(rows);
    }
  }

  private static List<List<Object>> read(String file, BufferAllocator allocator)
      throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    try (InputStream in = new FileInputStream(file);
        ArrowStreamReader reader = new ArrowStreamReader(in, allocator, new Codecs())) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      assertThat(root.getSchema()).isEqualTo(ArrowSchemas.of(TestRows.ALL_TYPES));
      while (reader.loadNextBatch()) {
        for (int i = 0; i < root.getRowCount(); i++) {
          List<Object> row = new ArrayList<>();
          for (FieldVector vector : root.getFieldVectors()) {
            row.add(value(vector, i));
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private static Object value(FieldVector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    if (vector instanceof BaseVariableWidthVector strings) {
      return new String(strings.get(row), StandardCharsets.ISO_8859_1);
    }
    if (vector instanceof TimeStampVector timestamps) {
      return timestamps.get(row);
    }
    if (vector instanceof TimeMicroVector times) {
      return times.get(row);
    }
    if (vector instanceof FixedSizeBinaryVector spans) {
      ByteBuffer bytes = ByteBuffer.wrap(spans.get(row)).order(ByteOrder.LITTLE_ENDIAN);
      BigInteger low = new BigInteger(Long.toUnsignedString(bytes.getLong(0)));
      return BigInteger.valueOf(bytes.getLong(8)).shiftLeft(64).add(low);
    }
    Object value = vector.getObject(row);
    if (value instanceof BigDecimal decimal) {
      return decimal.unscaledValue();
    }
    boolean whole = value instanceof Number && !(value instanceof Float || value instanceof Double);
    return whole ? (Object) ((Number) value).longValue() : value;
  }

  /** The formats as others read them. */
  private static final class Codecs implements CompressionCodec.Factory {
    @Override
    public CompressionCodec createCodec(CompressionUtil.CodecType type) {
      return switch (type) {
        case NO_COMPRESSION -> NoCompressionCodec.INSTANCE;
        case LZ4_FRAME, ZSTD -> new Decompressor(type);
      };
    }

    @Override
    public CompressionCodec createCodec(CompressionUtil.CodecType type, int level) {
      return createCodec(type);
    }
  }

  /** Only reads. */
  private static final class Decompressor extends AbstractCompressionCodec {
    private final CompressionUtil.CodecType type;

    Decompressor(CompressionUtil.CodecType type) {
      this.type = type;
    }

    @Override
    protected ArrowBuf doCompress(BufferAllocator allocator, ArrowBuf bytes) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected ArrowBuf doDecompress(BufferAllocator allocator, ArrowBuf compressed) {
      int length = (int) compressed.getLong(0);
      byte[] bytes = new byte[(int) compressed.writerIndex() - 8];
      compressed.getBytes(8, bytes);
      byte[] restored =
          type == CompressionUtil.CodecType.ZSTD
              ? Zstd.decompress(bytes, length)
              : readFrame(bytes);
      assertThat(restored).hasSize(length);
      ArrowBuf out = allocator.buffer(length);
      out.writeBytes(restored);
      return out;
    }

    private static byte[] readFrame(byte[] frame) {
      try (LZ4FrameInputStream in = new LZ4FrameInputStream(new ByteArrayInputStream(frame))) {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public CompressionUtil.CodecType getCodecType() {
      return type;
    }
  }
}

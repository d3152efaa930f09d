package org.weft.io.parquet.footer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.weft.io.file.FileInput;
import org.weft.io.parquet.thrift.ArrayInput;
import org.weft.io.parquet.thrift.CompactInput;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.ColumnStatistics;

/** Reads and checks footers. */
public final class FooterReader {
  /** Read at once: most footers are shorter, and a second request costs more than the bytes. */
  private static final int TAIL = 64 << 10;

  private static final int MAGIC_LENGTH = 4;
  private static final int SUFFIX = 8;
  private static final int MAGIC = 0x31524150;
  private static final int ENCRYPTED_MAGIC = 0x45524150;

  private FooterReader() {}

  /**
   * The footer of a file of this length.
   *
   * @throws WeftException CORRUPT_FILE, UNSUPPORTED_FILE, READ_FAILED; without the file's name,
   *     except READ_FAILED
   */
  public static ParquetFooter read(FileInput input, long length) {
    if (length < MAGIC_LENGTH + SUFFIX) {
      throw corrupt("it is no Parquet file: only " + length + " bytes");
    }
    byte[] tail = new byte[(int) Math.min(length, TAIL)];
    input.readFully(length - tail.length, tail);
    ByteBuffer suffix =
        ByteBuffer.wrap(tail, tail.length - SUFFIX, SUFFIX).order(ByteOrder.LITTLE_ENDIAN);
    int footerLength = suffix.getInt();
    int magic = suffix.getInt();
    if (magic == ENCRYPTED_MAGIC) {
      throw WeftException.of(ErrorCode.UNSUPPORTED_FILE, "its footer is encrypted");
    }
    if (magic != MAGIC) {
      throw corrupt("it is no Parquet file, or was cut short: 'PAR1' is missing at its end");
    }
    if (footerLength <= 0 || footerLength > length - MAGIC_LENGTH - SUFFIX) {
      throw corrupt("a footer of " + footerLength + " bytes in a file of " + length);
    }
    byte[] footer;
    if (footerLength <= tail.length - SUFFIX) {
      int end = tail.length - SUFFIX;
      footer = Arrays.copyOfRange(tail, end - footerLength, end);
    } else {
      footer = new byte[footerLength];
      input.readFully(length - SUFFIX - footerLength, footer);
    }
    return parse(footer, length - SUFFIX - footerLength);
  }

  /**
   * @param dataEnd where the pages end and the footer begins
   */
  private static ParquetFooter parse(byte[] footer, long dataEnd) {
    checkShape(footer);
    try {
      FileMetaData raw =
          Util.readFileMetaData(new ByteArrayInputStream(footer), Math.max(footer.length, 1 << 20));
      ParquetMetadata metadata = new ParquetMetadataConverter().fromParquetMetadata(raw);
      return checked(raw, metadata, dataEnd);
    } catch (WeftException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // parquet-java reports nonsense in a footer in many ways
      throw WeftException.of(ErrorCode.CORRUPT_FILE, "its footer is malformed: " + e, e);
    }
  }

  /** Makes sure that nobody allocates by what damaged bytes say. */
  private static void checkShape(byte[] footer) {
    CompactInput input = new ArrayInput(footer, 0, footer.length);
    for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
      input.skipValue();
    }
  }

  private static ParquetFooter checked(FileMetaData raw, ParquetMetadata metadata, long dataEnd) {
    List<LeafColumn> columns = ColumnTypes.of(metadata.getFileMetaData().getSchema());
    if (columns.isEmpty()) {
      throw WeftException.of(ErrorCode.UNSUPPORTED_FILE, "it has no columns");
    }
    List<RowGroup> groups = new ArrayList<>();
    long rows = 0;
    long weight = 256 + 160L * columns.size();
    for (int g = 0; g < metadata.getBlocks().size(); g++) {
      BlockMetaData block = metadata.getBlocks().get(g);
      try {
        RowGroup group = rowGroup(block, raw.getRow_groups().get(g), columns, dataEnd);
        rows = Math.addExact(rows, group.rowCount());
        weight += 64 + 48L * columns.size() + group.statistics().weight();
        groups.add(group);
      } catch (WeftException e) {
        throw e.in("row group " + g);
      } catch (ArithmeticException e) {
        throw corrupt("more rows than can be counted");
      }
    }
    if (rows != raw.getNum_rows()) {
      throw corrupt("its row groups have " + rows + " rows, the file " + raw.getNum_rows());
    }
    return new ParquetFooter(columns, groups, weight);
  }

  private static RowGroup rowGroup(
      BlockMetaData block,
      org.apache.parquet.format.RowGroup raw,
      List<LeafColumn> columns,
      long dataEnd) {
    if (block.getRowCount() < 0) {
      throw corrupt(block.getRowCount() + " rows");
    }
    if (block.getColumns().size() != columns.size()) {
      throw corrupt(block.getColumns().size() + " columns of " + columns.size());
    }
    List<ColumnChunk> chunks = new ArrayList<>(columns.size());
    List<ColumnStatistics> statistics = new ArrayList<>(columns.size());
    for (int c = 0; c < columns.size(); c++) {
      ColumnChunkMetaData chunk = block.getColumns().get(c);
      LeafColumn column = columns.get(c);
      try {
        if (raw.getColumns().get(c).isSetFile_path()) {
          throw WeftException.of(ErrorCode.UNSUPPORTED_FILE, "its data is in another file");
        }
        chunks.add(chunk(chunk, column, block.getRowCount(), dataEnd));
        OptionalLong distinct = distinct(raw.getColumns().get(c));
        statistics.add(ChunkStatistics.of(column, chunk, distinct));
      } catch (WeftException e) {
        throw e.in("column '" + column.field().name() + "'");
      }
    }
    return new RowGroup(block.getRowCount(), chunks, PackedStatistics.of(statistics));
  }

  private static OptionalLong distinct(org.apache.parquet.format.ColumnChunk raw) {
    if (raw.isSetMeta_data()
        && raw.getMeta_data().isSetStatistics()
        && raw.getMeta_data().getStatistics().isSetDistinct_count()
        && raw.getMeta_data().getStatistics().getDistinct_count() > 0) {
      return OptionalLong.of(raw.getMeta_data().getStatistics().getDistinct_count());
    }
    return OptionalLong.empty();
  }

  private static ColumnChunk chunk(
      ColumnChunkMetaData chunk, LeafColumn column, long rows, long dataEnd) {
    String[] path = chunk.getPath().toArray();
    if (path.length != 1 || !path[0].equals(column.field().name())) {
      throw corrupt("its chunk is of column " + chunk.getPath());
    }
    long offset = chunk.getStartingPos();
    long length = chunk.getTotalSize();
    if (offset < MAGIC_LENGTH || length < 0 || offset > dataEnd || length > dataEnd - offset) {
      throw corrupt(length + " bytes at " + offset + ", where pages end at " + dataEnd);
    }
    if (chunk.getValueCount() != rows) {
      throw corrupt(chunk.getValueCount() + " values in " + rows + " rows");
    }
    Codec codec = codec(chunk);
    long uncompressed = chunk.getTotalUncompressedSize();
    if (uncompressed < 0 || uncompressed > codec.largestOutput(length)) {
      throw corrupt(length + " bytes that were " + uncompressed + " before " + codec);
    }
    return new ColumnChunk(offset, length, uncompressed, codec);
  }

  private static Codec codec(ColumnChunkMetaData chunk) {
    return switch (chunk.getCodec()) {
      case UNCOMPRESSED -> Codec.UNCOMPRESSED;
      case SNAPPY -> Codec.SNAPPY;
      case GZIP -> Codec.GZIP;
      case ZSTD -> Codec.ZSTD;
      case LZ4_RAW -> Codec.LZ4_RAW;
      case LZ4 -> Codec.LZ4;
      case BROTLI -> Codec.BROTLI;
      case LZO -> throw WeftException.of(ErrorCode.UNSUPPORTED_FILE, "compressed with LZO");
    };
  }

  private static WeftException corrupt(String why) {
    return WeftException.of(ErrorCode.CORRUPT_FILE, why);
  }
}

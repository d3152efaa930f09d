package org.weft.io.parquet.footer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.weft.io.file.FileInput;
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
    RawFooter raw = RawFooter.parse(footer);
    SchemaTree.Columns schema = SchemaTree.of(raw.schema());
    if (schema.columns().isEmpty()) {
      throw WeftException.of(ErrorCode.UNSUPPORTED_FILE, "it has no columns");
    }
    List<RowGroup> groups = new ArrayList<>(raw.groups().size());
    long rows = 0;
    long weight = 256 + 160L * (schema.columns().size() + schema.leaves().size());
    for (int g = 0; g < raw.groups().size(); g++) {
      RowGroup group;
      try {
        group = rowGroup(raw, g, schema, dataEnd);
      } catch (WeftException e) {
        throw e.in("row group " + g);
      }
      if (Long.MAX_VALUE - rows < group.rowCount()) {
        throw corrupt("more rows than can be counted");
      }
      rows += group.rowCount();
      weight += 64 + 96L * schema.leaves().size() + group.statistics().weight();
      groups.add(group);
    }
    if (rows != raw.rows()) {
      throw corrupt("its row groups have " + rows + " rows, the file " + raw.rows());
    }
    return new ParquetFooter(schema.columns(), schema.leaves(), groups, weight);
  }

  private static RowGroup rowGroup(
      RawFooter raw, int ordinal, SchemaTree.Columns schema, long dataEnd) {
    RawFooter.Group group = raw.groups().get(ordinal);
    if (group.rows() < 0) {
      throw corrupt(group.rows() + " rows");
    }
    int leaves = schema.leaves().size();
    if (group.chunks().size() != leaves) {
      throw corrupt(group.chunks().size() + " columns of " + leaves);
    }
    List<ColumnChunk> chunks = new ArrayList<>(leaves);
    List<ColumnStatistics> statistics = new ArrayList<>(schema.columns().size());
    for (FileColumn column : schema.columns()) {
      int end = column.firstLeaf() + column.leaves();
      for (int c = column.firstLeaf(); c < end; c++) {
        RawChunk chunk = group.chunks().get(c);
        LeafColumn leaf = schema.leaves().get(c);
        try {
          checkPath(chunk, leaf);
          chunks.add(
              column.refusal().isPresent()
                  ? unread(chunk)
                  : chunk(chunk, new Stored(leaf, isOrdered(raw, c)), group, dataEnd));
        } catch (WeftException e) {
          throw e.in("column '" + String.join(".", leaf.path()) + "'");
        }
      }
      int first = column.firstLeaf();
      statistics.add(
          column.isFlat()
              ? ChunkStatistics.of(
                  schema.leaves().get(first), group.chunks().get(first), isOrdered(raw, first))
              : ColumnStatistics.UNKNOWN);
    }
    return new RowGroup(group.rows(), chunks, PackedStatistics.of(statistics));
  }

  private static boolean isOrdered(RawFooter raw, int leaf) {
    return leaf < raw.ordered().size() && raw.ordered().get(leaf);
  }

  /** A leaf, and whether the footer says that bounds are in the order of its type. */
  private record Stored(LeafColumn leaf, boolean typeOrdered) {}

  private static void checkPath(RawChunk chunk, LeafColumn leaf) {
    if (!chunk.path().equals(leaf.path())) {
      throw corrupt("its chunk is of column " + String.join(".", chunk.path()));
    }
  }

  /** Where the pages of a column lie that nobody will look at. */
  private static ColumnChunk unread(RawChunk chunk) {
    long offset = Math.max(MAGIC_LENGTH, chunk.offset());
    return new ColumnChunk(
        offset, 0, 0, 0, Codec.UNCOMPRESSED, DataPages.UNKNOWN, IndexPlaces.NONE);
  }

  private static ColumnChunk chunk(
      RawChunk chunk, Stored stored, RawFooter.Group group, long dataEnd) {
    LeafColumn leaf = stored.leaf();
    if (chunk.type() != leaf.physical().ordinal()) {
      throw corrupt("its chunk is of type " + chunk.type());
    }
    if (group.rows() == 0 && chunk.values() == 0) {
      return unread(chunk); // parquet-java says such chunks lie at 0
    }
    long offset = chunk.offset();
    long length = chunk.compressed();
    if (offset < MAGIC_LENGTH || length < 0 || offset > dataEnd || length > dataEnd - offset) {
      throw corrupt(length + " bytes at " + offset + ", where pages end at " + dataEnd);
    }
    if (!leaf.isOptional() && chunk.statistics().nulls().orElse(0) > 0) {
      throw corrupt("nulls in a column without nulls");
    }
    boolean fits =
        leaf.repetition() == 0 ? chunk.values() == group.rows() : chunk.values() >= group.rows();
    if (!fits) {
      throw corrupt(chunk.values() + " values in " + group.rows() + " rows");
    }
    Codec codec = Codec.of(chunk.codec());
    long uncompressed = chunk.uncompressed();
    if (uncompressed < 0 || uncompressed > codec.largestOutput(length)) {
      throw corrupt(length + " bytes that were " + uncompressed + " before " + codec);
    }
    IndexPlaces indexes = chunk.indexes().within(dataEnd);
    return new ColumnChunk(
        offset,
        length,
        uncompressed,
        chunk.values(),
        codec,
        chunk.dataPages(),
        ChunkStatistics.isOrdered(leaf, stored.typeOrdered()) ? indexes : indexes.withoutBounds());
  }

  private static WeftException corrupt(String why) {
    return WeftException.of(ErrorCode.CORRUPT_FILE, why);
  }
}

package org.weft.shuffle.block;

import java.nio.ByteBuffer;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.ColumnLoader;
import org.weft.planner.vector.Vector;

/**
 * Reads blocks into batches: the columns of a block are decoded at their first use, uncompressed
 * buffers are used where they lie. For one thread.
 */
public final class BlockDecoder implements ColumnLoader, AutoCloseable {
  /** More rows than any block of ours has; a damaged count must not ask for all memory. */
  private static final int MOST_ROWS = 1 << 24;

  private final ColumnDecoder[] columns;
  private final Codecs codecs = new Codecs();
  private final FieldNode node = new FieldNode();
  private final Buffer buffer = new Buffer();

  // of the present block, checked against its end
  private final long[] nullCounts;
  private final long[] addresses;
  private final long[] lengths;
  private BlockCodec codec;
  private int rows;
  private int from;

  /** A decoder whose memory comes from the scope. */
  public BlockDecoder(Schema schema, MemoryScope scope) {
    columns = new ColumnDecoder[schema.size()];
    int buffers = 0;
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new ColumnDecoder(schema.type(i), buffers, scope);
      buffers += columns[i].buffers();
    }
    nullCounts = new long[columns.length];
    addresses = new long[buffers];
    lengths = new long[buffers];
  }

  /**
   * Starts on the block at an address. It must stay there, with 8 readable bytes behind it, until
   * the next call or {@link #close}.
   *
   * @throws org.weft.planner.error.WeftException CORRUPT_FILE if it is not a block of this schema
   */
  public void open(long address, long length) {
    try {
      parse(address, length);
    } catch (IndexOutOfBoundsException | IllegalArgumentException | NullPointerException e) {
      throw DamagedBlock.because("its metadata cannot be read", e);
    }
  }

  private void parse(long address, long length) {
    if (length < BlockMetadata.PREFIX || Memory.getInt(address) != BlockMetadata.CONTINUATION) {
      throw DamagedBlock.because("no message where one should be");
    }
    int metadataLength = Memory.getInt(address + 4);
    long bodyLength = length - BlockMetadata.PREFIX - metadataLength;
    if (metadataLength < 8 || bodyLength < 0) {
      throw DamagedBlock.because("metadata of " + metadataLength + " bytes");
    }
    ByteBuffer bytes = Memory.buffer(address + BlockMetadata.PREFIX, metadataLength);
    Message message = Message.getRootAsMessage(bytes);
    if (message.headerType() != MessageHeader.RecordBatch || message.bodyLength() != bodyLength) {
      throw DamagedBlock.because("not a record batch of " + bodyLength + " bytes");
    }
    RecordBatch batch = (RecordBatch) message.header(new RecordBatch());
    if (batch.length() < 1 || batch.length() > MOST_ROWS) {
      throw DamagedBlock.because(batch.length() + " rows");
    }
    if (batch.nodesLength() != columns.length || batch.buffersLength() != addresses.length) {
      throw DamagedBlock.because(batch.nodesLength() + " columns instead of " + columns.length);
    }
    rows = (int) batch.length();
    long start = address + BlockMetadata.PREFIX + metadataLength;
    for (int i = 0; i < nullCounts.length; i++) {
      batch.nodes(node, i);
      if (node.length() != rows || node.nullCount() < 0 || node.nullCount() > rows) {
        throw DamagedBlock.because(node.length() + " values in " + rows + " rows");
      }
      nullCounts[i] = node.nullCount();
    }
    for (int i = 0; i < addresses.length; i++) {
      batch.buffers(buffer, i);
      long size = buffer.length();
      if (buffer.offset() < 0 || size < 0 || buffer.offset() > bodyLength - size) {
        throw DamagedBlock.because("a buffer outside of its body");
      }
      addresses[i] = start + buffer.offset();
      lengths[i] = size;
    }
    codec = codecs.of(batch.compression());
    for (ColumnDecoder column : columns) {
      column.open();
    }
  }

  /** Rows of the block. */
  public int rows() {
    return rows;
  }

  /**
   * Starts a batch of the block's rows from this one on, as many as fit.
   *
   * @param loader hands on to {@link #load}
   */
  public void start(Batch batch, int firstRow, ColumnLoader loader) {
    from = firstRow;
    batch.start(Math.min(Batch.CAPACITY, rows - firstRow), loader);
  }

  @Override
  public void load(Batch batch, int column, Vector vector) {
    ColumnDecoder decoder = columns[column];
    if (!decoder.isDecoded()) {
      decoder.decode(
          rows, nullCounts[column], new ColumnDecoder.Buffers(addresses, lengths, codec));
    }
    decoder.point(vector, from);
  }

  @Override
  public void close() {
    for (ColumnDecoder column : columns) {
      column.close();
    }
    codecs.close();
  }

  /** The codecs that blocks have asked for so far. */
  private static final class Codecs implements AutoCloseable {
    private final BlockCodec none = Compression.NONE.codec();
    private BlockCodec lz4;
    private BlockCodec zstd;

    BlockCodec of(BodyCompression compression) {
      if (compression == null) {
        return none;
      }
      if (compression.codec() == CompressionType.LZ4_FRAME) {
        lz4 = lz4 == null ? Compression.LZ4.codec() : lz4;
        return lz4;
      }
      if (compression.codec() == CompressionType.ZSTD) {
        zstd = zstd == null ? Compression.ZSTD.codec() : zstd;
        return zstd;
      }
      throw DamagedBlock.because("compression " + compression.codec());
    }

    @Override
    public void close() {
      if (lz4 != null) {
        lz4.close();
      }
      if (zstd != null) {
        zstd.close();
      }
    }
  }
}

package org.weft.shuffle.block;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.weft.planner.memory.Memory;

/** The flatbuffer in front of a block's body: null counts, and where each buffer lies. */
final class BlockMetadata {
  /** The continuation mark and the length of the metadata. */
  static final int PREFIX = 8;

  static final int CONTINUATION = -1;

  private final Compression compression;
  private final long[] nullCounts;
  private final long[] offsets;
  private final long[] lengths;
  private final FlatBufferBuilder builder;
  private final int size;
  private int nodes;
  private int buffers;

  BlockMetadata(int columnCount, int bufferCount, Compression compression) {
    this.compression = compression;
    this.nullCounts = new long[columnCount];
    this.offsets = new long[bufferCount];
    this.lengths = new long[bufferCount];
    this.builder = new FlatBufferBuilder(256 + 16 * columnCount + 16 * bufferCount);
    this.size = (build(1, 1).remaining() + 7) & -8;
  }

  /** Bytes of prefix and metadata, the same for every block of these columns. */
  int size() {
    return PREFIX + size;
  }

  void clear() {
    nodes = 0;
    buffers = 0;
  }

  void addNode(long nulls) {
    nullCounts[nodes++] = nulls;
  }

  /** Adds the next buffer, its offset from the start of the body. */
  void addBuffer(long offset, long length) {
    offsets[buffers] = offset;
    lengths[buffers++] = length;
  }

  /** Writes prefix and metadata at an address, {@link #size()} bytes. */
  void write(int rows, long bodyLength, long to) {
    ByteBuffer message = build(rows, bodyLength);
    int length = message.remaining();
    Memory.putInt(to, CONTINUATION);
    Memory.putInt(to + 4, size);
    // fields at their default are left out: the rest of the fixed size is padding
    Memory.fill(to + PREFIX, size, (byte) 0);
    Memory.copy(message.array(), message.arrayOffset() + message.position(), to + PREFIX, length);
  }

  private ByteBuffer build(int rows, long bodyLength) {
    builder.clear();
    RecordBatch.startBuffersVector(builder, offsets.length);
    for (int i = offsets.length - 1; i >= 0; i--) {
      Buffer.createBuffer(builder, offsets[i], lengths[i]);
    }
    int bufferVector = builder.endVector();
    RecordBatch.startNodesVector(builder, nullCounts.length);
    for (int i = nullCounts.length - 1; i >= 0; i--) {
      FieldNode.createFieldNode(builder, rows, nullCounts[i]);
    }
    int nodeVector = builder.endVector();
    int codec =
        switch (compression) {
          case NONE -> 0;
          case LZ4 -> bodyCompression(CompressionType.LZ4_FRAME);
          case ZSTD -> bodyCompression(CompressionType.ZSTD);
        };
    RecordBatch.startRecordBatch(builder);
    RecordBatch.addLength(builder, rows);
    RecordBatch.addNodes(builder, nodeVector);
    RecordBatch.addBuffers(builder, bufferVector);
    if (compression != Compression.NONE) {
      RecordBatch.addCompression(builder, codec);
    }
    int header = RecordBatch.endRecordBatch(builder);
    builder.finish(
        Message.createMessage(
            builder, MetadataVersion.V5, MessageHeader.RecordBatch, header, bodyLength, 0));
    return builder.dataBuffer();
  }

  private int bodyCompression(byte codec) {
    return BodyCompression.createBodyCompression(builder, codec, BodyCompressionMethod.BUFFER);
  }
}

package org.weft.io.arrow;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.compression.AbstractCompressionCodec;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil;
import org.apache.arrow.vector.compression.NoCompressionCodec;

/**
 * Reads compressed buffers; the library's own codecs are in a module of their own with a library of
 * their own. Every buffer begins with its length when plain.
 */
final class ArrowCodecs implements CompressionCodec.Factory {
  static final ArrowCodecs INSTANCE = new ArrowCodecs();

  /** What a byte of LZ4 can become at most. */
  private static final long LZ4_RATIO = 255;

  private ArrowCodecs() {}

  @Override
  public CompressionCodec createCodec(CompressionUtil.CodecType type) {
    return switch (type) {
      case NO_COMPRESSION -> NoCompressionCodec.INSTANCE;
      case LZ4_FRAME, ZSTD -> new Codec(type);
    };
  }

  @Override
  public CompressionCodec createCodec(CompressionUtil.CodecType type, int level) {
    return createCodec(type);
  }

  private static final class Codec extends AbstractCompressionCodec {
    private final CompressionUtil.CodecType type;

    Codec(CompressionUtil.CodecType type) {
      this.type = type;
    }

    @Override
    public CompressionUtil.CodecType getCodecType() {
      return type;
    }

    @Override
    protected ArrowBuf doCompress(BufferAllocator allocator, ArrowBuf plain) {
      throw new UnsupportedOperationException("buffers are written as they are");
    }

    @Override
    protected ArrowBuf doDecompress(BufferAllocator allocator, ArrowBuf compressed) {
      long plain = readUncompressedLength(compressed);
      long length = compressed.writerIndex() - Long.BYTES;
      boolean isLz4 = type == CompressionUtil.CodecType.LZ4_FRAME;
      if (plain < 0 || plain > Integer.MAX_VALUE || isLz4 && plain / LZ4_RATIO > length) {
        throw new IllegalArgumentException(length + " bytes that were " + plain + " before");
      }
      ByteBuffer from = compressed.nioBuffer(Long.BYTES, (int) length);
      ArrowBuf to = allocator.buffer(plain);
      try {
        ByteBuffer target = to.nioBuffer(0, (int) plain);
        if (isLz4) {
          Lz4Frames.decode(from, target);
        } else if (Zstd.decompress(target, from) != plain) {
          throw new IllegalArgumentException("fewer bytes than announced");
        }
        return to.writerIndex(plain);
      } catch (RuntimeException e) {
        to.close();
        throw e;
      }
    }
  }
}

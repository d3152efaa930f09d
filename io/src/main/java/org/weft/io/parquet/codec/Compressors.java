package org.weft.io.parquet.codec;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import org.weft.planner.memory.Memory;
import org.weft.planner.scan.Compression;
import org.xerial.snappy.Snappy;

/** The compressors of pages, one block per page. */
public final class Compressors {
  private Compressors() {}

  /**
   * A compressor.
   *
   * @param compression any but NONE that Parquet has
   * @param level 0 for the usual one
   */
  public static Compressor of(Compression compression, int level) {
    return switch (compression) {
      case SNAPPY -> new SnappyBlocks();
      case ZSTD -> new ZstdFrames(level == 0 ? Zstd.defaultCompressionLevel() : level);
      case LZ4 -> new Lz4Blocks();
      case GZIP -> new GzipMembers(level == 0 ? Deflater.DEFAULT_COMPRESSION : Math.min(9, level));
      case NONE, BZIP2, DEFLATE ->
          throw new IllegalArgumentException("pages are not written " + compression);
    };
  }

  private static final class SnappyBlocks implements Compressor {
    @Override
    public long room(int length) {
      return Snappy.maxCompressedLength(length);
    }

    @Override
    public int compress(long from, int length, long to, long room) {
      try {
        return (int) Snappy.rawCompress(from, length, to);
      } catch (IOException e) {
        throw new IllegalStateException("snappy refuses " + length + " bytes", e);
      }
    }
  }

  private record ZstdFrames(int level) implements Compressor {
    @Override
    public long room(int length) {
      return Zstd.compressBound(length);
    }

    @Override
    public int compress(long from, int length, long to, long room) {
      long written = Zstd.compressUnsafe(to, room, from, length, level);
      if (Zstd.isError(written)) {
        throw new IllegalStateException("zstd: " + Zstd.getErrorName(written));
      }
      return (int) written;
    }
  }

  private static final class Lz4Blocks implements Compressor {
    private final LZ4Compressor lz4 = LZ4Factory.fastestInstance().fastCompressor();

    @Override
    public long room(int length) {
      return lz4.maxCompressedLength(length);
    }

    @Override
    public int compress(long from, int length, long to, long room) {
      int most = (int) room;
      return lz4.compress(Memory.buffer(from, length), 0, length, Memory.buffer(to, most), 0, most);
    }
  }

  /** Deflate between the header and trailer of RFC 1952. */
  private static final class GzipMembers implements Compressor {
    private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF};
    private static final int TRAILER = 8;

    private final Deflater deflater;

    GzipMembers(int level) {
      deflater = new Deflater(level, true);
    }

    @Override
    public long room(int length) {
      // deflate stores what it cannot shrink: five bytes per block of 16 KiB at most
      return length + (length >> 10) + 64L;
    }

    @Override
    public int compress(long from, int length, long to, long room) {
      ByteBuffer source = Memory.buffer(from, length);
      CRC32 crc = new CRC32();
      crc.update(source.duplicate());
      Memory.copy(HEADER, 0, to, HEADER.length);
      int most = (int) room - HEADER.length - TRAILER;
      ByteBuffer target = Memory.buffer(to + HEADER.length, most);
      deflater.reset();
      deflater.setInput(source);
      deflater.finish();
      int written = 0;
      while (!deflater.finished()) {
        int more = deflater.deflate(target);
        if (more == 0) {
          throw new IllegalStateException("deflate made " + length + " bytes longer than " + most);
        }
        written += more;
      }
      long trailer = to + HEADER.length + written;
      Memory.putInt(trailer, (int) crc.getValue());
      Memory.putInt(trailer + 4, length);
      return HEADER.length + written + TRAILER;
    }

    @Override
    public void close() {
      deflater.end();
    }
  }
}

package org.weft.shuffle.block;

import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import net.jpountz.xxhash.XXHashFactory;
import org.slf4j.LoggerFactory;
import org.weft.planner.memory.Memory;

/**
 * The LZ4 frame format around the native block compressor: independent blocks of at most 4 MiB, no
 * checksums (whole shuffle blocks have one).
 *
 * <p>Arrow Java's own codec for this format compresses through heap copies at 0.04 MB/s and must
 * not be used (engine-performance.md §7.2); lz4-java's "fast" decompressor is the slow one.
 */
final class Lz4FrameCodec implements BlockCodec {
  private static final int MAGIC = 0x184D2204;
  private static final int VERSION_1 = 0x40;
  private static final int INDEPENDENT = 0x20;
  private static final int BLOCK_CHECKSUM = 0x10;
  private static final int CONTENT_SIZE = 0x08;
  private static final int CONTENT_CHECKSUM = 0x04;
  private static final int DICTIONARY_ID = 0x01;
  private static final int UP_TO_4_MIB = 7 << 4;
  private static final int LARGEST_BLOCK = 4 << 20;
  private static final int HEADER = 7;
  private static final int STORED = 1 << 31;
  private static final int HEADER_CHECKSUM = headerChecksum();

  private static final LZ4Factory LZ4 = LZ4Factory.fastestInstance();

  static {
    if (!LZ4.toString().contains("JNI")) {
      LoggerFactory.getLogger(Lz4FrameCodec.class)
          .warn("the native LZ4 library does not load: shuffles will be slower with {}", LZ4);
    }
  }

  private final LZ4Compressor compressor = LZ4.fastCompressor();
  private final LZ4SafeDecompressor decompressor = LZ4.safeDecompressor();

  private static int headerChecksum() {
    byte[] descriptor = {VERSION_1 | INDEPENDENT, UP_TO_4_MIB};
    int hash = XXHashFactory.fastestJavaInstance().hash32().hash(descriptor, 0, 2, 0);
    return (hash >>> 8) & 0xFF;
  }

  @Override
  public long bound(long bytes) {
    long blocks = bytes / LARGEST_BLOCK + 1;
    // LZ4_compressBound for each block, its length, the header and the end mark
    return bytes + bytes / 255 + blocks * (16 + 1 + 4) + HEADER + 4;
  }

  @Override
  public long compress(long from, long bytes, long to) {
    Memory.putInt(to, MAGIC);
    Memory.putByte(to + 4, (byte) (VERSION_1 | INDEPENDENT));
    Memory.putByte(to + 5, (byte) UP_TO_4_MIB);
    Memory.putByte(to + 6, (byte) HEADER_CHECKSUM);
    long out = to + HEADER;
    for (long done = 0; done < bytes; done += LARGEST_BLOCK) {
      out = compressBlock(from + done, (int) Math.min(LARGEST_BLOCK, bytes - done), out);
    }
    Memory.putInt(out, 0);
    long written = out + 4 - to;
    return written < bytes ? written : -1;
  }

  private long compressBlock(long from, int bytes, long to) {
    int bound = compressor.maxCompressedLength(bytes);
    int size =
        compressor.compress(
            Memory.buffer(from, bytes), 0, bytes, Memory.buffer(to + 4, bound), 0, bound);
    if (size >= bytes) {
      Memory.copy(from, to + 4, bytes);
      Memory.putInt(to, bytes | STORED);
      return to + 4 + bytes;
    }
    Memory.putInt(to, size);
    return to + 4 + size;
  }

  @Override
  public void decompress(long from, long compressed, long to, long bytes) {
    long end = from + compressed;
    long in = from + HEADER;
    if (compressed < HEADER + 4 || Memory.getInt(from) != MAGIC) {
      throw DamagedBlock.because("no LZ4 frame where one should be");
    }
    int flags = Memory.getByte(from + 4);
    if ((flags & 0xC0) != VERSION_1 || (flags & INDEPENDENT) == 0) {
      throw DamagedBlock.because("an LZ4 frame of an unknown kind, flags " + flags);
    }
    in += (flags & CONTENT_SIZE) == 0 ? 0 : 8;
    in += (flags & DICTIONARY_ID) == 0 ? 0 : 4;
    int blockChecksum = (flags & BLOCK_CHECKSUM) == 0 ? 0 : 4;
    long out = to;
    while (true) {
      if (in + 4 > end) {
        throw DamagedBlock.because("an LZ4 frame without its end");
      }
      int size = Memory.getInt(in);
      in += 4;
      if (size == 0) {
        break;
      }
      int stored = size & ~STORED;
      if (stored > end - in) {
        throw DamagedBlock.because("an LZ4 block longer than its frame");
      }
      out += restore(in, size, out, to + bytes - out);
      in += stored + blockChecksum;
    }
    in += (flags & CONTENT_CHECKSUM) == 0 ? 0 : 4;
    if (out != to + bytes || in != end) {
      throw DamagedBlock.because("an LZ4 frame of another size than stated");
    }
  }

  private int restore(long from, int size, long to, long room) {
    int stored = size & ~STORED;
    if (size < 0) {
      if (stored > room) {
        throw DamagedBlock.because("an LZ4 frame larger than stated");
      }
      Memory.copy(from, to, stored);
      return stored;
    }
    int most = (int) Math.min(room, LARGEST_BLOCK);
    try {
      return decompressor.decompress(
          Memory.buffer(from, stored), 0, stored, Memory.buffer(to, most), 0, most);
    } catch (LZ4Exception e) {
      throw DamagedBlock.because("an LZ4 block that cannot be decompressed", e);
    }
  }

  @Override
  public void close() {}
}

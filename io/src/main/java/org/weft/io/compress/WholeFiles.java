package org.weft.io.compress;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4SafeDecompressor;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.weft.io.file.FileInput;
import org.weft.planner.scan.Compression;
import org.weft.planner.scan.FileNames;
import org.xerial.snappy.Snappy;

/** Undoes the compression of whole files. */
final class WholeFiles {
  private static final int BUFFER = 64 << 10;
  private static final byte[] BZIP2 = {'B', 'Z', 'h'};
  private static final byte[] LZ4_FRAME = {0x04, 0x22, 0x4D, 0x18};

  private WholeFiles() {}

  /** What the name of a file says of its compression. */
  static Compression byName(String path) {
    return switch (FileNames.compression(path)) {
      case ".gz", ".gzip" -> Compression.GZIP;
      case ".zst", ".zstd" -> Compression.ZSTD;
      case ".bz2" -> Compression.BZIP2;
      case ".snappy" -> Compression.SNAPPY;
      case ".lz4" -> Compression.LZ4;
      case ".deflate" -> Compression.DEFLATE;
      default -> Compression.NONE;
    };
  }

  /** The plain bytes of a compressed file. */
  static InputStream open(FileInput input, long length, Compression compression)
      throws IOException {
    InputStream file = new FileStream(input, length);
    return switch (compression) {
      case NONE -> file;
      case GZIP -> new GZIPInputStream(file, BUFFER);
      case ZSTD -> new ZstdInputStream(file);
      case DEFLATE -> new InflaterInputStream(file);
      case BZIP2 -> {
        // the library takes anything without a block for an empty file
        if (!Arrays.equals(start(input, length, BZIP2.length), BZIP2)) {
          throw new IOException("it does not start as such a file does");
        }
        yield bzip2().createInputStream(file);
      }
      case SNAPPY -> new HadoopBlocks(file, WholeFiles::snappy);
      case LZ4 -> lz4(input, length, file);
    };
  }

  static BZip2Codec bzip2() {
    BZip2Codec codec = new BZip2Codec();
    codec.setConf(new Configuration(false));
    return codec;
  }

  private static int snappy(byte[] from, int length, byte[] to, int room) throws IOException {
    int announced = Snappy.uncompressedLength(from, 0, length);
    if (announced > room) {
      throw new IOException("a chunk of " + announced + " bytes where " + room + " are left");
    }
    return Snappy.uncompress(from, 0, length, to, 0);
  }

  private static byte[] start(FileInput input, long length, int count) {
    byte[] start = new byte[(int) Math.min(count, length)];
    input.readFully(0, start);
    return start;
  }

  /** There are two ways to frame LZ4; the official one starts with a number of its own. */
  private static InputStream lz4(FileInput input, long length, InputStream file)
      throws IOException {
    if (Arrays.equals(start(input, length, LZ4_FRAME.length), LZ4_FRAME)) {
      return new LZ4FrameInputStream(file);
    }
    LZ4SafeDecompressor lz4 = LZ4Factory.fastestInstance().safeDecompressor();
    return new HadoopBlocks(
        file,
        (from, count, to, room) -> {
          try {
            return lz4.decompress(from, 0, count, to, 0, room);
          } catch (LZ4Exception e) {
            throw new IOException(e);
          }
        });
  }
}

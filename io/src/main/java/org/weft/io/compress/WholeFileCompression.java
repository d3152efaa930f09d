package org.weft.io.compress;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.weft.planner.scan.Compression;

/** Compresses whole files, or members of them. */
public final class WholeFileCompression {
  private WholeFileCompression() {}

  /**
   * A stream that compresses what is written to it.
   *
   * @param level 0 for the usual one
   */
  public static OutputStream stream(OutputStream to, Compression compression, int level)
      throws IOException {
    return switch (compression) {
      case NONE -> to;
      case GZIP -> new Gzip(to, level == 0 ? Deflater.DEFAULT_COMPRESSION : Math.min(9, level));
      case ZSTD -> new ZstdOutputStream(to, level == 0 ? Zstd.defaultCompressionLevel() : level);
      case BZIP2 -> WholeFiles.bzip2().createOutputStream(to);
      case SNAPPY, LZ4, DEFLATE ->
          throw new IllegalArgumentException("whole files are not written " + compression);
    };
  }

  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream to, int level) throws IOException {
      super(to, 64 << 10);
      def.setLevel(level);
    }
  }
}

package org.weft.io.parquet.codec;

import java.util.EnumMap;
import java.util.Map;
import org.weft.io.parquet.footer.Codec;

/** The decompressors one reader uses, made when first needed. For one thread. */
public final class Decompressors implements AutoCloseable {
  private final Map<Codec, Decompressor> made = new EnumMap<>(Codec.class);

  /**
   * Fills {@code to} with exactly {@code toLength} bytes.
   *
   * @param codec any but UNCOMPRESSED
   * @throws org.weft.planner.error.WeftException CORRUPT_FILE; UNSUPPORTED_FILE if the codec's
   *     native library does not load
   */
  public void decompress(Codec codec, long from, int fromLength, long to, int toLength) {
    Decompressor decompressor = made.get(codec);
    if (decompressor == null) {
      decompressor = make(codec);
      made.put(codec, decompressor);
    }
    decompressor.decompress(from, fromLength, to, toLength);
  }

  private static Decompressor make(Codec codec) {
    return switch (codec) {
      case UNCOMPRESSED -> throw new IllegalArgumentException("nothing to decompress");
      case SNAPPY -> new SnappyPages();
      case GZIP -> new GzipPages();
      case ZSTD -> new ZstdPages();
      case LZ4_RAW -> new Lz4Pages();
      case LZ4 -> new HadoopLz4Pages();
      case BROTLI -> new BrotliPages();
    };
  }

  @Override
  public void close() {
    made.values().forEach(Decompressor::close);
    made.clear();
  }
}

package org.weft.io.parquet.codec;

import java.util.EnumMap;
import java.util.Map;
import org.weft.io.parquet.footer.Codec;

/** The decompressors one reader uses, made when first needed. For one thread. */
public final class Decompressors implements AutoCloseable {
  /** What a page is likely to hold: codecs may have a way for each. */
  public enum Content {
    NUMBERS,
    TEXT
  }

  private final Map<Codec, Decompressor> forText = new EnumMap<>(Codec.class);
  private final Map<Codec, Decompressor> forNumbers = new EnumMap<>(Codec.class);

  /**
   * Undoes a codec. Valid until this is closed.
   *
   * @param codec any but UNCOMPRESSED
   * @throws org.weft.planner.error.WeftException UNSUPPORTED_FILE if the codec's native library
   *     does not load
   */
  public Decompressor of(Codec codec, Content content) {
    if (content == Content.NUMBERS && codec == Codec.SNAPPY) {
      return forNumbers.computeIfAbsent(codec, c -> new SnappyNumbers());
    }
    return forText.computeIfAbsent(codec, Decompressors::make);
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
    forNumbers.values().forEach(Decompressor::close);
    forText.values().forEach(Decompressor::close);
    forNumbers.clear();
    forText.clear();
  }
}

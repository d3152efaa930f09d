package org.weft.shuffle.block;

import java.util.Locale;

/** How the buffers of a block are compressed. */
public enum Compression {
  NONE,
  LZ4,
  ZSTD;

  /** Reads the value of the setting {@code flight_shuffle_compression}. */
  public static Compression parse(String text) {
    return valueOf(text.trim().toUpperCase(Locale.ROOT));
  }

  /** A codec with its own state, for one thread. */
  public BlockCodec codec() {
    return switch (this) {
      case NONE -> new NoCodec();
      case LZ4 -> new Lz4FrameCodec();
      case ZSTD -> new ZstdCodec();
    };
  }
}

package org.weft.io.parquet.footer;

import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** How pages are compressed. */
public enum Codec {
  UNCOMPRESSED(1),
  SNAPPY(32),
  GZIP(1_100),
  ZSTD(100_000),
  LZ4_RAW(300),
  /** As Hadoop writes it: with its own framing. */
  LZ4(300),
  BROTLI(1_000_000);

  private final long largestRatio;

  Codec(long largestRatio) {
    this.largestRatio = largestRatio;
  }

  /** The codec of a number in the format. */
  static Codec of(int number) {
    return switch (number) {
      case 0 -> UNCOMPRESSED;
      case 1 -> SNAPPY;
      case 2 -> GZIP;
      case 4 -> BROTLI;
      case 5 -> LZ4;
      case 6 -> ZSTD;
      case 7 -> LZ4_RAW;
      default ->
          throw WeftException.of(
              ErrorCode.UNSUPPORTED_FILE,
              number == 3 ? "compressed with LZO" : "compressed with unknown codec " + number);
    };
  }

  /** A size that no honest page of this many compressed bytes exceeds. */
  public long largestOutput(long compressed) {
    return this == UNCOMPRESSED ? compressed : compressed * largestRatio + 1024;
  }
}

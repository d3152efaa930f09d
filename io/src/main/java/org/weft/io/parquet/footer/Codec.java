package org.weft.io.parquet.footer;

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

  /** A size that no honest page of this many compressed bytes exceeds. */
  public long largestOutput(long compressed) {
    return this == UNCOMPRESSED ? compressed : compressed * largestRatio + 1024;
  }
}

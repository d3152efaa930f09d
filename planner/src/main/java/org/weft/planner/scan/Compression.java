package org.weft.planner.scan;

import java.util.Locale;

/** What makes the bytes of a file, or of its pages, fewer. */
public enum Compression {
  NONE,
  SNAPPY,
  GZIP,
  ZSTD,
  LZ4,
  BZIP2,
  DEFLATE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

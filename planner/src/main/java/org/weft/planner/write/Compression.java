package org.weft.planner.write;

import java.util.Locale;

/** What makes written bytes fewer. Which of them a format knows is said in {@link WriteFormat}. */
public enum Compression {
  NONE,
  SNAPPY,
  GZIP,
  ZSTD,
  LZ4,
  BZIP2;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

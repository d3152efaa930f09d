package org.weft.io.parquet.page;

import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** How the values of a page are written. In the order of the format's numbers. */
public enum Encoding {
  PLAIN,
  /** Number 1 was never used. */
  GROUP_VAR_INT,
  /** Ids, in pages of old. */
  PLAIN_DICTIONARY,
  RLE,
  /** Levels, in pages of old. */
  BIT_PACKED,
  DELTA_BINARY_PACKED,
  DELTA_LENGTH_BYTE_ARRAY,
  DELTA_BYTE_ARRAY,
  /** Ids. */
  RLE_DICTIONARY,
  BYTE_STREAM_SPLIT;

  private static final Encoding[] BY_NUMBER = values();

  static Encoding of(int number) {
    if (number < 0 || number >= BY_NUMBER.length) {
      throw WeftException.of(ErrorCode.UNSUPPORTED_FILE, "a page of unknown encoding " + number);
    }
    return BY_NUMBER[number];
  }

  /** True if the values are ids into the chunk's dictionary. */
  boolean isDictionary() {
    return this == PLAIN_DICTIONARY || this == RLE_DICTIONARY;
  }
}

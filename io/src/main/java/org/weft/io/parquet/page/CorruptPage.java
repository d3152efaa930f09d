package org.weft.io.parquet.page;

import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** The error of a page that contradicts itself. */
final class CorruptPage {
  private CorruptPage() {}

  static WeftException because(String why) {
    return WeftException.of(ErrorCode.CORRUPT_FILE, why);
  }

  /** Fails if there are bytes behind what was read. */
  static void unlessAtEnd(long position, long end, String what) {
    if (position != end) {
      throw because(end - position + " bytes left behind its " + what);
    }
  }
}

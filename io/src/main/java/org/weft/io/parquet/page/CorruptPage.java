package org.weft.io.parquet.page;

import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** The error of a page that contradicts itself. */
final class CorruptPage {
  private CorruptPage() {}

  static WeftException because(String why) {
    return WeftException.of(ErrorCode.CORRUPT_FILE, why);
  }
}

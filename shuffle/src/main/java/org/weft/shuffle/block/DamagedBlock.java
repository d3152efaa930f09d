package org.weft.shuffle.block;

import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** Errors for blocks that are not what was written. */
final class DamagedBlock {
  private DamagedBlock() {}

  static WeftException because(String what) {
    return WeftException.of(ErrorCode.CORRUPT_FILE, "a shuffle block is damaged: " + what);
  }

  static WeftException because(String what, RuntimeException cause) {
    return WeftException.of(ErrorCode.CORRUPT_FILE, "a shuffle block is damaged: " + what, cause);
  }
}

package org.weft.io.csv;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.weft.planner.memory.Memory;

/** Truth values as text. */
final class FlagText {
  private FlagText() {}

  /** 1, 0, or -1 for anything else. */
  static int read(long at, int length) {
    if (length == 4 && (Memory.getInt(at) | 0x20202020) == 0x65757274) { // "true"
      return 1;
    }
    if (length == 0 || length > 16) {
      return -1;
    }
    return of(new String(Memory.bytes(at, length), StandardCharsets.US_ASCII));
  }

  /** 1, 0, or -1 for anything else. */
  static int of(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "1" -> 1;
      case "false", "f", "no", "n", "0" -> 0;
      default -> -1;
    };
  }
}

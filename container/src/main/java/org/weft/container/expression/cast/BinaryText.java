package org.weft.container.expression.cast;

import java.util.Arrays;
import org.weft.planner.memory.Memory;

/**
 * Bytes as text and back, as in DuckDB: printable ASCII as it is, all else as {@code \x} and two
 * hexadecimal digits. What is read may also hold other characters: they stand for their UTF-8.
 */
final class BinaryText {
  private static final String HEX = "0123456789ABCDEF";

  private BinaryText() {}

  /** True if bytes are shown as they are. */
  static boolean isPlain(long from, int length) {
    for (int i = 0; i < length; i++) {
      if (!isPlain(Memory.getByte(from + i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(byte value) {
    return value >= ' ' && value < 0x7F && "\\'\"".indexOf(value) < 0;
  }

  /** True if a text stands for other bytes than its own. */
  static boolean hasEscapes(long from, int length) {
    for (int i = 0; i + 1 < length; i++) {
      if (Memory.getByte(from + i) == '\\' && Memory.getByte(from + i + 1) == 'x') {
        return true;
      }
    }
    return false;
  }

  /** The bytes that a text stands for; null if {@code \x} comes without two digits. */
  static byte[] read(byte[] text) {
    byte[] bytes = new byte[text.length];
    int size = 0;
    for (int i = 0; i < text.length; i++) {
      boolean isEscape = text[i] == '\\' && i + 1 < text.length && text[i + 1] == 'x';
      if (!isEscape) {
        bytes[size++] = text[i];
        continue;
      }
      int high = i + 2 < text.length ? Character.digit(text[i + 2], 16) : -1;
      int low = i + 3 < text.length ? Character.digit(text[i + 3], 16) : -1;
      if (high < 0 || low < 0) {
        return null;
      }
      bytes[size++] = (byte) (high << 4 | low);
      i += 3;
    }
    return Arrays.copyOf(bytes, size);
  }

  static String show(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte value : bytes) {
      if (isPlain(value)) {
        text.append((char) value);
      } else {
        text.append("\\x").append(HEX.charAt((value >> 4) & 15)).append(HEX.charAt(value & 15));
      }
    }
    return text.toString();
  }
}

package org.weft.io.csv;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;

/** What cells mean as text: whether they are null, and their bytes without escapes. */
final class CellTexts {
  private final Dialect dialect;
  private final byte[][] nulls;
  private final boolean emptyIsNull;
  private final ByteArena unescaped;

  /**
   * @param unescaped where values are put whose escapes were taken out
   */
  CellTexts(Dialect dialect, List<String> nulls, ByteArena unescaped) {
    this.dialect = dialect;
    this.emptyIsNull = nulls.contains("");
    this.nulls =
        nulls.stream()
            .filter(text -> !text.isEmpty())
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    this.unescaped = unescaped;
  }

  /** True if a cell is no value. As with DuckDB, quotes make no difference. */
  boolean isNull(long start, int length) {
    if (start == Cells.MISSING) {
      return true;
    }
    int bytes = length & Cells.LENGTH;
    if (bytes == 0) {
      return emptyIsNull;
    }
    for (byte[] text : nulls) {
      if (text.length == bytes && equals(start, text)) {
        return true;
      }
    }
    return false;
  }

  private static boolean equals(long at, byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (Memory.getByte(at + i) != text[i]) {
        return false;
      }
    }
    return true;
  }

  private int plainLength;

  /** Takes the escapes out of a cell: the address of its bytes; see {@link #plainLength}. */
  long plain(long start, int length) {
    int bytes = length & Cells.LENGTH;
    long to = unescaped.reserve(bytes);
    int n = 0;
    for (int i = 0; i < bytes; i++) {
      byte b = Memory.getByte(start + i);
      if (b == dialect.escape() && i + 1 < bytes) {
        byte next = Memory.getByte(start + i + 1);
        boolean isEscape = next == dialect.quote() || next == dialect.escape();
        if (isEscape) {
          i++;
          b = next;
        }
      }
      Memory.putByte(to + n++, b);
    }
    plainLength = n;
    return to;
  }

  /** The length of what {@link #plain} gave last. */
  int plainLength() {
    return plainLength;
  }

  /** Forgets what was taken out. */
  void reset() {
    unescaped.reset();
  }
}

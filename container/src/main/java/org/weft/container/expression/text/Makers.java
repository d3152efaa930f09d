package org.weft.container.expression.text;

import java.util.List;
import org.weft.container.expression.tree.Failures;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Views;

/** Functions that make new text. */
final class Makers {
  private Makers() {}

  /** What they have in common: bytes of their own. */
  abstract static class Maker extends TextNode {
    private final FreshText fresh;

    Maker(DataType type, List<ValueNode> inputs, Workspace memory) {
      super(type, inputs, memory);
      this.fresh = new FreshText(memory);
    }

    @Override
    final void start(Rows rows) {
      fresh.start(rows);
    }

    final long reserve(long bytes) {
      if (bytes > Integer.MAX_VALUE) {
        throw Failures.badValue("a text of " + bytes + " bytes");
      }
      return fresh.reserve(bytes);
    }
  }

  /** Texts one behind the other. */
  static final class Concat extends Maker {
    private final int count;

    Concat(DataType type, List<ValueNode> inputs, Workspace memory) {
      super(type, inputs, memory);
      this.count = inputs.size();
    }

    @Override
    void compute(int row, long to) {
      long length = 0;
      for (int i = 0; i < count; i++) {
        length += Views.length(view(i, row));
      }
      long bytes = reserve(length);
      long end = bytes;
      for (int i = 0; i < count; i++) {
        long view = view(i, row);
        int part = Views.length(view);
        Memory.copy(Views.bytes(view), end, part);
        end += part;
      }
      Views.put(to, bytes, (int) length);
    }
  }

  /** Upper or lower case, letter by letter. */
  static final class Recase extends Maker {
    private final Target target;

    /** Which case. */
    enum Target {
      UPPER,
      LOWER;

      int of(int codePoint) {
        if (this == LOWER) {
          return Character.toLowerCase(codePoint);
        }
        // as in DuckDB one capital stands for one letter, not SS
        return codePoint == 0xDF ? 0x1E9E : Character.toUpperCase(codePoint);
      }
    }

    Recase(DataType type, Target target, List<ValueNode> inputs, Workspace memory) {
      super(type, inputs, memory);
      this.target = target;
    }

    @Override
    void compute(int row, long to) {
      long view = view(0, row);
      long from = Views.bytes(view);
      int length = Views.length(view);
      if (Utf8.isAscii(from, length)) {
        long bytes = reserve(length);
        ascii(from, length, bytes);
        Views.put(to, bytes, length);
        return;
      }
      // a letter may take more bytes in its other case, at most three for two
      long bytes = reserve(2L * length);
      long end = bytes;
      for (int i = 0; i < length; ) {
        int width = Math.min(length - i, Utf8.width(Memory.getByte(from + i)));
        end += Utf8.put(end, target.of(Utf8.codePoint(from + i, width)));
        i += width;
      }
      Views.put(to, bytes, (int) (end - bytes));
    }

    private void ascii(long from, int length, long to) {
      int first = target == Target.UPPER ? 'a' : 'A';
      for (int i = 0; i < length; i++) {
        int letter = Memory.getByte(from + i);
        // the 26 letters differ from their other case in bit 5
        int change = ((letter - first) | (first + 25 - letter)) >>> 31 ^ 1;
        Memory.putByte(to + i, (byte) (letter ^ change << 5));
      }
    }
  }

  /** A text with every occurrence of another replaced. */
  static final class Replace extends Maker {
    Replace(DataType type, List<ValueNode> inputs, Workspace memory) {
      super(type, inputs, memory);
    }

    @Override
    void compute(int row, long to) {
      long view = view(0, row);
      long searched = view(1, row);
      long replacement = view(2, row);
      long start = Views.bytes(view);
      long end = start + Views.length(view);
      Needle needle = new Needle(Views.bytes(searched), Views.length(searched));
      int hits = needle.length() == 0 ? 0 : count(needle, start, end);
      if (hits == 0) {
        Views.put(to, start, Views.length(view));
        return;
      }
      int inserted = Views.length(replacement);
      long length = end - start + (long) hits * (inserted - needle.length());
      long bytes = reserve(length);
      long out = bytes;
      for (int i = 0; i < hits; i++) {
        long found = needle.find(start, end);
        Memory.copy(start, out, found - start);
        out += found - start;
        Memory.copy(Views.bytes(replacement), out, inserted);
        out += inserted;
        start = found + needle.length();
      }
      Memory.copy(start, out, end - start);
      Views.put(to, bytes, (int) length);
    }

    private static int count(Needle needle, long start, long end) {
      int hits = 0;
      long from = start;
      while (true) {
        long found = needle.find(from, end);
        if (found < 0) {
          return hits;
        }
        hits++;
        from = found + needle.length();
      }
    }
  }
}

package org.weft.container.expression.text;

import java.util.List;
import org.weft.container.expression.tree.Failures;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Views;

/** Functions whose result is a piece of their argument. */
final class Slices {
  private static final byte SPACE = ' ';

  private Slices() {}

  /**
   * Code points from a start, counted from 1, and at most so many. A start before the text counts
   * positions that are not there, as SQL says: {@code substring('abc', 0, 2)} is {@code 'a'}.
   */
  static final class Substring extends TextNode {
    private final int arguments;

    Substring(DataType type, List<ValueNode> inputs, Workspace memory) {
      super(type, inputs, memory);
      this.arguments = inputs.size();
    }

    @Override
    void compute(int row, long to) {
      long view = view(0, row);
      long bytes = Views.bytes(view);
      int length = Views.length(view);
      long start = Math.max(integer(1, row), Long.MIN_VALUE / 2); // so that 1 - start exists
      long skipped = Math.max(0, start - 1);
      int from = Utf8.offset(bytes, length, skipped);
      int until = length;
      if (arguments == 3) {
        long wanted = integer(2, row);
        if (wanted < 0) {
          throw Failures.badValue("substring of " + wanted + " characters");
        }
        long before = start < 1 ? 1 - start : 0;
        long count = Math.max(0, wanted - before);
        until = from + Utf8.offset(bytes + from, length - from, count);
      }
      Views.put(to, bytes + from, until - from);
    }
  }

  /** Without the spaces at one end or both. */
  static final class Trim extends TextNode {
    private final Ends ends;

    /** Where spaces go. */
    enum Ends {
      LEFT,
      RIGHT,
      BOTH
    }

    Trim(DataType type, Ends ends, List<ValueNode> inputs, Workspace memory) {
      super(type, inputs, memory);
      this.ends = ends;
    }

    @Override
    void compute(int row, long to) {
      long view = view(0, row);
      long start = Views.bytes(view);
      long end = start + Views.length(view);
      if (ends != Ends.RIGHT) {
        while (start < end && Memory.getByte(start) == SPACE) {
          start++;
        }
      }
      if (ends != Ends.LEFT) {
        while (end > start && Memory.getByte(end - 1) == SPACE) {
          end--;
        }
      }
      Views.put(to, start, (int) (end - start));
    }
  }
}

package org.weft.container.expression.text;

import java.util.List;
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
   * Code points from a start, counted from 1, and at most so many, with DuckDB's rules for what the
   * standard leaves open: a negative start counts from the end, the start 0 takes one less, and a
   * negative length takes what stands before the start.
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
      int size = Views.length(view);
      long start = integer(1, row);
      long length = arguments == 3 ? integer(2, row) : Long.MAX_VALUE;
      long first = start - 1;
      if (start < 0) {
        first = Utf8.codePoints(bytes, size) + start;
      } else if (start == 0) {
        first = 0;
        length = length > 0 ? length - 1 : 0;
      }
      long other = first + length;
      if (((first ^ other) & (length ^ other)) < 0) {
        other = length < 0 ? 0 : Long.MAX_VALUE;
      }
      long end = Math.max(0, Math.max(first, other));
      first = Math.max(0, Math.min(first, other));
      int from = Utf8.offset(bytes, size, first);
      int count = Utf8.offset(bytes + from, size - from, end - first);
      Views.put(to, bytes + from, count);
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

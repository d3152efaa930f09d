package org.weft.container.expression.text;

import java.util.List;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Views;

/** Functions that count in texts. */
final class Measures {
  private Measures() {}

  /** The number of code points. */
  static final class CharLength extends TextNode {
    CharLength(DataType type, List<ValueNode> inputs, Workspace memory) {
      super(type, inputs, memory);
    }

    @Override
    void compute(int row, long to) {
      long view = view(0, row);
      Memory.putLong(to, Utf8.codePoints(Views.bytes(view), Views.length(view)));
    }
  }

  /** Where a text first lies in another, in code points from 1, or 0. */
  static final class Position extends TextNode {
    Position(DataType type, List<ValueNode> inputs, Workspace memory) {
      super(type, inputs, memory);
    }

    @Override
    void compute(int row, long to) {
      long view = view(0, row);
      long searched = view(1, row);
      long bytes = Views.bytes(view);
      Needle needle = new Needle(Views.bytes(searched), Views.length(searched));
      long found = needle.find(bytes, bytes + Views.length(view));
      long position = found < 0 ? 0 : 1L + Utf8.codePoints(bytes, (int) (found - bytes));
      Memory.putLong(to, position);
    }
  }
}

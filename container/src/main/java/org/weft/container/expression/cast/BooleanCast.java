package org.weft.container.expression.cast;

import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Layout;

/** A number as a boolean: false if it is 0. */
final class BooleanCast extends RowCast {
  private Layout layout;

  BooleanCast(ValueNode input, Workspace memory) {
    super(input, SimpleType.BOOLEAN, Misfit.BAD_CAST, memory);
  }

  @Override
  Layout readAs(Layout source) {
    layout =
        switch (source) {
          case FLOAT32, FLOAT64 -> Layout.FLOAT64;
          case INT128 -> Layout.INT128;
          default -> Layout.INT64;
        };
    return layout;
  }

  @Override
  boolean convert(long from, long to) {
    boolean zero =
        switch (layout) {
          case FLOAT64 -> Memory.getDouble(from) == 0;
          case INT128 -> (Memory.getLong(from) | Memory.getLong(from + 8)) == 0;
          default -> Memory.getLong(from) == 0;
        };
    Memory.putByte(to, (byte) (zero ? 0 : 1));
    return true;
  }

  @Override
  String show(long from) {
    return "number";
  }
}

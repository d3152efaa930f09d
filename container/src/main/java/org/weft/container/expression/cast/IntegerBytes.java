package org.weft.container.expression.cast;

import org.weft.container.expression.text.FreshText;
import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/**
 * The bytes of an integer, as many as its type has, the highest first; so do Spark and PostgreSQL,
 * DuckDB has no such cast.
 */
final class IntegerBytes extends RowCast {
  private final int width;
  private final FreshText fresh;

  IntegerBytes(ValueNode input, DataType type, Workspace memory) {
    super(input, type, Misfit.BAD_CAST, memory);
    this.width = Layout.of(input.type()).width();
    this.fresh = new FreshText(memory);
  }

  @Override
  Layout readAs(Layout layout) {
    return Layout.INT64;
  }

  @Override
  void start(Rows rows) {
    fresh.start(rows);
  }

  @Override
  boolean convert(long from, long to) {
    long value = Memory.getLong(from);
    long written = fresh.reserve(width);
    for (int i = 0; i < width; i++) {
      Memory.putByte(written + i, (byte) (value >> (8 * (width - 1 - i))));
    }
    Views.put(to, written, width);
    return true;
  }

  @Override
  String show(long from) {
    return Long.toString(Memory.getLong(from));
  }
}

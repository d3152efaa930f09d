package org.weft.container.expression.cast;

import java.nio.charset.StandardCharsets;
import org.weft.container.expression.text.FreshText;
import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/** A value of any type as text. */
final class TextWrite extends RowCast {
  private static final int LONGEST_INTEGER = 20;

  private final DataType from;
  private final FreshText fresh;
  private Layout layout;

  TextWrite(ValueNode input, Workspace memory) {
    super(input, SimpleType.STRING, Misfit.BAD_CAST, memory);
    this.from = input.type();
    this.fresh = new FreshText(memory);
  }

  @Override
  Layout readAs(Layout lies) {
    layout =
        switch (lies) {
          case INT8, INT16, INT32, INT64 -> Layout.INT64;
          default -> lies;
        };
    return layout;
  }

  @Override
  void start(Rows rows) {
    fresh.start(rows);
  }

  @Override
  boolean convert(long at, long to) {
    if (from.isInteger()) {
      writeInteger(Memory.getLong(at), to);
      return true;
    }
    byte[] text = text(at).getBytes(StandardCharsets.UTF_8);
    long bytes = fresh.reserve(text.length);
    Memory.copy(text, 0, bytes, text.length);
    Views.put(to, bytes, text.length);
    return true;
  }

  private void writeInteger(long number, long to) {
    long bytes = fresh.reserve(LONGEST_INTEGER);
    long end = bytes + LONGEST_INTEGER;
    long position = end;
    long rest = number;
    do {
      position--;
      Memory.putByte(position, (byte) ('0' + Math.abs(rest % 10)));
      rest /= 10;
    } while (rest != 0);
    if (number < 0) {
      position--;
      Memory.putByte(position, (byte) '-');
    }
    Views.put(to, position, (int) (end - position));
  }

  private String text(long at) {
    if (!from.isNested()) {
      return ValueText.fixed(from, layout, at);
    }
    StringBuilder text = new StringBuilder();
    ValueText.nested(from, Views.bytes(at), text);
    return text.toString();
  }

  @Override
  String show(long at) {
    return text(at);
  }
}

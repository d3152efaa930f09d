package org.weft.container.expression.cast;

import java.nio.charset.StandardCharsets;
import org.weft.container.expression.text.FreshText;
import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Views;

/** Text as bytes and bytes as text: see {@link BinaryText}. What needs no escapes is not copied. */
final class BytesCast extends RowCast {
  private final boolean toText;
  private final FreshText fresh;

  BytesCast(ValueNode input, DataType type, Misfit misfit, Workspace memory) {
    super(input, type, misfit, memory);
    this.toText = type.kind() == TypeKind.STRING;
    this.fresh = new FreshText(memory);
  }

  @Override
  void start(Rows rows) {
    fresh.start(rows);
  }

  @Override
  boolean convert(long from, long to) {
    long bytes = Views.bytes(from);
    int length = Views.length(from);
    boolean isSame =
        toText ? BinaryText.isPlain(bytes, length) : !BinaryText.hasEscapes(bytes, length);
    if (isSame) {
      Memory.copy(from, to, Views.WIDTH);
      return true;
    }
    byte[] own = Memory.bytes(bytes, length);
    byte[] read =
        toText ? BinaryText.show(own).getBytes(StandardCharsets.US_ASCII) : BinaryText.read(own);
    if (read == null) {
      return false;
    }
    long written = fresh.reserve(read.length);
    Memory.copy(read, 0, written, read.length);
    Views.put(to, written, read.length);
    return true;
  }

  @Override
  String show(long from) {
    return "'" + new String(Views.toBytes(from), StandardCharsets.UTF_8) + "'";
  }
}

package org.weft.container.expression.cast;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Views;

/** Text as its UTF-8 bytes, and bytes as the text they are, if they are one. */
final class BytesCast extends RowCast {
  private final boolean toText;

  BytesCast(ValueNode input, DataType type, Misfit misfit, Workspace memory) {
    super(input, type, misfit, memory);
    this.toText = type.kind() == TypeKind.STRING;
  }

  @Override
  boolean convert(long from, long to) {
    Memory.copy(from, to, Views.WIDTH);
    if (!toText) {
      return true;
    }
    try {
      var unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Views.toBytes(from)));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Override
  String show(long from) {
    return "X'" + HexFormat.of().formatHex(Views.toBytes(from)) + "'";
  }
}

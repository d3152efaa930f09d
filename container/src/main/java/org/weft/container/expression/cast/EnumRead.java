package org.weft.container.expression.cast;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.EnumType;
import org.weft.planner.vector.Views;

/** Text as the value of an enum: its place among the texts, which must be the same byte by byte. */
final class EnumRead extends RowCast {
  private final Map<String, Integer> codes = new HashMap<>();

  EnumRead(ValueNode input, EnumType type, Misfit misfit, Workspace memory) {
    super(input, type, misfit, memory);
    for (String value : type.values()) {
      codes.put(value, codes.size());
    }
  }

  @Override
  boolean convert(long from, long to) {
    Integer code = codes.get(new String(Views.toBytes(from), StandardCharsets.UTF_8));
    if (code == null) {
      return false;
    }
    Memory.putInt(to, code);
    return true;
  }

  @Override
  String show(long from) {
    return "'" + new String(Views.toBytes(from), StandardCharsets.UTF_8) + "'";
  }
}

package org.weft.container.expression.cast;

import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Uuids;
import org.weft.planner.vector.Views;

/** Sixteen bytes as the UUID that they are. */
final class UuidRead extends RowCast {
  UuidRead(ValueNode input, Misfit misfit, Workspace memory) {
    super(input, SimpleType.UUID, misfit, memory);
  }

  @Override
  boolean convert(long from, long to) {
    if (Views.length(from) != Uuids.WIDTH) {
      return false;
    }
    Uuids.fromBytes(Views.bytes(from), to);
    return true;
  }

  @Override
  String show(long from) {
    return "'" + BinaryText.show(Views.toBytes(from)) + "'";
  }
}

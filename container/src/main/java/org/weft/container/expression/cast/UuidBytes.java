package org.weft.container.expression.cast;

import org.weft.container.expression.text.FreshText;
import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Uuids;
import org.weft.planner.vector.Views;

/** A UUID as its sixteen bytes, the high ones first. */
final class UuidBytes extends RowCast {
  private final FreshText fresh;

  UuidBytes(ValueNode input, Workspace memory) {
    super(input, SimpleType.BINARY, Misfit.BAD_CAST, memory);
    this.fresh = new FreshText(memory);
  }

  @Override
  void start(Rows rows) {
    fresh.start(rows);
  }

  @Override
  boolean convert(long from, long to) {
    long bytes = fresh.reserve(Uuids.WIDTH);
    Uuids.toBytes(from, bytes);
    Views.put(to, bytes, Uuids.WIDTH);
    return true;
  }

  @Override
  String show(long from) {
    return Uuids.get(from).toString();
  }
}

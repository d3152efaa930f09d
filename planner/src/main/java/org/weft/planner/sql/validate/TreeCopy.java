package org.weft.planner.sql.validate;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;

/** A copy of a tree that shares no node with it: validation changes trees in place. */
final class TreeCopy extends SqlShuttle {
  private TreeCopy() {}

  static SqlNode of(SqlNode tree) {
    return tree.accept(new TreeCopy());
  }

  /** A bare NULL, too, has one type only: that of the place it stands in. */
  @Override
  public SqlNode visit(SqlLiteral literal) {
    return literal.clone(literal.getParserPosition());
  }

  @Override
  public SqlNode visit(SqlIdentifier name) {
    return name.clone(name.getParserPosition());
  }

  @Override
  public SqlNode visit(SqlCall call) {
    CallCopyingArgHandler copy = new CallCopyingArgHandler(call, true);
    call.getOperator().acceptCall(this, call, false, copy);
    return copy.result();
  }
}

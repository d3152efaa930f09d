package org.weft.planner.sql.parse;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A window whose frame counts groups of equal rows: GROUPS, which Calcite does not know. */
public final class GroupsWindow extends SqlWindow {
  /** The bounds of a frame, null where they are left out, and what it excludes. */
  record Frame(SqlNode lower, SqlNode upper, SqlLiteral exclude) {}

  GroupsWindow(
      SqlParserPos pos, SqlIdentifier base, SqlNodeList partition, SqlNodeList order, Frame frame) {
    super(
        pos,
        null,
        base,
        partition,
        order,
        SqlLiteral.createBoolean(false, pos),
        frame.lower(),
        frame.upper(),
        null,
        frame.exclude());
  }
}

package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The common tables that a query sees, already rewritten. */
final class Scope {
  private final List<SqlWithItem> commonTables;

  Scope(List<SqlWithItem> commonTables) {
    this.commonTables = commonTables;
  }

  Scope with(SqlWithItem item) {
    List<SqlWithItem> more = new ArrayList<>(commonTables);
    more.add(item);
    return new Scope(more);
  }

  /**
   * A common table's name as it is written where it is made: Calcite does not find these by another
   * spelling. Nothing if the name is of another table.
   */
  Optional<SqlIdentifier> spelled(SqlIdentifier name) {
    if (name.isSimple()) {
      for (int i = commonTables.size() - 1; i >= 0; i--) {
        SqlIdentifier made = commonTables.get(i).name;
        if (made.getSimple().equalsIgnoreCase(name.getSimple())) {
          return Optional.of(new SqlIdentifier(made.getSimple(), name.getParserPosition()));
        }
      }
    }
    return Optional.empty();
  }

  /** A copy of the query that can stand alone. */
  SqlNode alone(SqlNode query) {
    if (commonTables.isEmpty()) {
      return Trees.copy(query);
    }
    SqlNodeList items = new SqlNodeList(commonTables, SqlParserPos.ZERO);
    return Trees.copy(new SqlWith(SqlParserPos.ZERO, items, query));
  }
}

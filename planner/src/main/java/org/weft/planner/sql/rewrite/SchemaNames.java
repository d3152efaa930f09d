package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Schemas in front of the names of tables. There is one schema, so they are passed over, as
 * statements do: {@code main.t} is {@code t}, and {@code main.t.a} is {@code t.a} where FROM names
 * {@code main.t}.
 */
final class SchemaNames {
  private final List<List<String>> tables = new ArrayList<>();

  /** The name of a table without the schema in front of it. */
  SqlIdentifier passedOver(SqlIdentifier table) {
    if (table.isSimple()) {
      return table;
    }
    tables.add(table.names);
    return table.getComponent(table.names.size() - 1);
  }

  /** The tree with names of columns that start with such a table changed as it was. */
  SqlNode withoutSchemas(SqlNode tree) {
    if (tables.isEmpty()) {
      return tree;
    }
    return tree.accept(
        new SqlShuttle() {
          @Override
          public SqlNode visit(SqlIdentifier name) {
            for (List<String> table : tables) {
              if (startsWith(name.names, table)) {
                return name.getComponent(table.size() - 1, name.names.size());
              }
            }
            return name;
          }
        });
  }

  private static boolean startsWith(List<String> name, List<String> table) {
    boolean starts = name.size() > table.size();
    for (int i = 0; starts && i < table.size(); i++) {
      starts = name.get(i).equalsIgnoreCase(table.get(i));
    }
    return starts;
  }
}

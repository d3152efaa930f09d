package org.weft.planner.sql;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.scan.TableSource;

/**
 * Keeps what a source told of the tables of one statement: it is asked once of each, however often
 * the statement names it.
 */
final class SeenTables implements TableSource {
  private final TableSource source;
  private final Map<TableReference, TableData> seen = new HashMap<>();

  SeenTables(TableSource source) {
    this.source = source;
  }

  @Override
  public TableData resolve(TableReference table) {
    TableData found = seen.get(table);
    if (found == null) {
      found = source.resolve(table);
      seen.put(table, found);
    }
    return found;
  }

  /**
   * Has the source look at columns of tables that were seen; it is asked anew of those it now says
   * more of.
   *
   * @param columns of tables that are told apart by identity
   * @return true if there are any such
   */
  boolean sample(Map<TableData, BitSet> columns) {
    return seen.entrySet()
        .removeIf(
            table -> {
              BitSet wanted = columns.get(table.getValue());
              return wanted != null && source.sample(table.getKey(), table.getValue(), wanted);
            });
  }

  Map<TableReference, TableData> seen() {
    return seen;
  }
}

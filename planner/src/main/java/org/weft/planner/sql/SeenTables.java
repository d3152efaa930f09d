package org.weft.planner.sql;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.scan.TableSource;

/** Keeps what a source told of the tables of one statement. */
final class SeenTables implements TableSource {
  private final TableSource source;
  private final Map<TableReference, TableData> seen = new HashMap<>();

  SeenTables(TableSource source) {
    this.source = source;
  }

  @Override
  public TableData resolve(TableReference table) {
    TableData found = source.resolve(table);
    seen.put(table, found);
    return found;
  }

  /**
   * Has the source look at columns of tables that were seen.
   *
   * @param columns of tables that are told apart by identity
   * @return true if the source now says more of any of them
   */
  boolean sample(Map<TableData, BitSet> columns) {
    boolean isMoreKnown = false;
    for (Map.Entry<TableReference, TableData> table : seen.entrySet()) {
      BitSet wanted = columns.get(table.getValue());
      isMoreKnown |= wanted != null && source.sample(table.getKey(), table.getValue(), wanted);
    }
    return isMoreKnown;
  }

  Map<TableReference, TableData> seen() {
    return seen;
  }
}

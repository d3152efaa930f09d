package org.weft.planner.sql;

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

  Map<TableReference, TableData> seen() {
    return seen;
  }
}

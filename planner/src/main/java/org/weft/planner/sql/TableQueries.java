package org.weft.planner.sql;

import java.util.List;
import org.weft.planner.error.TextPosition;

/** Queries of the rows of a table that ALTER TABLE changes. */
public final class TableQueries {
  private TableQueries() {}

  /** Some columns of a table. */
  public static ComposedQuery columns(TableName table, List<String> columns) {
    ComposedQuery.Builder text = new ComposedQuery.Builder().add("SELECT ");
    for (int i = 0; i < columns.size(); i++) {
      text.add(i == 0 ? "" : ", ").name(columns.get(i));
    }
    return text.add(" FROM ").add(table.quoted()).at(new TextPosition(1, 1));
  }

  /** All columns of a table, one of them of another type. */
  public static ComposedQuery retyped(
      TableName table, List<String> columns, TableChange.ChangeType change) {
    ComposedQuery.Builder text = new ComposedQuery.Builder().add("SELECT ");
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      text.add(i == 0 ? "" : ", ");
      if (!column.equalsIgnoreCase(change.column())) {
        text.name(column);
        continue;
      }
      text.add("CAST((");
      if (change.using().isPresent()) {
        text.written(change.using().get());
      } else {
        text.name(column);
      }
      text.add(") AS ").written(change.type()).add(") AS ").name(column);
    }
    return text.add(" FROM ").add(table.quoted()).at(change.place());
  }
}

package org.weft.planner.sql;

import java.util.List;
import java.util.stream.Collectors;
import org.weft.planner.error.TextPosition;
import org.weft.planner.sql.parse.Quoted;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SqlTypeNames;

/** Queries of the rows of a table of the session, in the table and in files that become its own. */
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

  /**
   * A query of the rows in files, with the types of a table, which the files may not know.
   *
   * @param files a pattern of their paths
   */
  public static String inFiles(Schema columns, String files) {
    String items =
        columns.fields().stream()
            .map(field -> typed(Quoted.name(field.name()), field))
            .collect(Collectors.joining(", "));
    return "SELECT " + items + " FROM read_parquet(" + Quoted.text(files) + ")";
  }

  /** A value as a column of a table, with its type and its name. */
  public static String typed(String value, Field column) {
    return "CAST("
        + value
        + " AS "
        + SqlTypeNames.of(column.type())
        + ") AS "
        + Quoted.name(column.name());
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

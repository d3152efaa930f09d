package org.weft.am.session;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.sql.Catalog;
import org.weft.planner.sql.SqlPlanner;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.parse.Quoted;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SqlTypeNames;

/** SUMMARIZE as a query: one row for each column, with its extremes, counts and mean. */
final class Summary {
  private final SqlPlanner planner;
  private final Catalog catalog;

  Summary(SqlPlanner planner, Catalog catalog) {
    this.planner = planner;
    this.catalog = catalog;
  }

  /** The query that summarizes another one. */
  Statement.Query of(Statement.Query query) {
    Schema schema = planner.schema(query, catalog);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      parts.add(column(i, schema.field(i)));
    }
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < schema.size(); i++) {
      names.append(i == 0 ? "" : ", ").append(Quoted.name("$" + i));
    }
    String text =
        "WITH \"$rows\"("
            + names
            + ") AS ("
            + query.text()
            + "\n) SELECT column_name, column_type, \"min\", \"max\", approx_unique, \"avg\", std,"
            + " \"count\", null_percentage FROM ("
            + String.join(" UNION ALL ", parts)
            + ") AS \"$summary\" ORDER BY \"$place\"";
    return Statement.Query.standingFor(query.position(), text);
  }

  private static String column(int ordinal, Field field) {
    String name = Quoted.name("$" + ordinal);
    DataType type = field.type();
    boolean isOrdered =
        switch (type.kind()) {
          case LIST, STRUCT, MAP, BINARY, INTERVAL, NULL -> false;
          default -> true;
        };
    String extreme = isOrdered ? "CAST(%s(" + name + ") AS VARCHAR)" : "CAST(NULL AS VARCHAR)";
    String mean = type.isNumeric() ? "%s(CAST(" + name + " AS DOUBLE))" : "CAST(NULL AS DOUBLE)";
    return "SELECT "
        + ordinal
        + " AS \"$place\", "
        + Quoted.text(field.name())
        + " AS column_name, "
        + Quoted.text(SqlTypeNames.of(type))
        + " AS column_type, "
        + extreme.replace("%s", "min")
        + " AS \"min\", "
        + extreme.replace("%s", "max")
        + " AS \"max\", count(DISTINCT "
        + name
        + ") AS approx_unique, "
        + mean.replace("%s", "avg")
        + " AS \"avg\", "
        + mean.replace("%s", "stddev")
        + " AS std, count(*) AS \"count\", 100e0 * (count(*) - count("
        + name
        + ")) / nullif(count(*), 0) AS null_percentage FROM \"$rows\"";
  }
}

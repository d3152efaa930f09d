package org.weft.planner.sql;

/** RETURNING as a query. */
public final class ReturningQuery {
  private ReturningQuery() {}

  /**
   * What is told of changed rows.
   *
   * @param rows a query of them
   */
  public static ComposedQuery of(Statement.Returning returning, String rows) {
    ComposedQuery.Builder text = new ComposedQuery.Builder();
    text.add("SELECT ").written(returning.items()).add(" FROM (").add(rows).add(") AS ");
    return text.name(alias(returning.change())).at(returning.items().position());
  }

  /** What the statement calls its table. */
  private static String alias(Statement change) {
    if (change instanceof Statement.Update update) {
      return update.target().alias();
    }
    if (change instanceof Statement.Delete delete) {
      return delete.target().alias();
    }
    return change instanceof Statement.InsertDefaults defaults
        ? defaults.name().last()
        : ((Statement.Insert) change).name().last();
  }
}

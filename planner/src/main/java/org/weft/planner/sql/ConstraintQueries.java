package org.weft.planner.sql;

import java.util.List;
import java.util.stream.Collectors;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.TableDefinition.Constraint;
import org.weft.planner.sql.parse.Lexer;
import org.weft.planner.sql.parse.Quoted;
import org.weft.planner.type.Schema;

/** Queries that look for rows for which a constraint of their table does not hold. */
public final class ConstraintQueries {
  private ConstraintQueries() {}

  /**
   * The values of a key that two rows have, if there are such; nulls are equal to nothing.
   *
   * @param rows a query of all rows of the table
   */
  public static Statement.Query broken(Constraint.Key key, String rows) {
    String columns = key.columns().stream().map(Quoted::name).collect(Collectors.joining(", "));
    String present =
        key.columns().stream()
            .map(column -> Quoted.name(column) + " IS NOT NULL")
            .collect(Collectors.joining(" AND "));
    return Statement.Query.unseen(
        "SELECT "
            + columns
            + " FROM ("
            + rows
            + ") AS \"$rows\" WHERE "
            + present
            + " GROUP BY "
            + columns
            + " HAVING count(*) > 1 LIMIT 1");
  }

  /**
   * A row for which the condition is false, if there is one.
   *
   * @param table what the condition may call the table
   * @param rows a query of the rows that may be wrong
   */
  public static Statement.Query broken(Constraint.Check check, TableName table, String rows) {
    return Statement.Query.unseen(
        "SELECT 1 AS broken FROM ("
            + rows
            + ") AS "
            + Quoted.name(table.last())
            + " WHERE NOT ("
            + check.condition().text()
            + "\n) LIMIT 1");
  }

  /**
   * A query that is valid if the condition is: of no row of the table's columns.
   *
   * @throws WeftException INVALID_QUERY for a condition with a query in it
   */
  public static ComposedQuery meaning(Constraint.Check check, TableName table, Schema columns) {
    Statement.Query condition = check.condition();
    for (Lexer.Lexeme lexeme : Lexer.lexemes(condition.text())) {
      if (lexeme.is("select") || lexeme.is("from") || lexeme.is("values")) {
        throw WeftException.of(ErrorCode.INVALID_QUERY, "a CHECK is an expression without a query")
            .at(condition.place(lexeme.start()));
      }
    }
    String row =
        columns.fields().stream()
            .map(field -> TableQueries.typed("NULL", field))
            .collect(Collectors.joining(", "));
    return new ComposedQuery.Builder()
        .add("SELECT 1 AS checked FROM (SELECT " + row + ") AS ")
        .name(table.last())
        .add(" WHERE NOT (")
        .written(condition)
        .add(")")
        .at(condition.position());
  }

  /** What to say of rows with the same key. */
  public static String sentence(Constraint.Key key, List<String> values) {
    StringBuilder text = new StringBuilder("two rows have ");
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(key.columns().get(i)).append(" = ");
      text.append(values.get(i));
    }
    return text + ", but the table has " + key;
  }

  /** What to say of a row for which a condition is false. */
  public static String sentence(Constraint.Check check) {
    return "for some row this is false: " + check;
  }
}

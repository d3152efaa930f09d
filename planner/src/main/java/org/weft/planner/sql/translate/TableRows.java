package org.weft.planner.sql.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.NearestName;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.logical.Estimate;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/** The rows of a query as those of a table they are put into. */
public final class TableRows {
  /** The column stays as it is. */
  public static final int SAME = -1;

  /** The column gets what it gets when nothing is given. */
  public static final int DEFAULT = -2;

  private TableRows() {}

  /** The plan with a table's columns, of which it has as many: cast to their types. */
  static LogicalPlan as(LogicalPlan plan, Schema table) {
    return as(plan, table, List.of(), RowRules.NONE);
  }

  /**
   * The plan with a table's columns: cast to their types, as the table's rules say where it gives
   * none.
   *
   * @param columns the table's columns that the plan's stand for; empty for all in order
   * @throws WeftException INVALID_QUERY or COLUMN_NOT_FOUND
   */
  public static LogicalPlan as(
      LogicalPlan plan, Schema table, List<String> columns, RowRules rules) {
    int given = plan.schema().size();
    int wanted = columns.isEmpty() ? table.size() : columns.size();
    if (given != wanted) {
      throw WeftException.of(
          ErrorCode.INVALID_QUERY, "there are " + given + " values for " + wanted + " columns");
    }
    columns.forEach(name -> checkKnown(name, table));
    requireOnce(columns);
    List<Expression> expressions = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < table.size(); i++) {
      Field field = table.field(i);
      int source = columns.isEmpty() ? i : indexOf(columns, field.name());
      Expression value =
          source < 0
              ? rules.fallback(field)
              : Casts.to(PlanTranslation.column(plan.schema(), source), field.type());
      expressions.add(rules.checked(field, value));
      fields.add(Field.nullable(field.name(), field.type()));
    }
    return new LogicalPlan.Project(plan, expressions, new Schema(fields), plan.estimate());
  }

  private static void requireOnce(List<String> columns) {
    for (int i = 0; i < columns.size(); i++) {
      if (indexOf(columns, columns.get(i)) < i) {
        throw WeftException.of(
            ErrorCode.INVALID_QUERY, "column '" + columns.get(i) + "' is given two values");
      }
    }
  }

  /** One row of what the table's columns get that are given nothing. */
  public static LogicalPlan defaults(LogicalPlan oneRow, Schema table, RowRules rules) {
    List<Expression> expressions = new ArrayList<>();
    for (Field field : table.fields()) {
      expressions.add(rules.checked(field, rules.fallback(field)));
    }
    return new LogicalPlan.Project(oneRow, expressions, nullable(table), oneRow.estimate());
  }

  /**
   * The rows of a table with other values in some columns.
   *
   * @param plan the table's columns, whether a row changes, and new values
   * @param sources for each column of the table the ordinal of its new value in the plan, {@link
   *     #SAME} or {@link #DEFAULT}
   */
  public static LogicalPlan changed(
      LogicalPlan plan, Schema table, List<Integer> sources, RowRules rules) {
    Expression isChanged = PlanTranslation.column(plan.schema(), table.size());
    List<Expression> expressions = new ArrayList<>();
    for (int i = 0; i < table.size(); i++) {
      Field field = table.field(i);
      Expression old = PlanTranslation.column(plan.schema(), i);
      int source = sources.get(i);
      if (source == SAME) {
        expressions.add(old);
        continue;
      }
      Expression value =
          source == DEFAULT
              ? rules.fallback(field)
              : Casts.to(PlanTranslation.column(plan.schema(), source), field.type());
      Expression chosen = Call.of(Function.CASE, field.type(), isChanged, value, old);
      expressions.add(rules.checked(field, chosen));
    }
    return new LogicalPlan.Project(plan, expressions, nullable(table), plan.estimate());
  }

  private static Schema nullable(Schema table) {
    return new Schema(
        table.fields().stream().map(field -> Field.nullable(field.name(), field.type())).toList());
  }

  /** The plan with other names for its first columns. */
  public static LogicalPlan named(LogicalPlan plan, List<String> names) {
    if (names.size() > plan.schema().size()) {
      throw WeftException.of(
          ErrorCode.INVALID_QUERY,
          "there are " + names.size() + " names for " + plan.schema().size() + " columns");
    }
    List<Field> fields = new ArrayList<>(plan.schema().fields());
    for (int i = 0; i < names.size(); i++) {
      Field field = fields.get(i);
      fields.set(i, new Field(names.get(i), field.type(), field.nullability()));
    }
    return Naming.as(plan, new Schema(fields));
  }

  /** The plan with its columns as texts. */
  public static LogicalPlan texts(LogicalPlan plan) {
    List<Field> fields =
        plan.schema().names().stream()
            .map(name -> Field.nullable(name, SimpleType.STRING))
            .toList();
    return as(plan, new Schema(fields));
  }

  /** No rows of these columns. */
  public static LogicalPlan none(Schema columns) {
    return new LogicalPlan.Values(List.of(), columns, new Estimate(1, 1));
  }

  /** The ordinal of a column, without regard to case; -1 if there is none. */
  public static int indexOf(List<String> names, String name) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Checks that a table has a column.
   *
   * @throws WeftException COLUMN_NOT_FOUND with the nearest name
   */
  public static void checkKnown(String name, Schema table) {
    if (indexOf(table.names(), name) >= 0) {
      return;
    }
    WeftException error =
        WeftException.of(ErrorCode.COLUMN_NOT_FOUND, "the table has no column '" + name + "'");
    Optional<String> nearest = NearestName.of(name, table.names());
    throw nearest.map(n -> error.hint("use " + n + ", the nearest name")).orElse(error);
  }
}

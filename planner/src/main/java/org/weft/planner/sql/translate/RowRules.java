package org.weft.planner.sql.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Place;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.Statement.ColumnDefinition;
import org.weft.planner.sql.parse.CheckedTypes;
import org.weft.planner.type.Field;
import org.weft.planner.type.SimpleType;

/**
 * What a table says of the rows that are put into it.
 *
 * @param required the columns that are NOT NULL, in lower case
 * @param fallbacks what columns, in lower case, get instead of nothing
 * @param types the types of columns, in lower case, as they are written: some are held by others
 *     that have more values
 * @param place where the statement asks for the rows: what breaks the rules or does not fit the
 *     types of the table is told there
 */
public record RowRules(
    Set<String> required,
    Map<String, Expression> fallbacks,
    Map<String, String> types,
    Place place) {
  /** Nothing. */
  public static final RowRules NONE = new RowRules(Set.of(), Map.of(), Map.of(), Place.UNKNOWN);

  public RowRules {
    required = Set.copyOf(required);
    fallbacks = Map.copyOf(fallbacks);
    types = Map.copyOf(types);
  }

  /**
   * The rules of a table with these columns.
   *
   * @param planner plans a query
   * @throws WeftException INVALID_QUERY for a DEFAULT that is no plain expression
   */
  public static RowRules of(
      List<ColumnDefinition> columns, Function<Statement.Query, LogicalPlan> planner) {
    Set<String> required = new HashSet<>();
    Map<String, Expression> fallbacks = new HashMap<>();
    Map<String, String> types = new HashMap<>();
    for (ColumnDefinition column : columns) {
      if (column.presence() == ColumnDefinition.Presence.REQUIRED) {
        required.add(lower(column.name()));
      }
      types.put(lower(column.name()), column.type());
      column
          .fallback()
          .ifPresent(value -> fallbacks.put(lower(column.name()), expression(value, planner)));
    }
    return new RowRules(required, fallbacks, types, Place.UNKNOWN);
  }

  /** The same rules for rows that the statement asks for at this position. */
  public RowRules at(TextPosition position) {
    return new RowRules(required, fallbacks, types, Place.at(position));
  }

  private static Expression expression(
      Statement.Query written, Function<Statement.Query, LogicalPlan> planner) {
    try {
      LogicalPlan plan = planner.apply(Statement.Query.unseen("SELECT (" + written.text() + "\n)"));
      if (plan instanceof LogicalPlan.Project project
          && project.input() instanceof LogicalPlan.Values one
          && one.rows().size() == 1
          && project.expressions().size() == 1) {
        return project.expressions().get(0);
      }
      if (plan instanceof LogicalPlan.Values one && one.rows().size() == 1) {
        return one.rows().get(0).get(0);
      }
    } catch (WeftException e) {
      throw e.at(written.position());
    }
    throw WeftException.of(ErrorCode.INVALID_QUERY, "a DEFAULT is an expression without a query")
        .at(written.position())
        .hint("write a constant or a function of constants");
  }

  /** What a column gets that is given nothing. */
  Expression fallback(Field column) {
    Expression value = fallbacks.get(lower(column.name()));
    return value == null ? Literal.ofNull(column.type()) : Casts.to(value, column.type());
  }

  /** The value of a column, or an error where it is none of those that the column may have. */
  Expression checked(Field column, Expression value) {
    return Places.at(place, present(column, typed(column, value)));
  }

  private Expression typed(Field column, Expression value) {
    String type = types.getOrDefault(lower(column.name()), "");
    OptionalInt bits = CheckedTypes.bits(type);
    if (bits.isPresent()) {
      Literal size = new Literal(SimpleType.INT32, new Value.Int(bits.getAsInt()));
      return new LibraryCall("to_unsigned", List.of(value, size), column.type());
    }
    List<Integer> lengths = CheckedTypes.lengths(type);
    if (!lengths.isEmpty()) {
      List<Expression> operands = new ArrayList<>(List.of(value));
      lengths.forEach(length -> operands.add(new Literal(SimpleType.INT64, new Value.Int(length))));
      return new LibraryCall("fixed_list", operands, column.type());
    }
    boolean isJson = type.trim().equalsIgnoreCase("json");
    return isJson ? new LibraryCall("as_json", List.of(value), column.type()) : value;
  }

  private Expression present(Field column, Expression value) {
    if (!required.contains(lower(column.name()))) {
      return value;
    }
    Literal message =
        new Literal(
            SimpleType.STRING,
            new Value.Text("column '" + column.name() + "' is NOT NULL, but a row has no value"));
    return Call.of(
        org.weft.planner.expr.Function.COALESCE,
        column.type(),
        value,
        new LibraryCall("error", List.of(message), column.type()));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}

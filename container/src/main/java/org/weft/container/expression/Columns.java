package org.weft.container.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.weft.container.expression.cast.Casts;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.function.Trait;

/** Which columns an expression reads, and what it makes of them. */
final class Columns {
  /** Texts and lists up to so many times as long as what they are made of are not long. */
  private static final int SHORT = 256;

  private Columns() {}

  /** The one column the expression reads, if it reads exactly one. */
  static Optional<Column> only(Expression expression) {
    Map<Integer, Column> columns = new HashMap<>();
    collect(expression, columns);
    return columns.size() == 1 ? columns.values().stream().findFirst() : Optional.empty();
  }

  /** True if the expression reads no column. */
  static boolean none(Expression expression) {
    Map<Integer, Column> columns = new HashMap<>();
    collect(expression, columns);
    return columns.isEmpty();
  }

  /** The columns the expression reads. */
  static List<Integer> ordinals(Expression expression) {
    Map<Integer, Column> columns = new HashMap<>();
    collect(expression, columns);
    return List.copyOf(columns.keySet());
  }

  /** The expression over a batch that has its one column only. */
  static Expression moveToFirst(Expression expression) {
    if (expression instanceof Column column) {
      return new Column(0, column.name(), column.type());
    }
    if (expression instanceof Call call) {
      return call.with(move(call.inputs()));
    }
    if (expression instanceof LibraryCall call) {
      return call.with(move(call.inputs()));
    }
    if (expression instanceof Cast cast) {
      return cast.with(moveToFirst(cast.input()));
    }
    return expression;
  }

  /** True if any null argument makes the expression null. */
  static boolean isStrict(Expression expression) {
    if (expression instanceof Call call) {
      switch (call.function()) {
        case AND,
            OR,
            IS_NULL,
            IS_NOT_NULL,
            IS_TRUE,
            IS_NOT_TRUE,
            IS_FALSE,
            IS_NOT_FALSE,
            IS_DISTINCT,
            IS_NOT_DISTINCT,
            CASE,
            COALESCE -> {
          return false;
        }
        default -> {}
      }
    }
    boolean takesNulls =
        expression instanceof LibraryCall call
            && FunctionRegistry.get(call.function()).has(Trait.TAKES_NULLS);
    boolean hasLambda = expression instanceof LibraryCall library && library.lambda().isPresent();
    return !takesNulls && !hasLambda && expression.inputs().stream().allMatch(Columns::isStrict);
  }

  /** True if the expression may be something else every time it is computed. */
  static boolean isVolatile(Expression expression) {
    boolean here =
        expression instanceof LibraryCall call
            && FunctionRegistry.get(call.function()).has(Trait.VOLATILE);
    return here || parts(expression).anyMatch(Columns::isVolatile);
  }

  /**
   * True if the expression computes what may be much longer than its arguments, because one of them
   * says how long. A small number written in the query is no such argument.
   */
  static boolean lengthens(Expression expression) {
    boolean here =
        expression instanceof LibraryCall call
            && FunctionRegistry.get(call.function()).has(Trait.LENGTHENS)
            && call.inputs().stream().anyMatch(Columns::mayBeLarge);
    return here || parts(expression).anyMatch(Columns::lengthens);
  }

  private static boolean mayBeLarge(Expression argument) {
    return switch (argument.type().kind()) {
      case STRING, BINARY, NULL, BOOLEAN -> false;
      default ->
          !(argument instanceof Literal literal
              && literal.value() instanceof Value.Int number
              && Math.abs((double) number.value()) <= SHORT);
    };
  }

  /** The inputs, and what is computed for elements. */
  private static Stream<Expression> parts(Expression expression) {
    Stream<Expression> inputs = expression.inputs().stream();
    return expression instanceof LibraryCall call && call.lambda().isPresent()
        ? Stream.concat(inputs, Stream.of(call.lambda().get().body()))
        : inputs;
  }

  /** True if some value could make the expression fail. */
  static boolean mayFail(Expression expression) {
    boolean here =
        (expression instanceof Cast cast && !Casts.isTotal(cast))
            || (expression instanceof LibraryCall library
                && !FunctionRegistry.get(library.function()).has(Trait.TOTAL))
            || (expression instanceof Call call
                && switch (call.function()) {
                  case ADD,
                      SUBTRACT,
                      MULTIPLY,
                      DIVIDE,
                      MODULO,
                      NEGATE,
                      ABS,
                      ADD_DAYS,
                      ADD_MONTHS,
                      ADD_UNITS,
                      DATE_TRUNC,
                      SUBSTRING,
                      CONCAT,
                      REPLACE,
                      FLOOR,
                      CEIL,
                      ROUND,
                      SQRT,
                      POWER,
                      LN,
                      EXP ->
                      true;
                  default -> false;
                });
    return here || parts(expression).anyMatch(Columns::mayFail);
  }

  private static List<Expression> move(List<Expression> inputs) {
    return inputs.stream().map(Columns::moveToFirst).toList();
  }

  private static void collect(Expression expression, Map<Integer, Column> columns) {
    if (expression instanceof Column column) {
      columns.put(column.ordinal(), column);
    }
    for (Expression input : expression.inputs()) {
      collect(input, columns);
    }
  }
}

package org.weft.planner.sql.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.sql.algebra.ConstantIntervals;
import org.weft.planner.sql.validate.BoundLambda;
import org.weft.planner.sql.validate.DatePartOperator;
import org.weft.planner.sql.validate.LibraryOperator;
import org.weft.planner.sql.validate.ListAggregateOperator;
import org.weft.planner.sql.validate.NestedOperator;
import org.weft.planner.sql.validate.RoundingOperator;
import org.weft.planner.sql.validate.SqlTypes;
import org.weft.planner.sql.validate.StructOperator;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TimestampType;

/** Arithmetic and functions by name: one of our functions for each of Calcite's. */
final class FunctionTranslation {

  /** Functions whose arguments and result are taken as they are. */
  private static final Map<SqlOperator, Function> DIRECT =
      Map.of(SqlStdOperatorTable.CONCAT, Function.CONCAT);

  private final ExpressionTranslation expressions;

  FunctionTranslation(ExpressionTranslation expressions) {
    this.expressions = expressions;
  }

  static Literal int32(int value) {
    return new Literal(SimpleType.INT32, new Value.Int(value));
  }

  Expression of(RexCall call) {
    Function direct = DIRECT.get(call.getOperator());
    if (direct != null) {
      return direct(direct, call);
    }
    if (call.getOperator() instanceof RoundingOperator rounding) {
      return round(rounding.entry().name(), call);
    }
    if (call.getOperator() instanceof DatePartOperator) {
      return datePart(operand(call, 0), operand(call, 1), type(call));
    }
    if (call.getOperator() instanceof LibraryOperator operator) {
      return ConstantIntervals.read(call)
          .<Expression>map(span -> new Literal(SimpleType.INTERVAL, span))
          .orElseGet(() -> library(operator, call));
    }
    if (call.getOperator() instanceof NestedOperator operator) {
      return NestedTranslation.of(operator, call, expressions);
    }
    if (call.getOperator() instanceof ListAggregateOperator operator) {
      return listAggregate(operator, call);
    }
    if (call.getOperator() instanceof BoundLambda operator) {
      return LambdaTranslation.of(operator, call, expressions);
    }
    if (call.getOperator() instanceof StructOperator operator) {
      return NestedTranslation.combined(operator, call, expressions);
    }
    return switch (call.getKind()) {
      case ROW -> NestedTranslation.row(call, expressions);
      case ITEM -> NestedTranslation.item(operand(call, 0), operand(call, 1));
      case PLUS -> arithmetic(Function.ADD, call);
      case MINUS -> arithmetic(Function.SUBTRACT, call);
      case TIMES -> arithmetic(Function.MULTIPLY, call);
      case DIVIDE -> arithmetic(Function.DIVIDE, call);
      case MOD -> arithmetic(Function.MODULO, call);
      case MINUS_PREFIX -> sameType(Function.NEGATE, call);
      case LIKE -> like(call);
      case RLIKE, SIMILAR -> regex(call);
      case FLOOR -> rounded(Function.FLOOR, call);
      case CEIL -> rounded(Function.CEIL, call);
      case TRIM -> trim(call);
      case POSITION -> position(call);
      default -> throw unsupported(call);
    };
  }

  private Expression library(LibraryOperator operator, RexCall call) {
    List<Expression> arguments = arguments(call);
    return TimeMoves.of(operator, arguments, type(call))
        .orElseGet(() -> LibraryTranslation.of(operator.entry(), arguments, type(call)));
  }

  private Expression listAggregate(ListAggregateOperator operator, RexCall call) {
    Expression list = operand(call, 0);
    DataType element = list.type() instanceof ListType type ? type.element() : SimpleType.NULL;
    List<Expression> inputs = new ArrayList<>();
    inputs.add(Casts.to(list, new ListType(operator.given(element))));
    String name = operator.aggregate().function().aggregate().name();
    inputs.add(new Literal(SimpleType.STRING, new Value.Text(name)));
    inputs.addAll(operator.aggregate().parameters());
    DataType result = operator.aggregate().result(List.of(element));
    return Casts.to(new LibraryCall("list_aggregate", inputs, result), type(call));
  }

  private static WeftException unsupported(RexCall call) {
    return ExpressionTranslation.unsupported(call.getOperator().getName());
  }

  private static DataType type(RexNode node) {
    return SqlTypes.toWeft(node.getType());
  }

  private Expression operand(RexCall call, int index) {
    return expressions.of(call.getOperands().get(index));
  }

  private Expression direct(Function function, RexCall call) {
    return new Call(function, expressions.operands(call), type(call));
  }

  private Expression round(String name, RexCall call) {
    boolean isConstant =
        call.getOperands().size() == 1 || call.getOperands().get(1) instanceof RexLiteral;
    return name.equals("round") && isConstant
        ? direct(Function.ROUND, call)
        : new LibraryCall(name, expressions.operands(call), type(call));
  }

  /** One argument of the result's own type. */
  private Expression sameType(Function function, RexCall call) {
    return Call.of(function, type(call), Casts.to(operand(call, 0), type(call)));
  }

  /** The arguments, each of the type that the algebra gives it. */
  private List<Expression> arguments(RexCall call) {
    return call.getOperands().stream().map(node -> expressions.as(node, type(node))).toList();
  }

  private Expression arithmetic(Function function, RexCall call) {
    return Arithmetic.binary(function, operand(call, 0), operand(call, 1), type(call));
  }

  private static Literal int64(long value) {
    return new Literal(SimpleType.INT64, new Value.Int(value));
  }

  private Expression like(RexCall call) {
    List<Expression> arguments = expressions.operands(call);
    boolean ignoresCase = call.getOperator() == SqlLibraryOperators.ILIKE;
    if (!ignoresCase && call.getOperator() != SqlStdOperatorTable.LIKE) {
      throw unsupported(call);
    }
    boolean isConstant = arguments.stream().skip(1).allMatch(pattern -> pattern instanceof Literal);
    if (!isConstant) {
      return LibraryTranslation.of(ignoresCase ? "ilike_escape" : "like_escape", arguments);
    }
    return new Call(ignoresCase ? Function.ILIKE : Function.LIKE, arguments, SimpleType.BOOLEAN);
  }

  /** RLIKE and the tilde: regular expressions, found anywhere or matching all of the text. */
  private Expression regex(RexCall call) {
    return switch (call.getKind()) {
      case RLIKE -> LibraryTranslation.of("regexp_matches", arguments(call));
      default -> LibraryTranslation.of("regexp_full_match", arguments(call));
    };
  }

  private static TimeUnitRange unit(RexNode flag) {
    return ((RexLiteral) flag).getValueAs(TimeUnitRange.class);
  }

  /** A part by its name: by the fast kernel that there is for it, else by the library's. */
  private static Expression datePart(Expression name, Expression time, DataType type) {
    boolean isDayFromSunday =
        name instanceof Literal literal
            && literal.value() instanceof Value.Text text
            && text.value().equalsIgnoreCase("dow");
    if (isDayFromSunday && isDatetime(time)) {
      return dayFromSunday(time, type);
    }
    Optional<Function> fast =
        name instanceof Literal literal && literal.value() instanceof Value.Text text
            ? part(text.value())
            : Optional.empty();
    return fast.isPresent() && isDatetime(time)
        ? Casts.to(Call.of(fast.get(), SimpleType.INT64, time), type)
        : LibraryCall.of("date_part", type, name, time);
  }

  private static boolean isDatetime(Expression time) {
    return time.type() == SimpleType.DATE || time.type() instanceof TimestampType;
  }

  private static Optional<Function> part(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "year" -> Optional.of(Function.YEAR);
      case "quarter" -> Optional.of(Function.QUARTER);
      case "month" -> Optional.of(Function.MONTH);
      case "day" -> Optional.of(Function.DAY);
      case "hour" -> Optional.of(Function.HOUR);
      case "minute" -> Optional.of(Function.MINUTE);
      case "second" -> Optional.of(Function.SECOND);
      case "isodow" -> Optional.of(Function.DAY_OF_WEEK);
      case "doy", "dayofyear" -> Optional.of(Function.DAY_OF_YEAR);
      default -> Optional.empty();
    };
  }

  /** Sunday is 0, as in PostgreSQL and DuckDB. */
  private static Expression dayFromSunday(Expression time, DataType type) {
    Expression fromMonday = Call.of(Function.DAY_OF_WEEK, SimpleType.INT64, time);
    long week = 7;
    return Casts.to(Call.of(Function.MODULO, SimpleType.INT64, fromMonday, int64(week)), type);
  }

  /** Of a number, or of a time to the start of its unit. */
  private Expression rounded(Function function, RexCall call) {
    if (call.getOperands().size() == 1) {
      return new Call(function, List.of(operand(call, 0)), type(call));
    }
    if (function != Function.FLOOR) {
      throw ExpressionTranslation.unsupported("CEIL to a unit of time");
    }
    String unit = unit(call.getOperands().get(1)).name().toLowerCase(Locale.ROOT);
    return Call.of(
        Function.DATE_TRUNC,
        type(call),
        new Literal(SimpleType.STRING, new Value.Text(unit)),
        operand(call, 0));
  }

  private Expression trim(RexCall call) {
    SqlTrimFunction.Flag side =
        ((RexLiteral) call.getOperands().get(0)).getValueAs(SqlTrimFunction.Flag.class);
    boolean trimsSpaces =
        operand(call, 1) instanceof Literal literal
            && literal.value() instanceof Value.Text text
            && text.value().equals(" ");
    String function =
        switch (side) {
          case BOTH -> "trim";
          case LEADING -> "ltrim";
          case TRAILING -> "rtrim";
        };
    List<Expression> arguments = new ArrayList<>();
    arguments.add(operand(call, 2));
    if (!trimsSpaces) {
      arguments.add(operand(call, 1));
    }
    return LibraryTranslation.of(function, arguments);
  }

  /** {@code POSITION(searched IN text)}: ours takes the text first. */
  private Expression position(RexCall call) {
    if (call.getOperands().size() != 2 || call.getKind() != SqlKind.POSITION) {
      throw ExpressionTranslation.unsupported("POSITION with a start");
    }
    List<Expression> arguments = new ArrayList<>();
    arguments.add(operand(call, 1));
    arguments.add(operand(call, 0));
    return new Call(Function.POSITION, arguments, type(call));
  }
}

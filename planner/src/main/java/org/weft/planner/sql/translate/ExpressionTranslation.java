package org.weft.planner.sql.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.sql.validate.SqlTypes;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/** Expressions over the columns of one schema. */
final class ExpressionTranslation {
  private final RexBuilder rexBuilder;
  private final Places places;
  private final Schema input;
  private final FunctionTranslation functions = new FunctionTranslation(this);

  ExpressionTranslation(RexBuilder rexBuilder, Places places, Schema input) {
    this.rexBuilder = rexBuilder;
    this.places = places;
    this.input = input;
  }

  RexBuilder rexBuilder() {
    return rexBuilder;
  }

  Places places() {
    return places;
  }

  /** The expression with the type that the algebra gives it. */
  Expression as(RexNode node, DataType type) {
    return Casts.to(of(node), type);
  }

  /** The expression; its type may be narrower than the algebra's. */
  Expression of(RexNode node) {
    if (node instanceof RexInputRef reference) {
      Field field = input.field(reference.getIndex());
      return new Column(reference.getIndex(), field.name(), field.type());
    }
    if (node instanceof RexLiteral literal) {
      return literal(literal);
    }
    if (node instanceof RexCall call) {
      return Places.at(places.of(call.getParserPosition()), call(call));
    }
    if (node instanceof RexFieldAccess access) {
      return NestedTranslation.field(of(access.getReferenceExpr()), access.getField().getIndex());
    }
    throw unsupported("this expression");
  }

  private static Expression literal(RexLiteral literal) {
    if (!SqlTypes.isStorable(literal.getType())) {
      throw unsupported("a literal of type " + literal.getType().getSqlTypeName().getName());
    }
    return Literals.of(literal);
  }

  static WeftException unsupported(String what) {
    return WeftException.of(ErrorCode.UNSUPPORTED_FEATURE, what + " is not supported");
  }

  List<Expression> operands(RexCall call) {
    return call.getOperands().stream().map(this::of).toList();
  }

  private Expression call(RexCall call) {
    return switch (call.getKind()) {
      case AND -> connected(Function.AND, call);
      case OR -> Disjunctions.of(connected(Function.OR, call));
      case NOT -> not(of(call.getOperands().get(0)));
      case EQUALS -> compared(Function.EQUAL, call);
      case NOT_EQUALS -> compared(Function.NOT_EQUAL, call);
      case LESS_THAN -> compared(Function.LESS, call);
      case LESS_THAN_OR_EQUAL -> compared(Function.LESS_OR_EQUAL, call);
      case GREATER_THAN -> compared(Function.GREATER, call);
      case GREATER_THAN_OR_EQUAL -> compared(Function.GREATER_OR_EQUAL, call);
      case IS_DISTINCT_FROM ->
          compared(hasNulls(call) ? Function.IS_DISTINCT : Function.NOT_EQUAL, call);
      case IS_NOT_DISTINCT_FROM ->
          compared(hasNulls(call) ? Function.IS_NOT_DISTINCT : Function.EQUAL, call);
      case SEARCH -> of(RexUtil.expandSearch(rexBuilder, null, call));
      case IS_NULL -> predicate(Function.IS_NULL, call);
      case IS_NOT_NULL -> predicate(Function.IS_NOT_NULL, call);
      case IS_TRUE -> predicate(Function.IS_TRUE, call);
      case IS_NOT_TRUE -> predicate(Function.IS_NOT_TRUE, call);
      case IS_FALSE -> predicate(Function.IS_FALSE, call);
      case IS_NOT_FALSE -> predicate(Function.IS_NOT_FALSE, call);
      case CASE -> choice(call);
      case COALESCE -> coalesce(call);
      case CAST -> cast(call, Cast.OnError.FAIL);
      case SAFE_CAST -> cast(call, Cast.OnError.NULL);
      case REINTERPRET -> of(call.getOperands().get(0));
      default -> functions.of(call);
    };
  }

  private Expression connected(Function function, RexCall call) {
    List<Expression> flat = new ArrayList<>();
    for (Expression operand : operands(call)) {
      if (operand instanceof Call inner && inner.function() == function) {
        flat.addAll(inner.inputs());
      } else {
        flat.add(operand);
      }
    }
    Expression result = new Call(function, flat, SimpleType.BOOLEAN);
    return function == Function.AND ? Disjunctions.notIn((Call) result) : result;
  }

  private static Expression not(Expression operand) {
    return Call.of(Function.NOT, SimpleType.BOOLEAN, operand);
  }

  private Expression compared(Function function, RexCall call) {
    return Comparisons.compare(
        function, of(call.getOperands().get(0)), of(call.getOperands().get(1)));
  }

  private static boolean hasNulls(RexCall call) {
    return call.getOperands().stream().anyMatch(operand -> operand.getType().isNullable());
  }

  private Expression predicate(Function function, RexCall call) {
    return Call.of(function, SimpleType.BOOLEAN, of(call.getOperands().get(0)));
  }

  private Expression choice(RexCall call) {
    DataType type = SqlTypes.toWeft(call.getType());
    List<RexNode> operands = call.getOperands();
    boolean isCoalesce =
        operands.size() == 3
            && operands.get(0).isA(SqlKind.IS_NOT_NULL)
            && ((RexCall) operands.get(0)).getOperands().get(0).equals(bare(operands.get(1)));
    if (isCoalesce) {
      return coalesce(List.of(operands.get(1), operands.get(2)), type);
    }
    List<Expression> arguments = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      boolean isCondition = i % 2 == 0 && i < operands.size() - 1;
      arguments.add(isCondition ? of(operands.get(i)) : as(operands.get(i), type));
    }
    return new Call(Function.CASE, arguments, type);
  }

  /** The expression under casts that only say that it is not null. */
  private static RexNode bare(RexNode node) {
    RexNode bare = node;
    while (bare.isA(SqlKind.CAST)
        && SqlTypes.isStorable(bare.getType())
        && SqlTypes.toWeft(bare.getType())
            .equals(SqlTypes.toWeft(((RexCall) bare).getOperands().get(0).getType()))) {
      bare = ((RexCall) bare).getOperands().get(0);
    }
    return bare;
  }

  private Expression coalesce(RexCall call) {
    return coalesce(call.getOperands(), SqlTypes.toWeft(call.getType()));
  }

  private Expression coalesce(List<RexNode> operands, DataType type) {
    List<Expression> arguments = new ArrayList<>();
    for (RexNode operand : operands) {
      Expression argument = as(operand, type);
      if (argument instanceof Call inner && inner.function() == Function.COALESCE) {
        arguments.addAll(inner.inputs());
      } else {
        arguments.add(argument);
      }
    }
    return new Call(Function.COALESCE, arguments, type);
  }

  private Expression cast(RexCall call, Cast.OnError onError) {
    RexNode operand = call.getOperands().get(0);
    if (!SqlTypes.isStorable(operand.getType()) || !SqlTypes.isStorable(call.getType())) {
      throw unsupported("a cast to " + call.getType().getSqlTypeName().getName());
    }
    Expression value = of(operand);
    DataType type = SqlTypes.toWeft(call.getType());
    if (type == SimpleType.STRING && value.type() == SimpleType.STRING) {
      return shortened(value, operand, call);
    }
    if (value.type().equals(type)) {
      return value;
    }
    if (value instanceof Literal literal) {
      Optional<Literal> converted = Literals.convert(literal, type);
      if (converted.isPresent()) {
        return converted.get();
      }
    }
    return new Cast(value, type, onError);
  }

  /** A cast to a shorter text cuts it, as the standard says. */
  private static Expression shortened(Expression value, RexNode operand, RexCall call) {
    int length = call.getType().getPrecision();
    int from = operand.getType().getPrecision();
    if (length < 0 || (from >= 0 && from <= length)) {
      return value;
    }
    return Call.of(
        Function.SUBSTRING,
        SimpleType.STRING,
        value,
        FunctionTranslation.int32(1),
        FunctionTranslation.int32(length));
  }
}

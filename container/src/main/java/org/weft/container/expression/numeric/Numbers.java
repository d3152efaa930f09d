package org.weft.container.expression.numeric;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.Parts;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.TypeKind;

/** Makes arithmetic runnable: picks the node for the types and brings the arguments to it. */
public final class Numbers {
  private Numbers() {}

  /** A node for +, -, *, / or %. */
  public static ValueNode arithmetic(Call call, Parts parts) {
    DataType type = call.type();
    Expression left = call.inputs().get(0);
    Expression right = call.inputs().get(1);
    Workspace memory = parts.memory();
    switch (type.kind()) {
      case INT8, INT16, INT32, INT64 -> {
        ValueNode a = parts.value(left);
        ValueNode b = parts.value(right);
        return switch (call.function()) {
          case DIVIDE -> new LongDivision(LongDivision.Part.QUOTIENT, type, a, b, memory);
          case MODULO -> new LongDivision(LongDivision.Part.REMAINDER, type, a, b, memory);
          default -> new LongArithmetic(operator(call), type, a, b, memory);
        };
      }
      case FLOAT32, FLOAT64 -> {
        return new DoubleArithmetic(
            doubleOperator(call),
            type,
            parts.value(asFloat(left)),
            parts.value(asFloat(right)),
            memory);
      }
      case DECIMAL -> {
        return decimal(call, (DecimalType) type, parts);
      }
      default -> throw new IllegalArgumentException("no arithmetic of " + type + ": " + call);
    }
  }

  private static ValueNode decimal(Call call, DecimalType type, Parts parts) {
    Expression left = call.inputs().get(0);
    Expression right = call.inputs().get(1);
    Workspace memory = parts.memory();
    int a = scale(left.type());
    int b = scale(right.type());
    return switch (call.function()) {
      case MULTIPLY -> product(type, left, right, parts);
      case DIVIDE ->
          new DecimalDivision(
              type, type.scale() + b - a, parts.value(left), parts.value(right), memory);
      case MODULO -> {
        ValueNode rest = new DecimalRemainder(parts.value(left), parts.value(right), memory);
        DecimalRescale.Digits digits =
            new DecimalRescale.Digits(DecimalType.MAX_PRECISION, Math.max(a, b));
        yield rescale(rest, digits, type, memory);
      }
      default -> {
        ValueNode x = scaled(left, type.scale(), parts);
        ValueNode y = scaled(right, type.scale(), parts);
        yield new DecimalArithmetic(operator(call), type, x, y, memory);
      }
    };
  }

  private static ValueNode product(
      DecimalType type, Expression left, Expression right, Parts parts) {
    int scale = scale(left.type()) + scale(right.type());
    Workspace memory = parts.memory();
    if (scale == type.scale()) {
      return new DecimalArithmetic(
          Arithmetic.MULTIPLY, type, parts.value(left), parts.value(right), memory);
    }
    return new RoundedProduct(
        type, scale - type.scale(), parts.value(left), parts.value(right), memory);
  }

  /** An exact number at a scale, as wide as need be. */
  private static ValueNode scaled(Expression input, int scale, Parts parts) {
    int from = scale(input.type());
    if (from == scale) {
      return parts.value(input);
    }
    int integerDigits = digits(input.type()) - from;
    int precision = Math.min(DecimalType.MAX_PRECISION, Math.max(1, integerDigits + scale));
    DecimalType type = new DecimalType(Math.max(precision, scale), scale);
    if (input instanceof Literal literal && !literal.isNull() && scale > from) {
      BigInteger unscaled =
          Value.unscaled(literal.value()).multiply(BigInteger.TEN.pow(scale - from));
      if (new BigDecimal(unscaled).precision() <= type.precision()) {
        return parts.value(new Literal(type, Value.decimal(unscaled, type)));
      }
    }
    DecimalRescale.Digits digits = new DecimalRescale.Digits(digits(input.type()), from);
    return rescale(parts.value(input), digits, type, parts.memory());
  }

  private static ValueNode rescale(
      ValueNode node, DecimalRescale.Digits from, DecimalType type, Workspace memory) {
    return new DecimalRescale(node, from, type, Misfit.OVERFLOW, memory);
  }

  private static Arithmetic operator(Call call) {
    return Arithmetic.valueOf(call.function().name());
  }

  private static DoubleArithmetic.Operator doubleOperator(Call call) {
    return switch (call.function()) {
      case ADD -> DoubleArithmetic.Operator.ADD;
      case SUBTRACT -> DoubleArithmetic.Operator.SUBTRACT;
      case MULTIPLY -> DoubleArithmetic.Operator.MULTIPLY;
      case DIVIDE -> DoubleArithmetic.Operator.DIVIDE;
      case MODULO -> DoubleArithmetic.Operator.REMAINDER;
      default -> throw new IllegalArgumentException("no arithmetic: " + call);
    };
  }

  /** The argument as a float, if it is not one. */
  static Expression asFloat(Expression input) {
    TypeKind kind = input.type().kind();
    return kind == TypeKind.FLOAT32 || kind == TypeKind.FLOAT64
        ? input
        : new Cast(input, org.weft.planner.type.SimpleType.FLOAT64, Cast.OnError.FAIL);
  }

  /** Decimals behind the point; 0 for integers. */
  public static int scale(DataType type) {
    return type instanceof DecimalType decimal ? decimal.scale() : 0;
  }

  /** The most decimal digits a value has. */
  public static int digits(DataType type) {
    return switch (type.kind()) {
      case INT8 -> 3;
      case INT16 -> 5;
      case INT32 -> 10;
      case INT64 -> 19;
      case DECIMAL -> ((DecimalType) type).precision();
      default -> throw new IllegalArgumentException("no digits of " + type);
    };
  }
}

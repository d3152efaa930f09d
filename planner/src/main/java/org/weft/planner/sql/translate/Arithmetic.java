package org.weft.planner.sql.translate;

import org.weft.planner.expr.Call;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.type.CommonType;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.SimpleType;

/** Gives the arguments of arithmetic the types that kernels take: see {@link Function}. */
final class Arithmetic {
  private Arithmetic() {}

  /** A binary operation with a result of this type. */
  static Expression binary(Function function, Expression left, Expression right, DataType type) {
    boolean hasDecimal = left.type() instanceof DecimalType || right.type() instanceof DecimalType;
    if (type.isInteger() && hasDecimal) {
      return Casts.to(remainder(function, exact(left), exact(right)), type);
    }
    if (!(type instanceof DecimalType decimal)) {
      DataType wide = type.isInteger() ? widest(type, left.type(), right.type()) : type;
      Expression result = Call.of(function, wide, Casts.to(left, wide), Casts.to(right, wide));
      return Casts.to(result, type);
    }
    Expression l = exact(left);
    Expression r = exact(right);
    return switch (function) {
      case MULTIPLY -> product(l, r, decimal);
      case ADD, SUBTRACT -> {
        int scale = Math.max(scale(l), scale(r));
        DecimalType natural = new DecimalType(Math.max(decimal.precision(), scale), scale);
        yield Casts.to(Call.of(function, natural, l, r), decimal);
      }
      default -> {
        DataType common = CommonType.of(l.type(), r.type()).orElse(decimal);
        yield Call.of(function, type, Casts.to(l, common), Casts.to(r, common));
      }
    };
  }

  /** A remainder is less than its divisor, and fits that one's type. */
  private static Expression remainder(Function function, Expression left, Expression right) {
    DataType common = CommonType.of(left.type(), right.type()).orElseThrow();
    return Call.of(function, common, Casts.to(left, common), Casts.to(right, common));
  }

  /** A remainder has its divisor's type, which may be too narrow for the dividend. */
  private static DataType widest(DataType result, DataType left, DataType right) {
    DataType arguments = CommonType.of(left, right).orElse(result);
    return CommonType.of(arguments, result).filter(DataType::isInteger).orElse(result);
  }

  /** The scales of the arguments add up to the result's; beyond 38 digits a float must do. */
  private static Expression product(Expression left, Expression right, DecimalType type) {
    int scale = scale(left) + scale(right);
    if (scale > DecimalType.MAX_PRECISION) {
      Expression product =
          Call.of(
              Function.MULTIPLY,
              SimpleType.FLOAT64,
              Casts.to(left, SimpleType.FLOAT64),
              Casts.to(right, SimpleType.FLOAT64));
      return Casts.to(product, type);
    }
    DecimalType natural = new DecimalType(Math.max(type.precision(), scale), scale);
    return Casts.to(Call.of(Function.MULTIPLY, natural, left, right), type);
  }

  private static int scale(Expression decimal) {
    return ((DecimalType) decimal.type()).scale();
  }

  /** An integer as a decimal: a literal as the narrowest one that holds it. */
  private static Expression exact(Expression expression) {
    if (expression.type() instanceof DecimalType) {
      return expression;
    }
    boolean isNumber =
        expression instanceof Literal literal && !literal.isNull() && literal.type().isInteger();
    DecimalType type =
        isNumber
            ? Literals.decimalOf(Literals.number((Literal) expression))
            : CommonType.decimal(expression.type());
    return Casts.to(expression, type);
  }
}

package org.weft.planner.sql.translate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Literal;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;

/** Expressions as another type. */
final class Casts {
  private Casts() {}

  /** The expression as this type; a literal becomes one of that type where it has such a value. */
  static Expression to(Expression expression, DataType type) {
    if (expression.type().equals(type)) {
      return expression;
    }
    if (expression instanceof Literal literal) {
      Optional<Literal> converted = converted(literal, type);
      if (converted.isPresent()) {
        return converted.get();
      }
    }
    return new Cast(expression, type, Cast.OnError.FAIL);
  }

  private static Optional<Literal> converted(Literal literal, DataType type) {
    Optional<Literal> same = Literals.convert(literal, type);
    boolean rounds =
        same.isEmpty()
            && type instanceof DecimalType
            && (literal.type().isInteger() || literal.type() instanceof DecimalType);
    if (rounds) {
      BigDecimal rounded =
          Literals.number(literal).setScale(((DecimalType) type).scale(), RoundingMode.HALF_UP);
      return Literals.exact(rounded, type);
    }
    return same;
  }
}

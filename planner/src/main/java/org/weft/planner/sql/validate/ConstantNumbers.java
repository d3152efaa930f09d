package org.weft.planner.sql.validate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;

/** The numbers that expressions of literals stand for, before anything is validated. */
final class ConstantNumbers {
  private ConstantNumbers() {}

  /** The number, or nothing if the node is no expression of numbers. */
  static Optional<BigDecimal> of(SqlNode node) {
    if (node instanceof SqlNumericLiteral literal) {
      return Optional.of(((SqlLiteral) literal).getValueAs(BigDecimal.class));
    }
    if (!(node instanceof SqlCall call) || call.operandCount() == 0) {
      return Optional.empty();
    }
    Optional<BigDecimal> first = of(call.operand(0));
    if (first.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal a = first.get();
    return switch (call.getKind()) {
      case CAST -> first;
      case MINUS_PREFIX -> Optional.of(a.negate());
      case PLUS_PREFIX -> first;
      case PLUS -> of(call.operand(1)).map(a::add);
      case MINUS -> of(call.operand(1)).map(a::subtract);
      case TIMES -> of(call.operand(1)).map(a::multiply);
      case DIVIDE ->
          of(call.operand(1))
              .filter(b -> b.signum() != 0)
              .map(b -> a.divide(b, MathContext.DECIMAL64));
      default -> Optional.empty();
    };
  }
}

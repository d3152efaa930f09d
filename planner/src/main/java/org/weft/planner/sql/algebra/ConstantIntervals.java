package org.weft.planner.sql.algebra;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.weft.planner.expr.Value;
import org.weft.planner.sql.validate.LibraryOperator;
import org.weft.planner.sql.validate.TimeOperation;

/** Intervals in the algebra, which has no literals for them: calls with three literals. */
public final class ConstantIntervals {
  private ConstantIntervals() {}

  /** The interval that an expression is; nothing for others and for too long ones. */
  public static Optional<Value.Span> read(RexNode node) {
    boolean isMade =
        node instanceof RexCall call
            && call.getOperator() instanceof LibraryOperator library
            && library.entry() == TimeOperation.CONSTANT.entry();
    if (!isMade) {
      return Optional.empty();
    }
    List<RexNode> counts = ((RexCall) node).getOperands();
    boolean isConstant =
        counts.stream().allMatch(count -> count instanceof RexLiteral literal && !literal.isNull());
    try {
      return isConstant
          ? Optional.of(
              new Value.Span(
                  count(counts.get(0)).intValueExact(),
                  count(counts.get(1)).intValueExact(),
                  count(counts.get(2)).longValueExact()))
          : Optional.empty();
    } catch (ArithmeticException e) {
      return Optional.empty(); // too long: an error when it is computed
    }
  }

  private static BigDecimal count(RexNode literal) {
    return ((RexLiteral) literal).getValueAs(BigDecimal.class);
  }
}

package org.weft.container.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;

/** The casts of {@link Oracle}. */
final class OracleCasts {
  private OracleCasts() {}

  static Value cast(Value value, DataType from, DataType to) {
    return switch (to.kind()) {
      case INT8, INT16, INT32, INT64 -> {
        if (value instanceof Value.Real real) {
          finite(real);
          yield Oracle.number(
              new BigDecimal(Math.rint(real.value())).setScale(0, RoundingMode.UNNECESSARY),
              to,
              ErrorCode.INVALID_CAST);
        }
        yield Oracle.number(
            exact(value, from).setScale(0, RoundingMode.HALF_UP), to, ErrorCode.INVALID_CAST);
      }
      case DECIMAL -> {
        int scale = ((DecimalType) to).scale();
        if (value instanceof Value.Real real) {
          finite(real);
          yield Oracle.number(
              new BigDecimal(real.value()).setScale(scale, RoundingMode.HALF_UP),
              to,
              ErrorCode.INVALID_CAST);
        }
        yield Oracle.number(
            exact(value, from).setScale(scale, RoundingMode.HALF_UP), to, ErrorCode.INVALID_CAST);
      }
      case FLOAT32, FLOAT64 ->
          Oracle.real(
              to,
              value instanceof Value.Real real ? real.value() : exact(value, from).doubleValue());
      default -> throw new IllegalArgumentException(from + " to " + to);
    };
  }

  private static BigDecimal exact(Value value, DataType type) {
    return value instanceof Value.Bool bool
        ? bool.value() ? BigDecimal.ONE : BigDecimal.ZERO
        : Oracle.exact(value, type);
  }

  private static void finite(Value.Real real) {
    if (Double.isNaN(real.value()) || Double.isInfinite(real.value())) {
      throw WeftException.of(ErrorCode.INVALID_CAST, real.toString());
    }
  }
}

package org.weft.planner.scan;

import java.util.Arrays;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;

/** The order of the values of one type, as the engine's comparisons have it. */
public final class ValueOrder {
  private ValueOrder() {}

  /**
   * Negative, zero or positive, for two values of the type; none of them null or not-a-number. The
   * two zeros of floating point are equal.
   */
  public static int compare(DataType type, Value a, Value b) {
    return switch (type.kind()) {
      case BOOLEAN -> Boolean.compare(((Value.Bool) a).value(), ((Value.Bool) b).value());
      case INT8, INT16, INT32, INT64, DATE, TIME, TIMESTAMP, ENUM ->
          Long.compare(((Value.Int) a).value(), ((Value.Int) b).value());
      case DECIMAL, UUID -> Value.unscaled(a).compareTo(Value.unscaled(b));
      case FLOAT32, FLOAT64 -> compare(((Value.Real) a).value(), ((Value.Real) b).value());
      case STRING, BINARY -> Arrays.compareUnsigned(bytes(a), bytes(b));
      case NULL -> 0;
      case INTERVAL, LIST, STRUCT, MAP ->
          throw new IllegalArgumentException("no bounds of " + type);
    };
  }

  private static int compare(double a, double b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }

  /** The stored bytes of a string or binary. */
  static byte[] bytes(Value value) {
    return value instanceof Value.Text text ? text.utf8() : ((Value.Bytes) value).value();
  }
}

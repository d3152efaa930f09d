package org.weft.io.table;

import java.util.Arrays;
import org.weft.planner.expr.Value;

/** The order of values of one type, as bounds are compared. */
final class ValueOrder {
  private ValueOrder() {}

  /** Values of one type, none of them null. */
  static int compare(Value a, Value b) {
    if (a instanceof Value.Int x && b instanceof Value.Int y) {
      return Long.compare(x.value(), y.value());
    }
    if (a instanceof Value.Real x && b instanceof Value.Real y) {
      return Double.compare(x.value(), y.value());
    }
    if (a instanceof Value.Bool x && b instanceof Value.Bool y) {
      return Boolean.compare(x.value(), y.value());
    }
    if (a instanceof Value.Text x && b instanceof Value.Text y) {
      return Arrays.compareUnsigned(x.utf8(), y.utf8());
    }
    if (a instanceof Value.Bytes x && b instanceof Value.Bytes y) {
      return Arrays.compareUnsigned(x.value(), y.value());
    }
    return Value.unscaled(a).compareTo(Value.unscaled(b));
  }
}

package org.weft.container.expression;

import java.util.List;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Value;

/** The named functions of {@link Oracle}; no argument is null. */
final class OracleFunctions {
  private OracleFunctions() {}

  static Value call(Call call, List<Value> values) {
    throw new IllegalArgumentException(call + " of " + values);
  }
}

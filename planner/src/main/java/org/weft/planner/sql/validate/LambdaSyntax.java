package org.weft.planner.sql.validate;

import java.util.List;
import org.apache.calcite.sql.SqlNode;

/**
 * A call with a lambda as it was written.
 *
 * @param function its name, in lower case
 * @param kind how the lambda is applied
 * @param sources how many operands are the function's own; behind them comes what was captured
 * @param parameters the names of the lambda's parameters
 * @param captured how what was captured is written
 * @param body in which parameters are called {@code p0}, {@code p1}, … and what was captured {@code
 *     c0}, {@code c1}, …
 */
public record LambdaSyntax(
    String function,
    LambdaKind kind,
    int sources,
    List<String> parameters,
    List<String> captured,
    SqlNode body) {
  public LambdaSyntax {
    parameters = List.copyOf(parameters);
    captured = List.copyOf(captured);
  }
}

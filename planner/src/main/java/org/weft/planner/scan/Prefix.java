package org.weft.planner.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;

/** The bytes that every match of a LIKE or STARTS_WITH begins with. */
final class Prefix {
  private Prefix() {}

  /** The prefix; absent if the pattern is not written in the plan. */
  static Optional<byte[]> of(Call call) {
    List<Expression> inputs = call.inputs();
    return literal(inputs.get(1))
        .map(
            text ->
                call.function() == Function.STARTS_WITH
                    ? text
                    : beforeWildcard(
                        text, inputs.size() > 2 ? literal(inputs.get(2)) : Optional.empty()))
        .map(prefix -> prefix.getBytes(UTF_8));
  }

  private static Optional<String> literal(Expression expression) {
    return expression instanceof Literal literal && literal.value() instanceof Value.Text text
        ? Optional.of(text.value())
        : Optional.empty();
  }

  /** An escape ends the prefix as a wildcard does: a shorter prefix is true as well. */
  private static String beforeWildcard(String pattern, Optional<String> escape) {
    int end = 0;
    while (end < pattern.length()
        && "%_\\".indexOf(pattern.charAt(end)) < 0
        && !escape.orElse("").contains(pattern.substring(end, end + 1))) {
      end++;
    }
    return pattern.substring(0, end);
  }

  /** True if some value between the bounds may begin with the prefix. */
  static boolean mayMatch(byte[] prefix, Interval values) {
    boolean allBefore =
        values.max().isPresent()
            && Arrays.compareUnsigned(ValueOrder.bytes(values.max().get()), prefix) < 0;
    boolean allBehind = values.min().isPresent() && isBehind(values.min().get(), prefix);
    return !allBefore && !allBehind;
  }

  private static boolean isBehind(Value min, byte[] prefix) {
    byte[] bytes = ValueOrder.bytes(min);
    int length = Math.min(bytes.length, prefix.length);
    return Arrays.compareUnsigned(bytes, 0, length, prefix, 0, prefix.length) > 0;
  }
}

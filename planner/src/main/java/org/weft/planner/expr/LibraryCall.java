package org.weft.planner.expr;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;
import org.weft.planner.type.DataType;

/**
 * A function of the library applied to its arguments.
 *
 * @param function its name in {@code org.weft.planner.function.FunctionRegistry}
 * @param inputs of the types that one of the function's forms gives them
 */
public record LibraryCall(String function, List<Expression> inputs, DataType type)
    implements Expression {
  public LibraryCall {
    requireNonNull(function, "function");
    requireNonNull(type, "type");
    inputs = List.copyOf(inputs);
  }

  /** A call with these arguments. */
  public static LibraryCall of(String function, DataType type, Expression... inputs) {
    return new LibraryCall(function, List.of(inputs), type);
  }

  /** The same call of other arguments. */
  public LibraryCall with(List<Expression> others) {
    return new LibraryCall(function, others, type);
  }

  @Override
  public <R> R accept(ExpressionVisitor<R> visitor) {
    return visitor.library(this);
  }

  @Override
  public String toString() {
    return inputs.stream()
        .map(Expression::toString)
        .collect(Collectors.joining(", ", function + "(", ")"));
  }
}

package org.weft.planner.expr;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.weft.planner.type.DataType;

/**
 * A function of the library applied to its arguments.
 *
 * @param function its name in {@code org.weft.planner.function.FunctionRegistry}
 * @param inputs of the types that one of the function's forms gives them; behind them what the
 *     lambda captured
 * @param lambda what is computed for elements, if the function takes a lambda
 */
public record LibraryCall(
    String function, List<Expression> inputs, DataType type, Optional<Lambda> lambda, Place place)
    implements Expression {
  public LibraryCall {
    requireNonNull(function, "function");
    requireNonNull(type, "type");
    requireNonNull(lambda, "lambda");
    requireNonNull(place, "place");
    inputs = List.copyOf(inputs);
  }

  /** A call that nobody wrote. */
  public LibraryCall(
      String function, List<Expression> inputs, DataType type, Optional<Lambda> lambda) {
    this(function, inputs, type, lambda, Place.UNKNOWN);
  }

  /** A call without a lambda. */
  public LibraryCall(String function, List<Expression> inputs, DataType type) {
    this(function, inputs, type, Optional.empty());
  }

  /** A call with these arguments. */
  public static LibraryCall of(String function, DataType type, Expression... inputs) {
    return new LibraryCall(function, List.of(inputs), type);
  }

  /** The same call of other arguments. */
  public LibraryCall with(List<Expression> others) {
    return new LibraryCall(function, others, type, lambda, place);
  }

  /** The same call with another lambda, which captures the same. */
  public LibraryCall with(Lambda other) {
    return new LibraryCall(function, inputs, type, Optional.of(other), place);
  }

  /** The same call, written there. */
  public LibraryCall at(Place other) {
    return new LibraryCall(function, inputs, type, lambda, other);
  }

  @Override
  public <R> R accept(ExpressionVisitor<R> visitor) {
    return visitor.library(this);
  }

  @Override
  public String toString() {
    List<String> written = new ArrayList<>();
    int captured = lambda.map(Lambda::captured).orElse(0);
    inputs.subList(0, inputs.size() - captured).forEach(input -> written.add(input.toString()));
    lambda.ifPresent(l -> written.add(l.toString()));
    return function + "(" + String.join(", ", written) + ")";
  }
}

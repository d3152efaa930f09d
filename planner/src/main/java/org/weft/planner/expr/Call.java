package org.weft.planner.expr;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;
import org.weft.planner.type.DataType;

/** A function or operator applied to its arguments. */
public record Call(Function function, List<Expression> inputs, DataType type, Place place)
    implements Expression {
  public Call {
    requireNonNull(function, "function");
    requireNonNull(type, "type");
    requireNonNull(place, "place");
    inputs = List.copyOf(inputs);
  }

  /** A call that nobody wrote. */
  public Call(Function function, List<Expression> inputs, DataType type) {
    this(function, inputs, type, Place.UNKNOWN);
  }

  /** A call with these arguments. */
  public static Call of(Function function, DataType type, Expression... inputs) {
    return new Call(function, List.of(inputs), type);
  }

  /** The same call of other arguments. */
  public Call with(List<Expression> others) {
    return new Call(function, others, type, place);
  }

  /** The same call with a result of another type. */
  public Call as(DataType other) {
    return new Call(function, inputs, other, place);
  }

  /** The same call, written there. */
  public Call at(Place other) {
    return new Call(function, inputs, type, other);
  }

  @Override
  public <R> R accept(ExpressionVisitor<R> visitor) {
    return visitor.call(this);
  }

  @Override
  public String toString() {
    if (function.symbol() != null && inputs.size() == 2) {
      return "(" + inputs.get(0) + " " + function.symbol() + " " + inputs.get(1) + ")";
    }
    if (function == Function.AND || function == Function.OR) {
      return inputs.stream()
          .map(Expression::toString)
          .collect(Collectors.joining(" " + function.name() + " ", "(", ")"));
    }
    return inputs.stream()
        .map(Expression::toString)
        .collect(Collectors.joining(", ", function.display() + "(", ")"));
  }
}

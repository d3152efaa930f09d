package org.weft.planner.expr;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;
import org.weft.planner.type.DataType;

/** A function or operator applied to its arguments. */
public record Call(Function function, List<Expression> inputs, DataType type)
    implements Expression {
  public Call {
    requireNonNull(function, "function");
    requireNonNull(type, "type");
    inputs = List.copyOf(inputs);
  }

  /** A call with these arguments. */
  public static Call of(Function function, DataType type, Expression... inputs) {
    return new Call(function, List.of(inputs), type);
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

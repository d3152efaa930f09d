package org.weft.planner.expr;

import java.util.List;
import org.weft.planner.type.DataType;

/** The input converted to another type. */
public record Cast(Expression input, DataType type, OnError onError) implements Expression {
  /** What happens to a value that the target type cannot hold. */
  public enum OnError {
    FAIL,
    NULL
  }

  @Override
  public List<Expression> inputs() {
    return List.of(input);
  }

  @Override
  public <R> R accept(ExpressionVisitor<R> visitor) {
    return visitor.cast(this);
  }

  @Override
  public String toString() {
    return (onError == OnError.FAIL ? "cast(" : "try_cast(") + input + " as " + type + ")";
  }
}

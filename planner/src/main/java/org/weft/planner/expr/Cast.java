package org.weft.planner.expr;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.weft.planner.type.DataType;

/** The input converted to another type. */
public record Cast(Expression input, DataType type, OnError onError, Place place)
    implements Expression {
  /** What happens to a value that the target type cannot hold. */
  public enum OnError {
    FAIL,
    NULL
  }

  public Cast {
    requireNonNull(input, "input");
    requireNonNull(type, "type");
    requireNonNull(onError, "onError");
    requireNonNull(place, "place");
  }

  /** A cast that nobody wrote. */
  public Cast(Expression input, DataType type, OnError onError) {
    this(input, type, onError, Place.UNKNOWN);
  }

  /** The same cast of another input. */
  public Cast with(Expression other) {
    return new Cast(other, type, onError, place);
  }

  /** The same cast, written there. */
  public Cast at(Place other) {
    return new Cast(input, type, onError, other);
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

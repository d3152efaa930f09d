package org.weft.planner.expr;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.weft.planner.type.DataType;

/** A constant. */
public record Literal(DataType type, Value value) implements Expression {
  public Literal {
    requireNonNull(type, "type");
    requireNonNull(value, "value");
  }

  /** The null of a type. */
  public static Literal ofNull(DataType type) {
    return new Literal(type, new Value.Null());
  }

  /** True if this is the null of its type. */
  public boolean isNull() {
    return value instanceof Value.Null;
  }

  @Override
  public List<Expression> inputs() {
    return List.of();
  }

  @Override
  public <R> R accept(ExpressionVisitor<R> visitor) {
    return visitor.literal(this);
  }

  @Override
  public String toString() {
    return value.show(type);
  }
}

package org.weft.planner.expr;

import java.util.List;
import org.weft.planner.type.DataType;

/** The input's column at an ordinal, from 0. The name is for people only. */
public record Column(int ordinal, String name, DataType type) implements Expression {
  public Column {
    if (ordinal < 0) {
      throw new IllegalArgumentException("no column at " + ordinal);
    }
  }

  @Override
  public List<Expression> inputs() {
    return List.of();
  }

  @Override
  public <R> R accept(ExpressionVisitor<R> visitor) {
    return visitor.column(this);
  }

  @Override
  public String toString() {
    return name;
  }
}

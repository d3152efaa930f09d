package org.weft.planner.expr;

import java.util.List;
import org.weft.planner.type.DataType;

/** A value to compute for each row of one input. Closed: see {@link ExpressionVisitor}. */
public sealed interface Expression permits Column, Literal, Call, LibraryCall, Cast {
  /** The type of the value. */
  DataType type();

  /** The expressions this one is made of, left to right. */
  List<Expression> inputs();

  /** Where the statement says so; of what cannot fail it is not known. */
  default Place place() {
    return Place.UNKNOWN;
  }

  /** Calls the visitor's method for this kind of expression. */
  <R> R accept(ExpressionVisitor<R> visitor);
}

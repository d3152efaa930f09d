package org.weft.planner.expr;

/** One method for each kind of {@link Expression}: the exhaustive switch of Java 17. */
public interface ExpressionVisitor<R> {
  R column(Column column);

  R literal(Literal literal);

  R call(Call call);

  R library(LibraryCall call);

  R cast(Cast cast);
}

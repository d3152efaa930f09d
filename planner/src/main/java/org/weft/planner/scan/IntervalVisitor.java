package org.weft.planner.scan;

import java.util.List;
import java.util.OptionalLong;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.ExpressionVisitor;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Literal;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/** Bounds of expressions, from the bounds of columns. What is not understood is unknown. */
record IntervalVisitor(Schema schema, List<ColumnStatistics> statistics, OptionalLong rows)
    implements ExpressionVisitor<Interval> {
  @Override
  public Interval column(Column column) {
    Field field = schema.field(column.ordinal());
    return Interval.of(
        field.type(),
        statistics.get(column.ordinal()),
        rows,
        field.nullability() == Field.Nullability.REQUIRED);
  }

  @Override
  public Interval literal(Literal literal) {
    return Interval.of(literal.type(), literal.value());
  }

  @Override
  public Interval call(Call call) {
    return Interval.unknown(call.type());
  }

  @Override
  public Interval library(LibraryCall call) {
    return Interval.unknown(call.type());
  }

  @Override
  public Interval cast(Cast cast) {
    Expression input = cast.input();
    return isWidening(input.type(), cast.type())
        ? input.accept(this).as(cast.type())
        : Interval.unknown(cast.type());
  }

  private static boolean isWidening(DataType from, DataType to) {
    return from.isInteger() && to.isInteger() && to.kind().compareTo(from.kind()) >= 0;
  }
}

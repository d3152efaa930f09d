package org.weft.planner.physical;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.ExpressionVisitor;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Literal;

/** Which input columns expressions use, and the same expressions over other columns. */
public final class ColumnReferences {
  private ColumnReferences() {}

  /** Ordinals of the columns that an expression uses. */
  public static BitSet of(Expression expression) {
    BitSet used = new BitSet();
    collect(expression, used);
    return used;
  }

  /** Ordinals of the columns that any of the expressions uses. */
  public static BitSet of(List<Expression> expressions) {
    BitSet used = new BitSet();
    expressions.forEach(expression -> collect(expression, used));
    return used;
  }

  private static void collect(Expression expression, BitSet used) {
    if (expression instanceof Column column) {
      used.set(column.ordinal());
    }
    for (Expression input : expression.inputs()) {
      collect(input, used);
    }
  }

  /** The expression over an input whose columns lie at other ordinals. */
  public static Expression moved(Expression expression, IntUnaryOperator newOrdinal) {
    return expression.accept(
        new Replacement(
            column ->
                new Column(newOrdinal.applyAsInt(column.ordinal()), column.name(), column.type())));
  }

  /** The expression as it is computed: without the names of columns. */
  static Expression unnamed(Expression expression) {
    return expression.accept(
        new Replacement(column -> new Column(column.ordinal(), "", column.type())));
  }

  /** The expression with other expressions in the place of its columns. */
  static Expression replaced(Expression expression, IntFunction<Expression> byOrdinal) {
    return expression.accept(new Replacement(column -> byOrdinal.apply(column.ordinal())));
  }

  private record Replacement(java.util.function.Function<Column, Expression> of)
      implements ExpressionVisitor<Expression> {
    @Override
    public Expression column(Column column) {
      return of.apply(column);
    }

    @Override
    public Expression literal(Literal literal) {
      return literal;
    }

    @Override
    public Expression call(Call call) {
      return call.with(call.inputs().stream().map(input -> input.accept(this)).toList());
    }

    @Override
    public Expression library(LibraryCall call) {
      return call.with(call.inputs().stream().map(input -> input.accept(this)).toList());
    }

    @Override
    public Expression cast(Cast cast) {
      return cast.with(cast.input().accept(this));
    }
  }
}

package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.logical.Estimate;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/**
 * A physical plan in the making.
 *
 * @param widths estimated bytes of one value, per output column
 */
record Lowered(PhysicalPlan plan, List<Double> widths) {
  Lowered {
    widths = List.copyOf(widths);
    if (widths.size() != plan.schema().size()) {
      throw new IllegalArgumentException(widths.size() + " widths for " + plan.schema());
    }
  }

  /** The estimate of so many rows of columns of these widths. */
  static Estimate estimate(double rows, List<Double> widths) {
    return new Estimate(rows, widths.stream().mapToDouble(Double::doubleValue).sum());
  }

  Schema schema() {
    return plan.schema();
  }

  double rows() {
    return plan.estimate().rows();
  }

  double bytes() {
    return plan.estimate().bytes();
  }

  /** These columns in this order. */
  Lowered select(List<Integer> ordinals) {
    List<Expression> columns = new ArrayList<>();
    for (int ordinal : ordinals) {
      Field field = schema().field(ordinal);
      columns.add(new Column(ordinal, field.name(), field.type()));
    }
    return project(columns, schema().select(ordinals));
  }

  /** One column for each expression; nothing is added if these are the columns as they are. */
  Lowered project(List<Expression> expressions, Schema schema) {
    if (Projections.isIdentity(expressions, schema())) {
      return this;
    }
    List<Double> newWidths = new ArrayList<>();
    for (Expression expression : expressions) {
      newWidths.add(
          expression instanceof Column column
              ? widths.get(column.ordinal())
              : RowWidth.of(expression.type()));
    }
    return new Lowered(
        Projections.over(plan, expressions, schema, estimate(rows(), newWidths)), newWidths);
  }
}

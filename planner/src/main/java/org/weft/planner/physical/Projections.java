package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Literal;
import org.weft.planner.logical.Estimate;
import org.weft.planner.type.Schema;

/** Keeps plans free of projections that do nothing or that one projection can do. */
final class Projections {
  private Projections() {}

  /** True if the expressions are the input's columns as they are; names are for the root only. */
  static boolean isIdentity(List<Expression> expressions, Schema input) {
    if (expressions.size() != input.size()) {
      return false;
    }
    for (int i = 0; i < expressions.size(); i++) {
      if (!(expressions.get(i) instanceof Column column) || column.ordinal() != i) {
        return false;
      }
    }
    return true;
  }

  /** A projection over a plan, joined with the one it stands on if nothing is computed twice. */
  static PhysicalPlan over(
      PhysicalPlan input, List<Expression> expressions, Schema schema, Estimate estimate) {
    if (input instanceof PhysicalPlan.Project below && mayMerge(expressions, below)) {
      List<Expression> merged =
          expressions.stream()
              .map(e -> ColumnReferences.replaced(e, below.expressions()::get))
              .toList();
      return isIdentity(merged, below.input().schema())
          ? below.input()
          : new PhysicalPlan.Project(below.input(), merged, schema, estimate);
    }
    return new PhysicalPlan.Project(input, expressions, schema, estimate);
  }

  /** The same rows under the names of a schema: what the user sees of a query's result. */
  static PhysicalPlan named(PhysicalPlan plan, Schema schema) {
    if (plan.schema().names().equals(schema.names())) {
      return plan;
    }
    if (plan instanceof PhysicalPlan.Project project) {
      return new PhysicalPlan.Project(
          project.input(), project.expressions(), schema, project.estimate());
    }
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      columns.add(new Column(i, plan.schema().field(i).name(), schema.type(i)));
    }
    return new PhysicalPlan.Project(plan, columns, schema, plan.estimate());
  }

  /** All columns as they are, in a list that others can be added to. */
  static List<Expression> columns(Schema schema) {
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      columns.add(new Column(i, schema.field(i).name(), schema.type(i)));
    }
    return columns;
  }

  private static boolean mayMerge(List<Expression> expressions, PhysicalPlan.Project below) {
    int[] uses = new int[below.expressions().size()];
    expressions.forEach(expression -> count(expression, uses));
    for (int i = 0; i < uses.length; i++) {
      Expression inner = below.expressions().get(i);
      if (uses[i] > 1 && !(inner instanceof Column) && !(inner instanceof Literal)) {
        return false;
      }
    }
    return true;
  }

  private static void count(Expression expression, int[] uses) {
    if (expression instanceof Column column) {
      uses[column.ordinal()]++;
    }
    expression.inputs().forEach(input -> count(input, uses));
  }
}

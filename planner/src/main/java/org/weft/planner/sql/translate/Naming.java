package org.weft.planner.sql.translate;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.expr.Expression;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.type.Schema;

/** Plans with other names or types for their columns. */
final class Naming {
  private Naming() {}

  /** The plan with the columns of a schema, names included. */
  static LogicalPlan as(LogicalPlan plan, Schema schema) {
    if (schema.equals(plan.schema())) {
      return plan;
    }
    if (plan instanceof LogicalPlan.Sort sort) {
      return new LogicalPlan.Sort(
          as(sort.input(), schema), sort.keys(), sort.offset(), sort.limit(), sort.estimate());
    }
    if (plan instanceof LogicalPlan.Project project) {
      List<Expression> expressions = new ArrayList<>();
      for (int i = 0; i < schema.size(); i++) {
        expressions.add(Casts.to(project.expressions().get(i), schema.type(i)));
      }
      return new LogicalPlan.Project(project.input(), expressions, schema, project.estimate());
    }
    return project(plan, schema);
  }

  /** The plan with its columns cast to the types of a schema. */
  static LogicalPlan cast(LogicalPlan plan, Schema schema) {
    for (int i = 0; i < schema.size(); i++) {
      if (!plan.schema().type(i).equals(schema.type(i))) {
        return project(plan, schema);
      }
    }
    return plan;
  }

  private static LogicalPlan project(LogicalPlan plan, Schema schema) {
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      columns.add(Casts.to(PlanTranslation.column(plan.schema(), i), schema.type(i)));
    }
    return new LogicalPlan.Project(plan, columns, schema, plan.estimate());
  }
}

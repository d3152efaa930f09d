package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.rules.SubQueryRemoveRule;
import org.apache.calcite.rex.LogicVisitor;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.tools.RelBuilder;

/**
 * Sub-queries of a projection as joins. Calcite's own rule takes a variable of a query further out
 * for one of the projection if it has none itself; this one correlates with its own row only.
 */
final class ProjectedSubQueries extends SubQueryRemoveRule {
  ProjectedSubQueries() {
    super(Config.PROJECT);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Project project = call.rel(0);
    RelBuilder builder = call.builder();
    builder.push(project.getInput());
    List<RexNode> columns = project.getProjects();
    RexSubQuery next = RexUtil.SubQueryFinder.find(columns);
    for (int i = 0; next != null; i++) {
      RexSubQuery subQuery = next;
      anonymous(builder);
      RelOptUtil.Logic logic =
          LogicVisitor.find(RelOptUtil.Logic.TRUE_FALSE_UNKNOWN, columns, subQuery);
      Set<CorrelationId> own = RelOptUtil.getVariablesUsed(subQuery.rel);
      own.retainAll(project.getVariablesSet());
      int width = builder.peek().getRowType().getFieldCount();
      RexNode value = apply(subQuery, own, logic, builder, 1, width, i);
      columns = replaced(columns, subQuery, value);
      next = RexUtil.SubQueryFinder.find(columns);
    }
    builder.project(columns, project.getRowType().getFieldNames());
    call.transformTo(builder.build());
  }

  /** The rule looks for columns it makes by their names, which columns of the input may have. */
  static void anonymous(RelBuilder builder) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < builder.peek().getRowType().getFieldCount(); i++) {
      names.add("$" + i);
    }
    builder.rename(names);
  }

  static List<RexNode> replaced(List<RexNode> columns, RexSubQuery subQuery, RexNode value) {
    return new RexShuttle() {
      @Override
      public RexNode visitSubQuery(RexSubQuery other) {
        return other.equals(subQuery) ? value : other;
      }
    }.apply(columns);
  }
}

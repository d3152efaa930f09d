package org.weft.planner.sql.algebra;

import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;

/**
 * Sub-queries of a projection as joins. Calcite's own rule takes a variable of a query further out
 * for one of the projection if it has none itself.
 */
final class ProjectedSubQueries extends OwnRowSubQueries {
  ProjectedSubQueries() {
    super(Config.PROJECT);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Project project = call.rel(0);
    RelBuilder builder = call.builder();
    builder.push(project.getInput());
    List<RexNode> columns =
        joined(
            builder,
            project.getProjects(),
            RelOptUtil.Logic.TRUE_FALSE_UNKNOWN,
            project.getVariablesSet(),
            0);
    builder.project(columns, project.getRowType().getFieldNames());
    call.transformTo(builder.build());
  }
}

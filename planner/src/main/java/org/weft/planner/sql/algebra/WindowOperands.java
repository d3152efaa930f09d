package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Sub-queries inside of windows become columns of a projection below, where they can be joined. */
final class WindowOperands extends RelHomogeneousShuttle {
  private WindowOperands() {}

  /** The same tree without sub-queries in windows. */
  static RelNode lowered(RelNode tree) {
    return tree.accept(new WindowOperands());
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode below = super.visit(node);
    RelNode inner = below.accept(new InnerTrees(WindowOperands::lowered));
    return inner instanceof Project project && project.containsOver() ? lowered(project) : inner;
  }

  private static RelNode lowered(Project project) {
    RelNode input = project.getInput();
    RexBuilder rex = project.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
    for (int i = 0; i < names.size(); i++) {
      columns.add(rex.makeInputRef(input, i));
    }
    RexShuttle taken =
        new RexShuttle() {
          private boolean isInWindow;

          @Override
          public RexNode visitOver(RexOver over) {
            boolean wasInWindow = isInWindow;
            isInWindow = true;
            RexNode result = super.visitOver(over);
            isInWindow = wasInWindow;
            return result;
          }

          @Override
          public RexNode visitSubQuery(RexSubQuery subQuery) {
            if (!isInWindow) {
              return subQuery;
            }
            columns.add(subQuery);
            names.add("query" + columns.size());
            return rex.makeInputRef(subQuery.getType(), columns.size() - 1);
          }
        };
    List<RexNode> above = taken.apply(project.getProjects());
    if (columns.size() == input.getRowType().getFieldCount()) {
      return project;
    }
    RelNode below =
        LogicalProject.create(input, List.of(), columns, names, project.getVariablesSet());
    return LogicalProject.create(
        below,
        project.getHints(),
        above,
        project.getRowType().getFieldNames(),
        SubQueries.isInAny(above) ? project.getVariablesSet() : Set.of());
  }
}

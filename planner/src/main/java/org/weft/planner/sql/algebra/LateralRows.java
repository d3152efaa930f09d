package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * An aggregation without keys gives one row for every outer row, also where it has no input.
 * Calcite's decorrelation loses that row of a lateral join unless there is a count among the calls;
 * so there is one.
 */
final class LateralRows extends RelHomogeneousShuttle {
  private LateralRows() {}

  /** The same tree with counts that keep rows. */
  static RelNode kept(RelNode tree) {
    return tree.accept(new LateralRows());
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode below = super.visit(node);
    if (!(below instanceof Correlate correlate) || correlate.getJoinType() != JoinRelType.INNER) {
      return below;
    }
    RelNode right = counted(correlate.getRight());
    return right == correlate.getRight()
        ? below
        : correlate.copy(correlate.getTraitSet(), List.of(correlate.getLeft(), right));
  }

  private static RelNode counted(RelNode node) {
    if (node instanceof Project project && !project.containsOver()) {
      RelNode input = counted(project.getInput());
      return input == project.getInput()
          ? project
          : project.copy(project.getTraitSet(), List.of(input));
    }
    boolean givesOneRow =
        node instanceof Aggregate aggregate
            && aggregate.getGroupCount() == 0
            && aggregate.getGroupSets().size() == 1;
    return givesOneRow ? counted((Aggregate) node) : node;
  }

  private static RelNode counted(Aggregate aggregate) {
    List<AggregateCall> calls = new ArrayList<>(aggregate.getAggCallList());
    calls.add(
        AggregateCall.create(
            SqlParserPos.ZERO,
            SqlStdOperatorTable.COUNT,
            false,
            false,
            false,
            List.of(),
            List.of(),
            -1,
            null,
            RelCollations.EMPTY,
            0,
            aggregate.getInput(),
            null,
            null));
    RelNode counted =
        aggregate.copy(
            aggregate.getTraitSet(),
            aggregate.getInput(),
            aggregate.getGroupSet(),
            aggregate.getGroupSets(),
            calls);
    RexBuilder rex = aggregate.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
      columns.add(rex.makeInputRef(counted, i));
    }
    return LogicalProject.create(
        counted, List.of(), columns, aggregate.getRowType().getFieldNames(), Set.of());
  }
}

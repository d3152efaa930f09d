package org.weft.planner.sql.algebra;

import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Tells whether the correlated joins of a tree depend on their outer rows by equations in filters
 * only. That is what Calcite's decorrelation does well; elsewhere it was seen to lose the rows
 * whose outer values are null.
 */
final class Equations {
  private final CorrelationId id;

  private Equations(CorrelationId id) {
    this.id = id;
  }

  static boolean suffice(RelNode tree) {
    boolean isFine =
        !(tree instanceof Correlate correlate)
            || new Equations(correlate.getCorrelationId()).sufficeIn(correlate.getRight());
    return isFine && tree.getInputs().stream().allMatch(Equations::suffice);
  }

  private boolean sufficeIn(RelNode node) {
    if (!OuterRow.isUsedBy(node, id)) {
      return true;
    }
    boolean isFine;
    if (node instanceof Filter filter) {
      // an equation above rows that depend on the outer row already would be taken for theirs
      isFine =
          RelOptUtil.conjunctions(filter.getCondition()).stream().allMatch(this::isFine)
              && !(uses(filter.getCondition()) && OuterRow.isUsedBy(filter.getInput(), id));
    } else if (node instanceof Project project) {
      isFine = project.getProjects().stream().noneMatch(this::uses);
    } else if (node instanceof Aggregate aggregate) {
      isFine = aggregate.getGroupSets().size() == 1;
    } else if (node instanceof Sort sort) {
      isFine = sort.fetch == null && sort.offset == null;
    } else if (node instanceof Join join) {
      // two sides that both depend on the outer row would not be told that it is the same one
      isFine =
          join.getJoinType() == JoinRelType.INNER
              && !uses(join.getCondition())
              && !(OuterRow.isUsedBy(join.getLeft(), id) && OuterRow.isUsedBy(join.getRight(), id));
    } else {
      isFine = node instanceof Correlate;
    }
    return isFine && node.getInputs().stream().allMatch(this::sufficeIn);
  }

  private boolean uses(RexNode expression) {
    return SubQueries.variables(expression).contains(id);
  }

  private boolean isFine(RexNode conjunct) {
    if (!uses(conjunct)) {
      return true;
    }
    if (!conjunct.isA(SqlKind.EQUALS)) {
      return false;
    }
    List<RexNode> sides = ((RexCall) conjunct).getOperands();
    return isOuter(sides.get(0))
        ? !uses(sides.get(1))
        : isOuter(sides.get(1)) && !uses(sides.get(0));
  }

  private boolean isOuter(RexNode side) {
    return uses(side) && RelOptUtil.InputFinder.bits(side).isEmpty();
  }
}

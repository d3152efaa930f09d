package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Writes sub-queries in forms that what comes next gets right.
 *
 * <p>A correlated sub-query that has exactly one row, an aggregation without keys, is compared with
 * as a value instead of looked for among its rows: joins have no group, and so no row, for outer
 * rows that match nothing. {@code x <> ANY q} is {@code x < ANY q OR x > ANY q}: Calcite's rule for
 * it would take outer columns that are named {@code c} or {@code d} for its own.
 */
final class SubQueryForms extends InnerTrees {
  private final RexBuilder rex;

  private SubQueryForms(RexBuilder rex) {
    super(SubQueryForms::plain);
    this.rex = rex;
  }

  /** The tree with sub-queries in such forms. */
  static RelNode plain(RelNode tree) {
    return EveryExpression.of(tree, new SubQueryForms(tree.getCluster().getRexBuilder()));
  }

  /** What was one operand may be several. */
  @Override
  public RexNode visitCall(RexCall call) {
    RexNode visited = super.visitCall(call);
    return visited == call ? call : RexUtil.flatten(rex, visited);
  }

  @Override
  public RexNode visitSubQuery(RexSubQuery written) {
    RexSubQuery same = changed(written);
    if (!hasOneRow(same.rel) || RelOptUtil.getVariablesUsed(same.rel).isEmpty()) {
      return isUnequalToAny(same) ? lessOrGreater(same) : same;
    }
    return switch (same.getKind()) {
      case EXISTS -> rex.makeLiteral(true);
      case IN -> compared(same, SqlStdOperatorTable.EQUALS);
      case SOME -> compared(same, RexUtil.op(((SqlQuantifyOperator) same.op).comparisonKind));
      default -> same;
    };
  }

  private static boolean isUnequalToAny(RexSubQuery subQuery) {
    return subQuery.getKind() == SqlKind.SOME
        && subQuery.operands.size() == 1
        && ((SqlQuantifyOperator) subQuery.op).comparisonKind == SqlKind.NOT_EQUALS;
  }

  private RexNode lessOrGreater(RexSubQuery subQuery) {
    RexNode either =
        rex.makeCall(
            SqlStdOperatorTable.OR,
            RexSubQuery.some(subQuery.rel, subQuery.operands, SqlStdOperatorTable.SOME_LT),
            RexSubQuery.some(subQuery.rel, subQuery.operands, SqlStdOperatorTable.SOME_GT));
    return rex.ensureType(subQuery.getType(), either, true);
  }

  private static boolean hasOneRow(RelNode node) {
    if (node instanceof Project project) {
      return !project.containsOver() && hasOneRow(project.getInput());
    }
    return node instanceof Aggregate aggregate
        && aggregate.getGroupCount() == 0
        && aggregate.getGroupSets().size() == 1;
  }

  private RexNode compared(RexSubQuery subQuery, SqlOperator comparison) {
    List<RexNode> comparisons = new ArrayList<>();
    for (int i = 0; i < subQuery.getOperands().size(); i++) {
      RexNode value = RexSubQuery.scalar(column(subQuery.rel, i));
      comparisons.add(rex.makeCall(comparison, subQuery.getOperands().get(i), value));
    }
    return rex.ensureType(subQuery.getType(), RexUtil.composeConjunction(rex, comparisons), true);
  }

  private RelNode column(RelNode rel, int ordinal) {
    if (rel.getRowType().getFieldCount() == 1) {
      return rel;
    }
    return LogicalProject.create(
        rel,
        List.of(),
        List.of(rex.makeInputRef(rel, ordinal)),
        List.of(rel.getRowType().getFieldNames().get(ordinal)),
        Set.of());
  }
}

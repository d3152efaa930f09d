package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * Correlated joins of any form as plain joins: the right side is computed once for every different
 * row of the outer columns it uses, which are carried through it, and joined to the left side by
 * them (Neumann and Kemper, "Unnesting Arbitrary Queries", BTW 2015). It costs the left side twice;
 * so it is for what Calcite's decorrelation, which does without for equations, leaves.
 */
final class DependentJoins extends RelHomogeneousShuttle {
  private DependentJoins() {}

  /**
   * The same tree without correlated joins.
   *
   * @throws WeftException UNSUPPORTED_FEATURE for an operation that cannot be computed for many
   *     outer rows at once
   */
  static RelNode joined(RelNode tree) {
    return tree.accept(new DependentJoins());
  }

  /** Inner ones first: what they still say of rows further out stands in plain operations then. */
  @Override
  public RelNode visit(RelNode node) {
    RelNode below = super.visit(node);
    return below instanceof Correlate correlate ? joined(correlate) : below;
  }

  private static RelNode joined(Correlate correlate) {
    RelNode left = correlate.getLeft();
    RelNode right = correlate.getRight();
    List<Integer> used = OuterRow.columns(right, correlate.getCorrelationId());
    RexBuilder rex = correlate.getCluster().getRexBuilder();
    if (used.isEmpty()) {
      return LogicalJoin.create(
          left, right, List.of(), rex.makeLiteral(true), Set.of(), correlate.getJoinType());
    }
    Optional<RelNode> inRow = inRow(correlate);
    if (inRow.isPresent()) {
      return inRow.get();
    }
    if (!isDeterministic(left)) {
      throw refused("a correlated sub-query beside values that differ each time they are computed");
    }
    RelNode rows = OuterRowPush.push(right, domain(correlate, used));
    int width = left.getRowType().getFieldCount();
    List<RexNode> equal = new ArrayList<>();
    for (int i = 0; i < used.size(); i++) {
      int column = width + right.getRowType().getFieldCount() + i;
      RexNode outer = rex.makeInputRef(left, used.get(i));
      RexNode inner = rex.makeInputRef(outer.getType(), column);
      equal.add(OuterRow.same(rex, outer, inner));
    }
    JoinRelType type = correlate.getJoinType();
    RelNode join =
        LogicalJoin.create(
            left, rows, List.of(), RexUtil.composeConjunction(rex, equal), Set.of(), type);
    return type.projectsRight() ? OuterRow.as(join, correlate.getRowType()) : join;
  }

  /** What is computed from the outer row alone needs no join. */
  private static Optional<RelNode> inRow(Correlate correlate) {
    boolean isOneRow =
        (correlate.getJoinType() == JoinRelType.INNER
                || correlate.getJoinType() == JoinRelType.LEFT)
            && correlate.getRight() instanceof Project project
            && !project.containsOver()
            && project.getInput() instanceof Values values
            && values.getTuples().size() == 1
            && RelOptUtil.InputFinder.bits(project.getProjects(), null).isEmpty();
    if (!isOneRow) {
      return Optional.empty();
    }
    RelNode left = correlate.getLeft();
    RexBuilder rex = correlate.getCluster().getRexBuilder();
    Map<Integer, Integer> places = new LinkedHashMap<>();
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < left.getRowType().getFieldCount(); i++) {
      places.put(i, i);
      columns.add(rex.makeInputRef(left, i));
    }
    OuterRow row = new OuterRow(left, correlate.getCorrelationId(), places);
    for (RexNode column : ((Project) correlate.getRight()).getProjects()) {
      RelDataType type = correlate.getRowType().getFieldList().get(columns.size()).getType();
      columns.add(OuterRow.cast(rex, row.in(column, 0), type));
    }
    return Optional.of(
        LogicalProject.create(
            left, List.of(), columns, correlate.getRowType().getFieldNames(), Set.of()));
  }

  private static OuterRow domain(Correlate correlate, List<Integer> used) {
    RelNode left = correlate.getLeft();
    RexBuilder rex = correlate.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    Map<Integer, Integer> places = new LinkedHashMap<>();
    for (int column : used) {
      places.put(column, columns.size());
      names.add("outer" + columns.size());
      columns.add(rex.makeInputRef(left, column));
    }
    RelNode projected = LogicalProject.create(left, List.of(), columns, names, Set.of());
    RelNode distinct =
        LogicalAggregate.create(
            projected, List.of(), ImmutableBitSet.range(columns.size()), null, List.of());
    return new OuterRow(distinct, correlate.getCorrelationId(), places);
  }

  private static boolean isDeterministic(RelNode node) {
    boolean[] isVolatile = {false};
    node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            isVolatile[0] |= !call.getOperator().isDeterministic();
            return super.visitCall(call);
          }
        });
    return !isVolatile[0] && node.getInputs().stream().allMatch(DependentJoins::isDeterministic);
  }

  static WeftException refused(String what) {
    return WeftException.of(ErrorCode.UNSUPPORTED_FEATURE, what + " is not supported")
        .hint("write it as a join");
  }
}

package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * A sub-query taken apart.
 *
 * @param rel what does not depend on the outer query
 * @param columns the sub-query's columns over those of {@code rel}
 * @param correlated conjuncts over {@code rel} and the outer columns
 */
record UncorrelatedQuery(RelNode rel, List<RexNode> columns, List<RexNode> correlated) {

  /** When a row of a sub-query counts as equal to the operands of IN. */
  enum Match {
    /** When it is. */
    SURE,
    /** When it is or, because of a null, may be. */
    MAYBE
  }

  /**
   * The sub-query taken apart, if it can be.
   *
   * @param outer what stands for the row of the outer query
   */
  static Optional<UncorrelatedQuery> of(RelNode node, Set<CorrelationId> outer) {
    if (node instanceof Project project && !project.containsOver()) {
      return of(project.getInput(), outer).flatMap(input -> input.project(project, outer));
    }
    if (node instanceof Filter filter) {
      return of(filter.getInput(), outer).flatMap(input -> input.filter(filter, outer));
    }
    if (!RelOptUtil.getVariablesUsed(node).isEmpty()) {
      return Optional.empty();
    }
    RexBuilder rex = node.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < node.getRowType().getFieldCount(); i++) {
      columns.add(rex.makeInputRef(node, i));
    }
    return Optional.of(new UncorrelatedQuery(node, columns, List.of()));
  }

  private Optional<UncorrelatedQuery> project(Project project, Set<CorrelationId> outer) {
    List<RexNode> projected = new ArrayList<>();
    for (RexNode expression : project.getProjects()) {
      boolean isSimple = !SubQueries.isIn(expression) && dependsOnlyOn(expression, outer);
      if (!isSimple) {
        return Optional.empty();
      }
      projected.add(substitute(expression));
    }
    return Optional.of(new UncorrelatedQuery(rel, projected, correlated));
  }

  private Optional<UncorrelatedQuery> filter(Filter filter, Set<CorrelationId> outer) {
    List<RexNode> plain = new ArrayList<>();
    List<RexNode> dependent = new ArrayList<>(correlated);
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      boolean hasSubQuery = SubQueries.isIn(conjunct);
      boolean isFree =
          SubQueries.variables(conjunct).stream().allMatch(filter.getVariablesSet()::contains);
      if (hasSubQuery && !(isFree && columnsAreThoseOf(filter))) {
        return Optional.empty();
      }
      if (hasSubQuery || SubQueries.variables(conjunct).isEmpty()) {
        plain.add(substitute(conjunct));
      } else if (dependsOnlyOn(conjunct, outer)) {
        dependent.add(substitute(conjunct));
      } else {
        return Optional.empty();
      }
    }
    RelNode filtered = SubQueryUnnesting.filtered(rel, plain, filter.getVariablesSet());
    return Optional.of(new UncorrelatedQuery(filtered, columns, dependent));
  }

  /** True if a correlation with this filter's row still means the same row. */
  private boolean columnsAreThoseOf(Filter filter) {
    return rel == filter.getInput();
  }

  private RexNode substitute(RexNode expression) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef column) {
            return columns.get(column.getIndex());
          }
        });
  }

  private static boolean dependsOnlyOn(RexNode expression, Set<CorrelationId> outer) {
    return outer.containsAll(SubQueries.variables(expression));
  }

  /**
   * Which rows of the sub-query count, over the outer columns followed by those of {@link #rel}.
   *
   * @param subQuery EXISTS or IN
   */
  RexNode condition(
      RexSubQuery subQuery, RelNode outer, Set<CorrelationId> variables, Match match) {
    RexBuilder rex = outer.getCluster().getRexBuilder();
    List<RexNode> conditions = new ArrayList<>();
    for (RexNode conjunct : correlated) {
      conditions.add(joined(conjunct, outer, variables));
    }
    for (int i = 0; i < subQuery.getOperands().size(); i++) {
      RexNode operand = subQuery.getOperands().get(i);
      RexNode value = joined(columns.get(i), outer, variables);
      RexNode equal = rex.makeCall(SqlStdOperatorTable.EQUALS, operand, value);
      boolean mayBeUnknown = operand.getType().isNullable() || value.getType().isNullable();
      conditions.add(
          match == Match.MAYBE && mayBeUnknown
              ? rex.makeCall(SqlStdOperatorTable.IS_NOT_FALSE, equal)
              : equal);
    }
    return RexUtil.composeConjunction(rex, conditions);
  }

  /** True if whether a row is equal to the operands of IN may be unknown. */
  boolean mayBeUnknown(RexSubQuery subQuery) {
    for (int i = 0; i < subQuery.getOperands().size(); i++) {
      if (subQuery.getOperands().get(i).getType().isNullable()
          || columns.get(i).getType().isNullable()) {
        return true;
      }
    }
    return false;
  }

  /** An expression over {@link #rel} and the outer columns as one over a join: the outer first. */
  static RexNode joined(RexNode inner, RelNode outer, Set<CorrelationId> variables) {
    RexBuilder rex = outer.getCluster().getRexBuilder();
    int width = outer.getRowType().getFieldCount();
    return inner.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef column) {
            return rex.makeInputRef(column.getType(), column.getIndex() + width);
          }

          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            boolean isOuter =
                access.getReferenceExpr() instanceof RexCorrelVariable variable
                    && variables.contains(variable.id);
            return isOuter
                ? rex.makeInputRef(outer, access.getField().getIndex())
                : super.visitFieldAccess(access);
          }
        });
  }
}

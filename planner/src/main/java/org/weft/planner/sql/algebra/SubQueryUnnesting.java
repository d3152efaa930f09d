package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Turns [NOT] EXISTS and [NOT] IN among the conjuncts of a filter into semi and anti joins, with
 * the correlated conjuncts as join condition. What has another form is left to Calcite's
 * decorrelation, which would copy the outer query for these.
 */
final class SubQueryUnnesting extends RelHomogeneousShuttle {
  private SubQueryUnnesting() {}

  static RelNode unnest(RelNode tree) {
    return tree.accept(new SubQueryUnnesting());
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode below = super.visit(node);
    RelNode inner = below.accept(new Inner());
    return inner instanceof Filter filter ? unnest(filter) : inner;
  }

  /** Sub-queries of sub-queries first. */
  private static final class Inner extends RexShuttle {
    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      RexSubQuery operands = (RexSubQuery) super.visitSubQuery(subQuery);
      RelNode unnested = SubQueryUnnesting.unnest(operands.rel);
      return unnested == operands.rel ? operands : operands.clone(unnested);
    }
  }

  private static RelNode unnest(Filter filter) {
    List<RexNode> plain = new ArrayList<>();
    List<RexNode> left = new ArrayList<>();
    List<Candidate> candidates = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      Optional<Candidate> candidate = candidate(conjunct, filter);
      if (candidate.isPresent()) {
        candidates.add(candidate.get());
      } else if (SubQueries.isIn(conjunct)) {
        left.add(conjunct);
      } else {
        plain.add(conjunct);
      }
    }
    if (candidates.isEmpty()) {
      return filter;
    }
    RelNode result = filtered(filter.getInput(), plain, Set.of());
    for (Candidate candidate : candidates) {
      result =
          LogicalJoin.create(
              result,
              candidate.right(),
              List.of(),
              candidate.condition(),
              Set.of(),
              candidate.type());
    }
    return filtered(result, left, filter.getVariablesSet());
  }

  private static RelNode filtered(
      RelNode input, List<RexNode> conjuncts, Set<CorrelationId> variables) {
    if (conjuncts.isEmpty()) {
      return input;
    }
    RexNode condition = RexUtil.composeConjunction(input.getCluster().getRexBuilder(), conjuncts);
    return LogicalFilter.create(
        input, condition, com.google.common.collect.ImmutableSet.copyOf(variables));
  }

  /** A join to be made. */
  private record Candidate(RelNode right, RexNode condition, JoinRelType type) {}

  private static Optional<Candidate> candidate(RexNode conjunct, Filter filter) {
    boolean negated = conjunct.isA(SqlKind.NOT);
    RexNode node = negated ? ((RexCall) conjunct).getOperands().get(0) : conjunct;
    boolean isKnown =
        node instanceof RexSubQuery subQuery
            && (subQuery.getKind() == SqlKind.EXISTS || subQuery.getKind() == SqlKind.IN)
            && !SubQueries.isInAny(subQuery.getOperands());
    if (!isKnown) {
      return Optional.empty();
    }
    RexSubQuery subQuery = (RexSubQuery) node;
    Optional<Inside> inside = Inside.of(subQuery.rel, filter);
    if (inside.isEmpty()) {
      return Optional.empty();
    }
    RexBuilder rex = filter.getCluster().getRexBuilder();
    int width = filter.getInput().getRowType().getFieldCount();
    List<RexNode> conditions = new ArrayList<>();
    for (RexNode correlated : inside.get().correlated()) {
      conditions.add(joined(correlated, filter, width, rex));
    }
    for (int i = 0; i < subQuery.getOperands().size(); i++) {
      RexNode operand = subQuery.getOperands().get(i);
      RexNode value = joined(inside.get().columns().get(i), filter, width, rex);
      boolean mayBeUnknown = operand.getType().isNullable() || value.getType().isNullable();
      if (negated && mayBeUnknown) {
        return Optional.empty(); // NOT IN is unknown, not true, beside a null
      }
      conditions.add(rex.makeCall(SqlStdOperatorTable.EQUALS, operand, value));
    }
    return Optional.of(
        new Candidate(
            inside.get().rel(),
            RexUtil.composeConjunction(rex, conditions),
            negated ? JoinRelType.ANTI : JoinRelType.SEMI));
  }

  /** An inner expression over the columns of a join: outer columns first. */
  private static RexNode joined(RexNode inner, Filter filter, int width, RexBuilder rex) {
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
                    && filter.getVariablesSet().contains(variable.id);
            return isOuter
                ? rex.makeInputRef(filter.getInput(), access.getField().getIndex())
                : super.visitFieldAccess(access);
          }
        });
  }

  /**
   * A sub-query taken apart.
   *
   * @param rel what does not depend on the outer query
   * @param columns the sub-query's columns over those of {@code rel}
   * @param correlated conjuncts over {@code rel} and the outer columns
   */
  private record Inside(RelNode rel, List<RexNode> columns, List<RexNode> correlated) {

    static Optional<Inside> of(RelNode node, Filter outer) {
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
      return Optional.of(new Inside(node, columns, List.of()));
    }

    private Optional<Inside> project(Project project, Filter outer) {
      List<RexNode> projected = new ArrayList<>();
      for (RexNode expression : project.getProjects()) {
        boolean isSimple = !SubQueries.isIn(expression) && dependsOnlyOn(expression, outer);
        if (!isSimple) {
          return Optional.empty();
        }
        projected.add(substitute(expression));
      }
      return Optional.of(new Inside(rel, projected, correlated));
    }

    private Optional<Inside> filter(Filter filter, Filter outer) {
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
      RelNode filtered = filtered(rel, plain, filter.getVariablesSet());
      return Optional.of(new Inside(filtered, columns, dependent));
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

    private static boolean dependsOnlyOn(RexNode expression, Filter outer) {
      return outer.getVariablesSet().containsAll(SubQueries.variables(expression));
    }
  }
}

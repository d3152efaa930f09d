package org.weft.planner.sql.algebra;

import com.google.common.collect.ImmutableSet;
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
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Turns [NOT] EXISTS and [NOT] IN among the conjuncts of a filter into semi and anti joins, with
 * the correlated conjuncts as join condition, those elsewhere in filters and projections into mark
 * joins, and correlated aggregations in filters into joins with what is aggregated. What has
 * another form is left to Calcite's decorrelation, which would copy the outer query for these.
 */
final class SubQueryUnnesting extends RelHomogeneousShuttle {
  private SubQueryUnnesting() {}

  static RelNode unnest(RelNode tree) {
    return tree.accept(new SubQueryUnnesting());
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode below = super.visit(node);
    RelNode inner = below.accept(new InnerTrees(SubQueryUnnesting::unnest));
    if (inner instanceof Filter filter) {
      return unnest(filter);
    }
    return inner instanceof Project project ? unnest(project) : inner;
  }

  private static RelNode unnest(Filter filter) {
    List<RexNode> plain = new ArrayList<>();
    List<RexNode> others = new ArrayList<>();
    List<Candidate> candidates = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      Optional<Candidate> candidate = candidate(conjunct, filter);
      if (candidate.isPresent()) {
        candidates.add(candidate.get());
      } else if (SubQueries.isIn(conjunct)) {
        others.add(conjunct);
      } else {
        plain.add(conjunct);
      }
    }
    if (candidates.isEmpty() && others.isEmpty()) {
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
    CorrelatedAggregates aggregates = new CorrelatedAggregates(result, filter.getVariablesSet());
    List<RexNode> aggregated = others.stream().map(aggregates::value).toList();
    MarkedSubQueries marks = new MarkedSubQueries(aggregates.input(), filter.getVariablesSet());
    List<RexNode> marked = aggregated.stream().map(marks::condition).toList();
    Set<CorrelationId> left = SubQueries.isInAny(marked) ? filter.getVariablesSet() : Set.of();
    return firstColumns(filtered(marks.input(), marked, left), filter.getInput());
  }

  private static RelNode unnest(Project project) {
    if (project.getProjects().stream().noneMatch(SubQueries::isIn)) {
      return project;
    }
    MarkedSubQueries marks = new MarkedSubQueries(project.getInput(), project.getVariablesSet());
    List<RexNode> marked = project.getProjects().stream().map(marks::value).toList();
    return marks.input() == project.getInput()
        ? project
        : LogicalProject.create(
            marks.input(),
            project.getHints(),
            marked,
            project.getRowType().getFieldNames(),
            project.getVariablesSet());
  }

  /** Without the marks behind the columns that were there before. */
  private static RelNode firstColumns(RelNode node, RelNode before) {
    int count = before.getRowType().getFieldCount();
    if (node.getRowType().getFieldCount() == count) {
      return node;
    }
    RexBuilder rex = node.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      columns.add(rex.makeInputRef(node, i));
    }
    return LogicalProject.create(
        node, List.of(), columns, before.getRowType().getFieldNames(), Set.of());
  }

  static RelNode filtered(RelNode input, List<RexNode> conjuncts, Set<CorrelationId> variables) {
    if (conjuncts.isEmpty()) {
      return input;
    }
    RexBuilder rex = input.getCluster().getRexBuilder();
    RexNode condition =
        RexUtil.removeNullabilityCast(
            rex.getTypeFactory(), RexUtil.composeConjunction(rex, conjuncts));
    return LogicalFilter.create(input, condition, ImmutableSet.copyOf(variables));
  }

  /** A join to be made. */
  private record Candidate(RelNode right, RexNode condition, JoinRelType type) {}

  private static Optional<Candidate> candidate(RexNode conjunct, Filter filter) {
    boolean negated = conjunct.isA(SqlKind.NOT);
    RexNode node = negated ? ((RexCall) conjunct).getOperands().get(0) : conjunct;
    if (!(node instanceof RexSubQuery subQuery) || !MarkedSubQueries.isKnown(subQuery)) {
      return Optional.empty();
    }
    return UncorrelatedQuery.of(subQuery.rel, filter.getVariablesSet())
        .map(
            query ->
                new Candidate(
                    query.rel(),
                    query.condition(
                        subQuery,
                        filter.getInput(),
                        filter.getVariablesSet(),
                        negated ? UncorrelatedQuery.Match.MAYBE : UncorrelatedQuery.Match.SURE),
                    negated ? JoinRelType.ANTI : JoinRelType.SEMI));
  }
}

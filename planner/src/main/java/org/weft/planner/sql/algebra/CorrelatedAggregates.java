package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * {@code x < (SELECT f(SUM(y)) FROM … WHERE k = outer.k)}: the aggregation of all rows by {@code k}
 * is joined to the outer rows, and what is computed from its results is computed above, so that a
 * group without rows gives what SQL says: null, or 0 for a count.
 *
 * <p>Calcite's decorrelation comes to the same trees for these; it was a seventh of the planning of
 * TPC-H Q2, and more in a fresh process, whose first such query loads all of Calcite's rules. What
 * has another form is left to it.
 */
final class CorrelatedAggregates {
  private final Set<CorrelationId> variables;
  private final RexBuilder rex;
  private RelNode input;

  /**
   * @param input what the expressions stand over
   * @param variables what stands for its row in the sub-queries
   */
  CorrelatedAggregates(RelNode input, Set<CorrelationId> variables) {
    this.input = input;
    this.variables = variables;
    this.rex = input.getCluster().getRexBuilder();
  }

  /** The input with the results of aggregations behind its columns. */
  RelNode input() {
    return input;
  }

  /** An expression over {@link #input} with such sub-queries replaced. */
  RexNode value(RexNode expression) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery subQuery) {
            return subQuery.getKind() == SqlKind.SCALAR_QUERY
                ? aggregated(subQuery).orElse(subQuery)
                : subQuery;
          }
        });
  }

  /** A key of the aggregation and what it is equal to in the outer row. */
  private record Key(RexNode inner, RexNode outer) {}

  private Optional<RexNode> aggregated(RexSubQuery subQuery) {
    List<Project> above = new ArrayList<>();
    RelNode node = subQuery.rel;
    while (node instanceof Project project && isPlain(project)) {
      above.add(0, project);
      node = project.getInput();
    }
    boolean fits =
        node instanceof Aggregate aggregate
            && aggregate.getGroupType() == Aggregate.Group.SIMPLE
            && aggregate.getGroupCount() == 0
            && aggregate.getAggCallList().stream().allMatch(CorrelatedAggregates::isKnown)
            && RelOptUtil.getVariablesUsed(input).isEmpty();
    if (!fits) {
      return Optional.empty();
    }
    Aggregate aggregate = (Aggregate) node;
    UncorrelatedQuery rows =
        UncorrelatedQuery.of(aggregate.getInput(), variables)
            .filter(query -> !query.correlated().isEmpty())
            .filter(query -> query.columns().stream().allMatch(CorrelatedAggregates::isInner))
            .orElse(null);
    Optional<List<Key>> keys = rows == null ? Optional.empty() : keys(rows);
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    List<RexNode> results = join(aggregate, rows, keys.get());
    for (Project project : above) {
      results = substituted(project.getProjects(), results);
    }
    return Optional.of(rex.ensureType(subQuery.getType(), results.get(0), true));
  }

  private static boolean isPlain(Project project) {
    return !project.containsOver()
        && project.getProjects().stream()
            .allMatch(expression -> isInner(expression) && !SubQueries.isIn(expression));
  }

  private static boolean isInner(RexNode expression) {
    return SubQueries.variables(expression).isEmpty();
  }

  /** Null without rows, or a count. */
  private static boolean isKnown(AggregateCall call) {
    boolean isStandard =
        switch (call.getAggregation().getKind()) {
          case SUM, MIN, MAX, AVG, COUNT -> true;
          default -> false;
        };
    return isStandard
        && call.rexList.isEmpty()
        && call.distinctKeys == null
        && call.getCollation().getFieldCollations().isEmpty();
  }

  /** The keys, if every condition on the outer row is an equality with something inside. */
  private Optional<List<Key>> keys(UncorrelatedQuery rows) {
    List<Key> keys = new ArrayList<>();
    for (RexNode conjunct : rows.correlated()) {
      if (!conjunct.isA(SqlKind.EQUALS)) {
        return Optional.empty();
      }
      RexNode left = ((RexCall) conjunct).getOperands().get(0);
      RexNode right = ((RexCall) conjunct).getOperands().get(1);
      if (isOuter(right) && isKey(left)) {
        keys.add(new Key(left, right));
      } else if (isOuter(left) && isKey(right)) {
        keys.add(new Key(right, left));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(keys);
  }

  private static boolean isOuter(RexNode expression) {
    return !isInner(expression)
        && !SubQueries.isIn(expression)
        && RelOptUtil.InputFinder.bits(expression).isEmpty();
  }

  /** True for values that are in one group if and only if they are equal, which floats are not. */
  private static boolean isKey(RexNode expression) {
    RelDataType type = expression.getType();
    return isInner(expression)
        && !SubQueries.isIn(expression)
        && RexUtil.isDeterministic(expression)
        && (SqlTypeUtil.isExactNumeric(type)
            || SqlTypeUtil.isCharacter(type)
            || SqlTypeUtil.isBoolean(type)
            || SqlTypeUtil.isDatetime(type));
  }

  /** Puts the aggregation behind the input; gives its results as columns of both. */
  private List<RexNode> join(Aggregate aggregate, UncorrelatedQuery rows, List<Key> keys) {
    RelNode grouped = grouped(aggregate, rows, keys);
    int width = input.getRowType().getFieldCount();
    List<RexNode> conditions = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      RelDataType type = grouped.getRowType().getFieldList().get(i).getType();
      RexNode key = rex.makeInputRef(type, width + i);
      conditions.add(
          rex.makeCall(
              SqlStdOperatorTable.EQUALS,
              UncorrelatedQuery.joined(keys.get(i).outer(), input, variables),
              key));
    }
    input =
        LogicalJoin.create(
            input,
            grouped,
            List.of(),
            RexUtil.composeConjunction(rex, conditions),
            Set.of(),
            JoinRelType.LEFT);
    List<RexNode> results = new ArrayList<>();
    for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
      RexNode result = rex.makeInputRef(input, width + keys.size() + i);
      AggregateCall call = aggregate.getAggCallList().get(i);
      if (call.getAggregation().getKind() == SqlKind.COUNT) {
        result =
            rex.makeCall(
                SqlStdOperatorTable.CASE,
                rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, result),
                result,
                rex.makeZeroLiteral(call.getType()));
      }
      results.add(rex.ensureType(call.getType(), result, true));
    }
    return results;
  }

  private RelNode grouped(Aggregate aggregate, UncorrelatedQuery rows, List<Key> keys) {
    List<RexNode> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> below = rows.rel().getRowType().getFieldNames();
    for (Key key : keys) {
      columns.add(key.inner());
      names.add(key.inner() instanceof RexInputRef column ? below.get(column.getIndex()) : null);
    }
    columns.addAll(rows.columns());
    names.addAll(aggregate.getInput().getRowType().getFieldNames());
    RelNode projected =
        LogicalProject.create(
            rows.rel(), List.of(), columns, SqlValidatorUtil.uniquify(names, true), Set.of());
    List<AggregateCall> calls =
        aggregate.getAggCallList().stream()
            .map(call -> shifted(call, keys.size(), projected))
            .toList();
    return LogicalAggregate.create(
        projected, List.of(), ImmutableBitSet.range(keys.size()), null, calls);
  }

  private static AggregateCall shifted(AggregateCall call, int by, RelNode input) {
    AggregateCall moved =
        call.withArgList(call.getArgList().stream().map(argument -> argument + by).toList())
            .withFilter(call.hasFilter() ? call.filterArg + by : -1);
    return CallsOver.of(moved, by, input);
  }

  private static List<RexNode> substituted(List<RexNode> expressions, List<RexNode> columns) {
    RexShuttle shuttle =
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef column) {
            return columns.get(column.getIndex());
          }
        };
    return expressions.stream().map(expression -> expression.accept(shuttle)).toList();
  }
}

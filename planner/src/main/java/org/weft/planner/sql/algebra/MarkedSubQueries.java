package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Replaces EXISTS and IN inside expressions by columns of mark joins, which are put on top of the
 * expressions' input.
 */
final class MarkedSubQueries {
  private final Set<CorrelationId> variables;
  private final RexBuilder rex;
  private final RexShuttle values =
      new RexShuttle() {
        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
          return marked(subQuery).orElse(subQuery);
        }
      };
  private RelNode input;

  /**
   * @param input what the expressions stand over
   * @param variables what stands for its row in the sub-queries
   */
  MarkedSubQueries(RelNode input, Set<CorrelationId> variables) {
    this.input = input;
    this.variables = variables;
    this.rex = input.getCluster().getRexBuilder();
  }

  /** The input with the marks behind its columns. */
  RelNode input() {
    return input;
  }

  /** True for what can be replaced. */
  static boolean isKnown(RexSubQuery subQuery) {
    return (subQuery.getKind() == SqlKind.EXISTS || subQuery.getKind() == SqlKind.IN)
        && !SubQueries.isInAny(subQuery.getOperands());
  }

  /** An expression whose value matters. */
  RexNode value(RexNode expression) {
    return expression.accept(values);
  }

  /** A condition that is as good as false where it is unknown. */
  RexNode condition(RexNode condition) {
    if (condition.isA(SqlKind.AND) || condition.isA(SqlKind.OR)) {
      RexCall call = (RexCall) condition;
      List<RexNode> operands = call.getOperands().stream().map(this::condition).toList();
      return call.clone(call.getType(), operands);
    }
    if (condition instanceof RexSubQuery subQuery) {
      return mark(subQuery, UncorrelatedQuery.Match.SURE).orElse(condition);
    }
    if (condition.isA(SqlKind.NOT)
        && ((RexCall) condition).getOperands().get(0) instanceof RexSubQuery subQuery) {
      return mark(subQuery, UncorrelatedQuery.Match.MAYBE)
          .map(mark -> rex.makeCall(SqlStdOperatorTable.NOT, mark))
          .orElse(condition);
    }
    return value(condition);
  }

  /** The value of a sub-query: unknown if no row is equal but one may be. */
  private Optional<RexNode> marked(RexSubQuery subQuery) {
    Optional<RexNode> sure = mark(subQuery, UncorrelatedQuery.Match.SURE);
    if (sure.isEmpty()) {
      return sure;
    }
    RexNode value = sure.get();
    boolean mayBeUnknown =
        UncorrelatedQuery.of(subQuery.rel, variables).orElseThrow().mayBeUnknown(subQuery);
    if (mayBeUnknown) {
      RexNode maybe = mark(subQuery, UncorrelatedQuery.Match.MAYBE).orElseThrow();
      value =
          rex.makeCall(
              subQuery.getType(),
              SqlStdOperatorTable.CASE,
              List.of(
                  value,
                  rex.makeLiteral(true),
                  maybe,
                  rex.makeNullLiteral(rex.getTypeFactory().createSqlType(SqlTypeName.BOOLEAN)),
                  rex.makeLiteral(false)));
    }
    return Optional.of(rex.ensureType(subQuery.getType(), value, true));
  }

  /** A column that says whether a row of the sub-query counts; never null. */
  private Optional<RexNode> mark(RexSubQuery subQuery, UncorrelatedQuery.Match match) {
    if (!isKnown(subQuery) || !RelOptUtil.getVariablesUsed(input).isEmpty()) {
      return Optional.empty();
    }
    return UncorrelatedQuery.of(subQuery.rel, variables)
        .filter(query -> SubQueries.variables(operands(subQuery)).isEmpty())
        .map(
            query -> {
              RexNode condition = query.condition(subQuery, input, variables, match);
              input = new MarkJoin(input, query.rel(), condition);
              return rex.makeInputRef(input, input.getRowType().getFieldCount() - 1);
            });
  }

  private RexNode operands(RexSubQuery subQuery) {
    List<RexNode> operands = new ArrayList<>(subQuery.getOperands());
    operands.add(rex.makeLiteral(true));
    return rex.makeCall(SqlStdOperatorTable.ROW, operands);
  }
}

package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.rules.SubQueryRemoveRule;
import org.apache.calcite.rex.LogicVisitor;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.tools.RelBuilder;

/**
 * Sub-queries as joins, as Calcite's rules make them, but correlated with the node's own row only,
 * and not misled by the names of its input's columns.
 */
abstract class OwnRowSubQueries extends SubQueryRemoveRule {
  OwnRowSubQueries(Config config) {
    super(config);
  }

  /**
   * Expressions whose sub-queries stand as columns behind those of the builder's node.
   *
   * @param logic which truth values of the whole expressions are to be told apart
   * @param variables what stands for the node's own row
   * @param first the number of the first sub-query, which Calcite names its columns by
   */
  final List<RexNode> joined(
      RelBuilder builder,
      List<RexNode> expressions,
      RelOptUtil.Logic logic,
      Set<CorrelationId> variables,
      int first) {
    List<RexNode> joined = expressions;
    RexSubQuery next = RexUtil.SubQueryFinder.find(joined);
    for (int i = first; next != null; i++) {
      RexSubQuery subQuery = operandsFirst(next);
      anonymous(builder);
      RelOptUtil.Logic asked =
          subQuery.equals(next)
              ? LogicVisitor.find(logic, joined, subQuery)
              : RelOptUtil.Logic.TRUE_FALSE_UNKNOWN;
      Set<CorrelationId> own = RelOptUtil.getVariablesUsed(subQuery.rel);
      own.retainAll(variables);
      int width = builder.peek().getRowType().getFieldCount();
      RexNode value = apply(subQuery, own, asked, builder, 1, width, i);
      joined = replaced(joined, subQuery, value);
      next = RexUtil.SubQueryFinder.find(joined);
    }
    return joined;
  }

  /**
   * The sub-query, or one that is an operand of it: {@code (SELECT …) <> ALL (SELECT …)} is put in
   * many places of what it becomes, and with it what it holds.
   */
  private static RexSubQuery operandsFirst(RexSubQuery subQuery) {
    RexSubQuery operand = RexUtil.SubQueryFinder.find(subQuery.getOperands());
    return operand == null ? subQuery : operandsFirst(operand);
  }

  /** The rule looks for columns it makes by their names, which columns of the input may have. */
  private static void anonymous(RelBuilder builder) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < builder.peek().getRowType().getFieldCount(); i++) {
      names.add("$" + i);
    }
    builder.rename(names);
  }

  private static List<RexNode> replaced(
      List<RexNode> expressions, RexSubQuery subQuery, RexNode value) {
    return new RexShuttle() {
      @Override
      public RexNode visitSubQuery(RexSubQuery other) {
        return other.equals(subQuery) ? value : super.visitSubQuery(other);
      }
    }.apply(expressions);
  }
}

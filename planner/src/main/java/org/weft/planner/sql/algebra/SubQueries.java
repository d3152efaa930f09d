package org.weft.planner.sql.algebra;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Looks for sub-queries and correlations. */
final class SubQueries {
  private SubQueries() {}

  /** True if an expression contains a sub-query. */
  static boolean isIn(RexNode expression) {
    Finder finder = new Finder();
    expression.accept(finder);
    return finder.hasSubQuery;
  }

  static boolean isInAny(List<RexNode> expressions) {
    return expressions.stream().anyMatch(SubQueries::isIn);
  }

  /** True if a tree contains a sub-query or a correlated join. */
  static boolean isIn(RelNode tree) {
    if (tree instanceof Correlate) {
      return true;
    }
    Finder finder = new Finder();
    tree.accept(finder);
    return finder.hasSubQuery || tree.getInputs().stream().anyMatch(SubQueries::isIn);
  }

  /** The outer rows an expression refers to. */
  static Set<CorrelationId> variables(RexNode expression) {
    Finder finder = new Finder();
    expression.accept(finder);
    return finder.variables;
  }

  private static final class Finder extends RexShuttle {
    private final Set<CorrelationId> variables = new HashSet<>();
    private boolean hasSubQuery;

    @Override
    public RexNode visitCorrelVariable(RexCorrelVariable variable) {
      variables.add(variable.id);
      return variable;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      hasSubQuery = true;
      variables.addAll(RelOptUtil.getVariablesUsed(subQuery.rel));
      return super.visitSubQuery(subQuery);
    }
  }
}

package org.weft.planner.sql.algebra;

import org.apache.calcite.plan.hep.HepMatchOrder;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** Rids a tree of sub-queries: they become joins. */
public final class Decorrelation {
  private static final HepProgram TO_CORRELATE =
      HepProgram.builder()
          .addMatchOrder(HepMatchOrder.DEPTH_FIRST)
          .addRuleCollection(
              java.util.List.of(
                  CoreRules.FILTER_SUB_QUERY_TO_CORRELATE,
                  CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE,
                  CoreRules.JOIN_SUB_QUERY_TO_CORRELATE))
          .build();

  private Decorrelation() {}

  /** The same tree without sub-queries. */
  public static RelNode decorrelate(RelNode tree) {
    if (!hasSubQuery(tree)) {
      return tree;
    }
    RelNode correlated = Rules.apply(TO_CORRELATE, tree);
    RelNode result =
        RelDecorrelator.decorrelateQuery(
            correlated, RelFactories.LOGICAL_BUILDER.create(tree.getCluster(), null));
    if (hasSubQuery(result)) {
      throw WeftException.of(
              ErrorCode.UNSUPPORTED_FEATURE, "this form of correlated sub-query is not supported")
          .hint("write it as a join");
    }
    return result;
  }

  private static boolean hasSubQuery(RelNode tree) {
    if (tree instanceof Correlate || hasSubQueryInside(tree)) {
      return true;
    }
    return tree.getInputs().stream().anyMatch(Decorrelation::hasSubQuery);
  }

  private static boolean hasSubQueryInside(RelNode node) {
    boolean[] found = {false};
    node.accept(
        new org.apache.calcite.rex.RexShuttle() {
          @Override
          public org.apache.calcite.rex.RexNode visitSubQuery(RexSubQuery subQuery) {
            found[0] = true;
            return subQuery;
          }
        });
    return found[0];
  }
}

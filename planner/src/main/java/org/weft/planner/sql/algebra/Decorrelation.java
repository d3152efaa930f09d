package org.weft.planner.sql.algebra;

import org.apache.calcite.plan.hep.HepMatchOrder;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.rules.CoreRules;
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
    if (!SubQueries.isIn(tree)) {
      return tree;
    }
    RelNode unnested = SubQueryUnnesting.unnest(tree);
    if (!SubQueries.isIn(unnested)) {
      return unnested;
    }
    RelNode correlated = Rules.apply(TO_CORRELATE, unnested);
    RelNode result =
        RelDecorrelator.decorrelateQuery(
            correlated, RelFactories.LOGICAL_BUILDER.create(tree.getCluster(), null));
    if (SubQueries.isIn(result)) {
      throw WeftException.of(
              ErrorCode.UNSUPPORTED_FEATURE, "this form of correlated sub-query is not supported")
          .hint("write it as a join");
    }
    return result;
  }
}

package org.weft.planner.sql.algebra;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.rules.SubQueryRemoveRule;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** Rids a tree of sub-queries: they become joins. */
public final class Decorrelation {
  private static final RuleStep TO_CORRELATE =
      RuleStep.of(
          () ->
              List.of(
                  SubQueryRemoveRule.Config.FILTER.toRule(),
                  SubQueryRemoveRule.Config.PROJECT.toRule(),
                  SubQueryRemoveRule.Config.JOIN.toRule()));

  private Decorrelation() {}

  /** The same tree without sub-queries. */
  public static RelNode decorrelate(RelNode query) {
    RelNode tree = ListSubQueries.apply(Unnesting.apply(AsOfJoin.opaque(query)));
    if (!SubQueries.isIn(tree)) {
      return tree;
    }
    RelNode windows = CorrelatedWindows.partitioned(WindowOperands.lowered(tree));
    RelNode unnested = SubQueryUnnesting.unnest(SubQueryForms.plain(windows));
    if (!SubQueries.isIn(unnested)) {
      return unnested;
    }
    RelNode result = joined(LateralRows.kept(new Rewriting().apply(TO_CORRELATE, unnested)));
    if (SubQueries.isIn(result)) {
      throw WeftException.of(
              ErrorCode.UNSUPPORTED_FEATURE, "this form of correlated sub-query is not supported")
          .hint("write it as a join");
    }
    return result;
  }

  /** Correlated joins as joins; those below a mark join by themselves. */
  private static RelNode joined(RelNode correlated) {
    RelNode leaves = SealedTree.seal(OuterColumns.apart(correlated), Decorrelation::joined);
    RelNode sealed = HiddenConstants.hide(HiddenOrders.hide(leaves));
    RelNode joined =
        RelDecorrelator.decorrelateQuery(
            sealed, RelFactories.LOGICAL_BUILDER.create(sealed.getCluster(), null));
    return SealedTree.unseal(HiddenOrders.show(HiddenConstants.show(joined)));
  }
}

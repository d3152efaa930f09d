package org.weft.planner.sql.algebra;

import java.util.List;
import java.util.Optional;
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
                  new FilteredSubQueries(),
                  new ProjectedSubQueries(),
                  SubQueryRemoveRule.Config.JOIN.toRule()));

  private Decorrelation() {}

  /** The same tree without sub-queries. */
  public static RelNode decorrelate(RelNode query) {
    RelNode tree = ListSubQueries.apply(Unnesting.apply(AsOfJoin.opaque(query)));
    if (!SubQueries.isIn(tree)) {
      return tree;
    }
    RelNode arrays = ArraySubQueries.aggregated(tree);
    RelNode lowered = SubQueryForms.plain(JoinedSubQueries.lifted(WindowOperands.lowered(arrays)));
    return byEquations(lowered).orElseGet(() -> generally(lowered));
  }

  /** By Calcite's decorrelation, whose plans are the cheapest; nothing for what it can't do. */
  private static Optional<RelNode> byEquations(RelNode tree) {
    try {
      RelNode unnested = SubQueryUnnesting.unnest(CorrelatedWindows.partitioned(tree));
      if (!SubQueries.isIn(unnested)) {
        return Optional.of(unnested);
      }
      RelNode correlated = new Rewriting().apply(TO_CORRELATE, unnested);
      return Equations.suffice(correlated)
          ? Optional.of(joined(LateralRows.kept(correlated)))
              .filter(plain -> !SubQueries.isIn(plain))
          : Optional.empty();
    } catch (RuntimeException | AssertionError e) {
      return Optional.empty(); // it is known to fail on rare shapes
    }
  }

  private static RelNode generally(RelNode tree) {
    RelNode correlated = new Rewriting().apply(TO_CORRELATE, SubQueryUnnesting.unnest(tree));
    RelNode result = DependentJoins.joined(correlated);
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
    RelNode sealed = HiddenConditions.hide(HiddenConstants.hide(HiddenOrders.hide(leaves)));
    RelNode joined =
        RelDecorrelator.decorrelateQuery(
            sealed, RelFactories.LOGICAL_BUILDER.create(sealed.getCluster(), null));
    return SealedTree.unseal(
        HiddenOrders.show(HiddenConstants.show(HiddenConditions.show(joined))));
  }
}

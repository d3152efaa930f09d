package org.weft.planner.sql.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.rules.FilterMergeRule;
import org.apache.calcite.tools.RelBuilder;
import org.junit.jupiter.api.Test;
import org.weft.planner.sql.optimize.PlanningCluster;

/** Steps of rules over trees of filters. */
final class RewritingTest {
  private final RelBuilder builder =
      RelFactories.LOGICAL_BUILDER.create(PlanningCluster.create(), null);

  /** A rule that does something to every filter. */
  private static final class FilterRule extends RelOptRule {
    private final List<RelNode> seen = new ArrayList<>();
    private final UnaryOperator<RelNode> work;

    FilterRule(UnaryOperator<RelNode> work) {
      super(operand(Filter.class, any()), "filters");
      this.work = work;
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
      seen.add(call.rel(0));
      call.transformTo(work.apply(call.rel(0)));
    }
  }

  private RelNode filters(int bound) {
    RelNode values = builder.values(new String[] {"a"}, 1, 2, 3).build();
    return above(above(values, bound), bound + 1);
  }

  private Filter above(RelNode node, int bound) {
    builder.push(node);
    return LogicalFilter.create(
        node, builder.greaterThan(builder.field(0), builder.literal(bound)));
  }

  private static RuleStep step(RelOptRule... rules) {
    return RuleStep.of(() -> List.of(rules));
  }

  @Test
  void mergesUntilNothingChanges() {
    RelNode tree = new Rewriting().apply(step(FilterMergeRule.Config.DEFAULT.toRule()), filters(5));
    assertThat(tree).isInstanceOf(Filter.class);
    assertThat(tree.getInput(0)).isNotInstanceOf(Filter.class);
  }

  @Test
  void aRuleThatFailsLeavesTheOthersTheirWork() {
    RuleStep step =
        step(
            new FilterRule(
                filter -> {
                  throw new IllegalStateException("as rules do");
                }),
            FilterMergeRule.Config.DEFAULT.toRule());
    RelNode tree = new Rewriting().attempt(step, filters(5));
    assertThat(tree.getInput(0)).isNotInstanceOf(Filter.class);
    assertThatThrownBy(() -> new Rewriting().apply(step, filters(5)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatDidNotChangeIsTheSameAndNotLookedAtAgain() {
    FilterRule rule = new FilterRule(filter -> filter);
    RuleStep step = step(rule);
    Rewriting rewriting = new Rewriting();
    RelNode tree = filters(5);
    assertThat(rewriting.apply(step, tree)).isSameAs(tree);
    Filter higher = above(tree, 9);
    assertThat(rewriting.apply(step, higher)).isSameAs(higher);
    assertThat(rule.seen).containsExactly(tree, tree.getInput(0), higher);
  }

  @Test
  void lateRulesSeeWhatIsAtRest() {
    FilterRule late = new FilterRule(filter -> filter);
    RuleStep step = step(FilterMergeRule.Config.DEFAULT.toRule()).andThen(() -> List.of(late));
    RelNode tree = new Rewriting().apply(step, filters(5));
    assertThat(late.seen).containsExactly(tree);
  }

  @Test
  void rulesThatUndoEachOtherEnd() {
    FilterRule flip =
        new FilterRule(
            filter ->
                above(
                    filter.getInput(0),
                    ((Filter) filter).getCondition().toString().contains("7") ? 8 : 7));
    RelNode tree = new Rewriting().attempt(step(flip), filters(5));
    assertThat(tree.getRowType().getFieldNames()).containsExactly("a");
  }
}

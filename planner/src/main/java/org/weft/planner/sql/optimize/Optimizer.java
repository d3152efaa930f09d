package org.weft.planner.sql.optimize;

import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.rules.AggregateExpandDistinctAggregatesRule;
import org.apache.calcite.rel.rules.AggregateProjectMergeRule;
import org.apache.calcite.rel.rules.AggregateRemoveRule;
import org.apache.calcite.rel.rules.ExpandDisjunctionForJoinInputsRule;
import org.apache.calcite.rel.rules.FilterAggregateTransposeRule;
import org.apache.calcite.rel.rules.FilterJoinRule.FilterIntoJoinRule.FilterIntoJoinRuleConfig;
import org.apache.calcite.rel.rules.FilterJoinRule.JoinConditionPushRule.JoinConditionPushRuleConfig;
import org.apache.calcite.rel.rules.FilterMergeRule;
import org.apache.calcite.rel.rules.FilterProjectTransposeRule;
import org.apache.calcite.rel.rules.FilterSetOpTransposeRule;
import org.apache.calcite.rel.rules.FilterSortTransposeRule;
import org.apache.calcite.rel.rules.IntersectToSemiJoinRule;
import org.apache.calcite.rel.rules.JoinPushExpressionsRule;
import org.apache.calcite.rel.rules.MinusToAntiJoinRule;
import org.apache.calcite.rel.rules.ProjectMergeRule;
import org.apache.calcite.rel.rules.ProjectRemoveRule;
import org.apache.calcite.rel.rules.PruneEmptyRules;
import org.apache.calcite.rel.rules.ReduceExpressionsRule.FilterReduceExpressionsRule.FilterReduceExpressionsRuleConfig;
import org.apache.calcite.rel.rules.ReduceExpressionsRule.JoinReduceExpressionsRule.JoinReduceExpressionsRuleConfig;
import org.apache.calcite.rel.rules.ReduceExpressionsRule.ProjectReduceExpressionsRule.ProjectReduceExpressionsRuleConfig;
import org.apache.calcite.rel.rules.SemiJoinRule.JoinToSemiJoinRule.JoinToSemiJoinRuleConfig;
import org.apache.calcite.rel.rules.SemiJoinRule.ProjectToSemiJoinRule.ProjectToSemiJoinRuleConfig;
import org.apache.calcite.rel.rules.SortRemoveConstantKeysRule;
import org.apache.calcite.rel.rules.UnionMergeRule;
import org.apache.calcite.rel.rules.UnionToDistinctRule;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.setting.Settings;
import org.weft.planner.sql.algebra.BagOperations;
import org.weft.planner.sql.algebra.Decorrelation;
import org.weft.planner.sql.algebra.Rewriting;
import org.weft.planner.sql.algebra.RuleStep;
import org.weft.planner.sql.algebra.SortableKeys;
import org.weft.planner.sql.validate.LibraryAggregate;

/**
 * The steps from a query as written to one that is cheap to run:
 *
 * <ol>
 *   <li>sub-queries become joins
 *   <li>what all alternatives of an OR have in common is taken out of it, what they say of one
 *       table is said to that table too
 *   <li>what is aggregated once to be read with different filters is taken apart, and goes through
 *       these steps by itself
 *   <li>filters move down, constants are computed, projections melt into each other
 *   <li>constants travel along equal columns
 *   <li>set operations and aggregates take the forms there are operators for; joins that only ask
 *       whether there is a match become semi-joins
 *   <li>columns that nobody uses go
 *   <li>joins get their order, and outer joins whose null rows nobody wants become inner ones
 *   <li>filters move down once more, and what became unused goes
 * </ol>
 */
public final class Optimizer {
  private static final RuleStep PUSH =
      RuleStep.of(
          () ->
              List.of(
                  FilterMergeRule.Config.DEFAULT.toRule(),
                  FilterProjectTransposeRule.Config.DEFAULT.toRule(),
                  FilterIntoJoinRuleConfig.DEFAULT.toRule(),
                  JoinConditionPushRuleConfig.DEFAULT.toRule(),
                  groupFilters(),
                  FilterSetOpTransposeRule.Config.DEFAULT.toRule(),
                  FilterSortTransposeRule.Config.DEFAULT.toRule(),
                  new FilterUnnestRule(),
                  ProjectMergeRule.Config.DEFAULT.toRule(),
                  ProjectRemoveRule.Config.DEFAULT.toRule(),
                  UnionMergeRule.Config.DEFAULT.toRule(),
                  JoinPushExpressionsRule.Config.DEFAULT.toRule(),
                  PruneEmptyRules.FILTER_INSTANCE,
                  PruneEmptyRules.PROJECT_INSTANCE,
                  PruneEmptyRules.SORT_INSTANCE,
                  pruneEmptyAggregates(),
                  PruneEmptyRules.JOIN_LEFT_INSTANCE,
                  PruneEmptyRules.JOIN_RIGHT_INSTANCE,
                  PruneEmptyRules.UNION_INSTANCE));

  /** Filters down, with expressions made simpler by what is known of the rows. */
  private static final RuleStep PUSH_AND_REDUCE =
      PUSH.andThen(
          () ->
              List.of(
                  FilterReduceExpressionsRuleConfig.DEFAULT.toRule(),
                  ProjectReduceExpressionsRuleConfig.DEFAULT.toRule(),
                  JoinReduceExpressionsRuleConfig.DEFAULT.toRule()));

  private static final RuleStep DISJUNCTIONS =
      RuleStep.of(
          () ->
              List.of(
                  ExpandDisjunctionForJoinInputsRule.Config.FILTER.toRule(),
                  ExpandDisjunctionForJoinInputsRule.Config.JOIN.toRule()));

  private static final RuleStep TRANSITIVE = RuleStep.of(() -> List.of(new TransitiveFilters()));

  private static final RuleStep SET_OPERATIONS =
      RuleStep.of(
          () ->
              List.of(
                  UnionToDistinctRule.Config.DEFAULT.toRule(),
                  IntersectToSemiJoinRule.Config.DEFAULT.toRule(),
                  MinusToAntiJoinRule.Config.DEFAULT.toRule()));

  private static final RuleStep AGGREGATES =
      RuleStep.of(
          () ->
              List.of(
                  AggregateProjectMergeRule.Config.DEFAULT.toRule(),
                  AggregateRemoveRule.Config.DEFAULT.toRule()));

  private static final RuleStep DISTINCT_AGGREGATES =
      RuleStep.of(
          () ->
              List.of(
                  AggregateExpandDistinctAggregatesRule.Config.JOIN
                      .withOperandSupplier(
                          b ->
                              b.operand(LogicalAggregate.class)
                                  .predicate(Optimizer::isStandard)
                                  .anyInputs())
                      .as(AggregateExpandDistinctAggregatesRule.Config.class)
                      .toRule()));

  private static final RuleStep SEMI_JOINS =
      RuleStep.of(
          () ->
              List.of(
                  ProjectToSemiJoinRuleConfig.DEFAULT.toRule(),
                  JoinToSemiJoinRuleConfig.DEFAULT.toRule()));

  private static final RuleStep TIDY =
      RuleStep.of(
          () ->
              List.of(
                  ProjectMergeRule.Config.DEFAULT.toRule(),
                  ProjectRemoveRule.Config.DEFAULT.toRule()));

  private static final RuleStep TIDY_KEYS =
      TIDY.andThen(() -> List.of(SortRemoveConstantKeysRule.Config.DEFAULT.toRule()));

  private final Rewriting rewriting = new Rewriting();
  private final Settings settings;
  private final IntSupplier numbers;

  private Optimizer(Settings settings, IntSupplier numbers) {
    this.settings = settings;
    this.numbers = numbers;
  }

  /**
   * The optimised tree of a query.
   *
   * @param numbers gives numbers that no other rows of the planning have
   */
  public static RelNode optimize(RelNode query, Settings settings, IntSupplier numbers) {
    RelNode tree = BagOperations.onSets(Decorrelation.decorrelate(query));
    tree = DayComparisons.simplify(tree);
    Shape shape = Shape.of(tree);
    if (shape.hasFilteredAggregates()) {
      tree = FilteredArguments.guard(tree);
    }
    return new Optimizer(settings, numbers).optimized(tree, shape);
  }

  private RelNode optimized(RelNode tree, Shape shape) {
    RelNode factored = shape.hasDisjunctions() ? CommonFactors.pull(tree) : tree;
    UnaryOperator<RelNode> push = part -> pushed(part, shape);
    Optional<CommonQueries.Found> common =
        shape.hasAggregates() && shape.hasFilters()
            ? CommonQueries.in(factored, push)
            : Optional.empty();
    if (common.isEmpty()) {
      return finished(pushed(factored, shape), shape);
    }
    common
        .get()
        .rows()
        .forEach(
            (source, rows) -> source.compute(numbers.getAsInt(), optimized(rows, Shape.of(rows))));
    return finished(common.get().tree(), shape);
  }

  private RelNode pushed(RelNode query, Shape shape) {
    RelNode tree = rewriting.attempt(PUSH_AND_REDUCE, query);
    RelNode pushed = WindowFilters.pushed(MarkFilters.pushed(tree));
    if (pushed != tree) {
      tree = rewriting.attempt(PUSH_AND_REDUCE, pushed);
    }
    if (shape.hasJoins() && shape.hasDisjunctions()) {
      tree = rewriting.attempt(PUSH_AND_REDUCE, rewriting.attempt(DISJUNCTIONS, tree));
    }
    if (shape.hasJoins()) {
      tree = rewriting.attempt(PUSH_AND_REDUCE, rewriting.attempt(TRANSITIVE, tree));
    }
    return tree;
  }

  private RelNode finished(RelNode query, Shape shape) {
    RelNode tree = query;
    if (shape.hasSetOperations()) {
      tree = rewriting.apply(SET_OPERATIONS, tree);
    }
    if (shape.hasAggregates()) {
      tree = rewriting.attempt(AGGREGATES, tree);
    }
    if (shape.hasDistinctAggregates()) {
      tree = rewriting.apply(DISTINCT_AGGREGATES, MeanSplit.split(tree));
    }
    if (shape.hasJoins()) {
      tree = rewriting.attempt(SEMI_JOINS, tree);
    }
    tree = trim(rewriting.attempt(TIDY_KEYS, tree));
    if (shape.hasJoins() && !settings.get(KnownSettings.DISABLE_JOIN_REORDERING)) {
      tree = trim(rewriting.attempt(TIDY, rewriting.attempt(PUSH, JoinOrder.reorder(tree))));
    }
    return SortableKeys.make(tree);
  }

  /**
   * What is asked of keys is asked of rows; not what comes by chance, which is asked once for each
   * group, and nothing over a grouping set without keys, which gives a row over no rows too.
   */
  private static RelOptRule groupFilters() {
    return FilterAggregateTransposeRule.Config.DEFAULT
        .withOperandSupplier(
            b ->
                b.operand(Filter.class)
                    .predicate(filter -> RexUtil.isDeterministic(filter.getCondition()))
                    .oneInput(
                        input ->
                            input
                                .operand(Aggregate.class)
                                .predicate(Optimizer::hasKeysEverywhere)
                                .anyInputs()))
        .as(FilterAggregateTransposeRule.Config.class)
        .toRule();
  }

  private static boolean hasKeysEverywhere(Aggregate aggregate) {
    return aggregate.getGroupSets().stream().noneMatch(ImmutableBitSet::isEmpty);
  }

  /** Calcite's would also prune the total of all rows, one of several grouping sets. */
  private static RelOptRule pruneEmptyAggregates() {
    return ((PruneEmptyRules.RemoveEmptySingleRule) PruneEmptyRules.AGGREGATE_INSTANCE)
        .config
        .withOperandSupplier(
            b ->
                b.operand(Aggregate.class)
                    .predicate(aggregate -> !aggregate.hasEmptyGroup())
                    .oneInput(
                        input -> input.operand(Values.class).predicate(Values::isEmpty).noInputs()))
        .toRule();
  }

  /** The rule knows the standard's aggregates of one column; the others are done in our plans. */
  private static boolean isStandard(Aggregate aggregate) {
    return aggregate.getAggCallList().stream()
        .allMatch(
            call ->
                call.getArgList().size() <= 1
                    && call.getCollation().getFieldCollations().isEmpty()
                    && !(call.getAggregation() instanceof LibraryAggregate));
  }

  private static RelNode trim(RelNode tree) {
    return ColumnTrimmer.trimmed(tree);
  }
}

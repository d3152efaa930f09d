package org.weft.planner.sql.optimize;

import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.PruneEmptyRules;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.setting.Settings;
import org.weft.planner.sql.algebra.Decorrelation;
import org.weft.planner.sql.algebra.Rules;

/**
 * The steps from a query as written to one that is cheap to run:
 *
 * <ol>
 *   <li>sub-queries become joins
 *   <li>what all alternatives of an OR have in common is taken out of it, what they say of one
 *       table is said to that table too
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
  private static final List<RelOptRule> PUSH_RULES =
      List.of(
          CoreRules.FILTER_MERGE,
          CoreRules.FILTER_PROJECT_TRANSPOSE,
          CoreRules.FILTER_INTO_JOIN,
          CoreRules.JOIN_CONDITION_PUSH,
          CoreRules.FILTER_AGGREGATE_TRANSPOSE,
          CoreRules.FILTER_SET_OP_TRANSPOSE,
          CoreRules.FILTER_SORT_TRANSPOSE,
          CoreRules.PROJECT_MERGE,
          CoreRules.PROJECT_REMOVE,
          CoreRules.UNION_MERGE,
          CoreRules.JOIN_PUSH_EXPRESSIONS,
          CoreRules.FILTER_REDUCE_EXPRESSIONS,
          CoreRules.PROJECT_REDUCE_EXPRESSIONS,
          CoreRules.JOIN_REDUCE_EXPRESSIONS,
          PruneEmptyRules.FILTER_INSTANCE,
          PruneEmptyRules.PROJECT_INSTANCE,
          PruneEmptyRules.SORT_INSTANCE,
          PruneEmptyRules.AGGREGATE_INSTANCE,
          PruneEmptyRules.JOIN_LEFT_INSTANCE,
          PruneEmptyRules.JOIN_RIGHT_INSTANCE,
          PruneEmptyRules.UNION_INSTANCE);

  private static final HepProgram PUSH = HepProgram.builder().addRuleCollection(PUSH_RULES).build();

  private static final HepProgram DISJUNCTIONS =
      HepProgram.builder()
          .addRuleCollection(
              List.of(
                  CoreRules.EXPAND_FILTER_DISJUNCTION_LOCAL,
                  CoreRules.EXPAND_JOIN_DISJUNCTION_LOCAL))
          .build();

  private static final HepProgram TRANSITIVE =
      HepProgram.builder().addRuleInstance(CoreRules.JOIN_PUSH_TRANSITIVE_PREDICATES).build();

  private static final HepProgram FORMS =
      HepProgram.builder()
          .addRuleCollection(
              List.of(
                  CoreRules.UNION_TO_DISTINCT,
                  CoreRules.INTERSECT_TO_SEMI_JOIN,
                  CoreRules.MINUS_TO_ANTI_JOIN,
                  CoreRules.AGGREGATE_PROJECT_MERGE,
                  CoreRules.AGGREGATE_REMOVE,
                  CoreRules.SORT_REMOVE_CONSTANT_KEYS,
                  CoreRules.PROJECT_MERGE,
                  CoreRules.PROJECT_REMOVE))
          .build();

  private static final HepProgram SEMI_JOINS =
      HepProgram.builder()
          .addRuleCollection(List.of(CoreRules.PROJECT_TO_SEMI_JOIN, CoreRules.JOIN_TO_SEMI_JOIN))
          .build();

  private static final HepProgram DISTINCT_AGGREGATES =
      HepProgram.builder()
          .addRuleInstance(CoreRules.AGGREGATE_EXPAND_DISTINCT_AGGREGATES_TO_JOIN)
          .build();

  private static final HepProgram TIDY =
      HepProgram.builder()
          .addRuleCollection(List.of(CoreRules.PROJECT_MERGE, CoreRules.PROJECT_REMOVE))
          .build();

  private Optimizer() {}

  /** The optimised tree of a query. */
  public static RelNode optimize(RelNode query, Settings settings) {
    RelNode tree = Decorrelation.decorrelate(query);
    Shape shape = Shape.of(tree);
    if (shape.hasDisjunctions()) {
      tree = CommonFactors.pull(tree);
    }
    tree = Rules.apply(PUSH, tree);
    if (shape.hasJoins() && shape.hasDisjunctions()) {
      tree = Rules.apply(PUSH, Rules.apply(DISJUNCTIONS, tree));
    }
    if (shape.hasJoins()) {
      tree = Rules.apply(PUSH, Rules.apply(TRANSITIVE, tree));
    }
    tree = Rules.apply(FORMS, tree);
    if (shape.hasDistinctAggregates()) {
      tree = Rules.apply(DISTINCT_AGGREGATES, MeanSplit.split(tree));
    }
    if (shape.hasJoins()) {
      tree = Rules.apply(SEMI_JOINS, tree);
    }
    tree = trim(tree);
    boolean reorders = !settings.get(KnownSettings.DISABLE_JOIN_REORDERING);
    if (shape.hasJoins() && reorders) {
      tree = Rules.apply(PUSH, JoinOrder.reorder(tree));
      tree = trim(Rules.apply(TIDY, tree));
    }
    return tree;
  }

  private static RelNode trim(RelNode tree) {
    RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(tree.getCluster(), null);
    return new RelFieldTrimmer(null, builder).trim(tree);
  }
}

package org.weft.planner.sql.optimize;

import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;
import org.weft.planner.setting.Settings;
import org.weft.planner.sql.algebra.Decorrelation;
import org.weft.planner.sql.algebra.Rules;

/** The steps from a query as written to one that is cheap to run. */
public final class Optimizer {
  private static final List<RelOptRule> PUSH =
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
          CoreRules.JOIN_REDUCE_EXPRESSIONS);

  private static final HepProgram PUSH_PROGRAM =
      HepProgram.builder().addRuleCollection(PUSH).build();

  private Optimizer() {}

  /** The optimised tree of a query. */
  public static RelNode optimize(RelNode tree, Settings settings) {
    RelNode result = Decorrelation.decorrelate(tree);
    result = Rules.apply(PUSH_PROGRAM, result);
    result = trim(result);
    return result;
  }

  private static RelNode trim(RelNode tree) {
    RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(tree.getCluster(), null);
    return new RelFieldTrimmer(null, builder).trim(tree);
  }
}

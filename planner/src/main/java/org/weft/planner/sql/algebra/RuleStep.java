package org.weft.planner.sql.algebra;

import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCostImpl;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;

/**
 * Rewriting rules that are applied together until none of them changes anything.
 *
 * <p>The rules are made at the step's first use: their classes are a good part of what a fresh
 * process loads for its first query. For the same reason rules are taken from their own classes and
 * not from Calcite's catalogue of all of them.
 */
public final class RuleStep {
  private final Supplier<List<RelOptRule>> rules;
  private volatile HepProgram program;

  private RuleStep(Supplier<List<RelOptRule>> rules) {
    this.rules = rules;
  }

  /** A step of these rules. */
  public static RuleStep of(Supplier<List<RelOptRule>> rules) {
    return new RuleStep(rules);
  }

  /** The tree after this step. Equal sub-trees stay separate: sharing them confuses rules. */
  public RelNode apply(RelNode tree) {
    RelOptCluster cluster = tree.getCluster();
    HepPlanner planner =
        new HepPlanner(
            program(), cluster.getPlanner().getContext(), true, null, RelOptCostImpl.FACTORY);
    planner.setExecutor(cluster.getPlanner().getExecutor());
    planner.setRoot(tree);
    return planner.findBestExp();
  }

  /**
   * The tree after this step, or as it was if a rule fails on it: a plan that could be better, of
   * the same meaning. For steps that a plan can do without.
   */
  public RelNode attempt(RelNode tree) {
    try {
      return apply(tree);
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      return tree; // rules of Calcite's are known to fail on rare shapes
    }
  }

  private HepProgram program() {
    HepProgram made = program;
    if (made == null) {
      made = HepProgram.builder().addRuleCollection(rules.get()).build(); // twice does no harm
      program = made;
    }
    return made;
  }
}

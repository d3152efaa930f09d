package org.weft.planner.sql.algebra;

import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCostImpl;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;

/** Runs programs of rewriting rules. */
public final class Rules {
  private Rules() {}

  /** The tree after a program. Equal sub-trees stay separate: sharing them confuses rules. */
  public static RelNode apply(HepProgram program, RelNode tree) {
    RelOptCluster cluster = tree.getCluster();
    HepPlanner planner =
        new HepPlanner(
            program, cluster.getPlanner().getContext(), true, null, RelOptCostImpl.FACTORY);
    planner.setExecutor(cluster.getPlanner().getExecutor());
    planner.setRoot(tree);
    return planner.findBestExp();
  }
}

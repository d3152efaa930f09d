package org.weft.planner.sql.optimize;

import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCostImpl;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rex.RexBuilder;
import org.weft.planner.sql.statistics.Metadata;
import org.weft.planner.sql.validate.SqlTypes;

/** What Calcite keeps for one planning, set up as we need it. */
public final class PlanningCluster {
  private static final HepProgram NOTHING = HepProgram.builder().build();

  private PlanningCluster() {}

  /** A cluster for one query, used by one thread. */
  public static RelOptCluster create() {
    HepPlanner planner = new HepPlanner(NOTHING, null, true, null, RelOptCostImpl.FACTORY);
    planner.setExecutor(new ConstantFolding());
    RelOptCluster cluster = RelOptCluster.create(planner, new RexBuilder(SqlTypes.INSTANCE));
    cluster.setMetadataQuerySupplier(Metadata::query);
    return cluster;
  }
}

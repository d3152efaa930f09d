package org.weft.planner.sql.algebra;

import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.BiRel;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAsofJoin;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Left rows with the one right row, among those for which the condition holds, that is nearest in
 * the match condition.
 *
 * <p>Calcite's own node is a join to its rules, several of which would move conditions through it
 * that change which row is the nearest; this is a node that none of them looks into.
 */
public final class AsOfJoin extends BiRel {
  private final RexNode condition;
  private final RexNode match;
  private final Kind kind;
  private final RelDataType type;

  /** Which left rows come out. */
  public enum Kind {
    INNER,
    LEFT
  }

  private AsOfJoin(Kind kind, RelNode left, RelNode right, Conditions on, RelDataType type) {
    super(left.getCluster(), left.getTraitSet(), left, right);
    this.kind = kind;
    this.condition = on.condition();
    this.match = on.match();
    this.type = type;
  }

  /**
   * What is compared, over the left columns followed by the right ones.
   *
   * @param condition equalities
   * @param match one order comparison
   */
  public record Conditions(RexNode condition, RexNode match) {}

  /** The tree with such nodes in place of Calcite's. */
  static RelNode opaque(RelNode tree) {
    return tree.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(LogicalAsofJoin node) {
            LogicalAsofJoin join = (LogicalAsofJoin) super.visit((RelNode) node);
            return new AsOfJoin(
                join.getJoinType() == JoinRelType.LEFT_ASOF ? Kind.LEFT : Kind.INNER,
                join.getLeft(),
                join.getRight(),
                new Conditions(join.getCondition(), join.getMatchCondition()),
                join.getRowType());
          }
        });
  }

  /** The same join of inputs with other columns. */
  public AsOfJoin over(RelNode newLeft, RelNode newRight, Conditions on, RelDataType newType) {
    return new AsOfJoin(kind, newLeft, newRight, on, newType);
  }

  public Kind kind() {
    return kind;
  }

  public Conditions conditions() {
    return new Conditions(condition, match);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new AsOfJoin(kind, inputs.get(0), inputs.get(1), conditions(), type);
  }

  @Override
  public RelNode accept(RexShuttle shuttle) {
    Conditions changed = new Conditions(shuttle.apply(condition), shuttle.apply(match));
    return changed.condition() == condition && changed.match() == match
        ? this
        : new AsOfJoin(kind, left, right, changed, type);
  }

  @Override
  protected RelDataType deriveRowType() {
    return type;
  }

  @Override
  public double estimateRowCount(RelMetadataQuery metadata) {
    return metadata.getRowCount(left);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("kind", kind)
        .item("condition", condition)
        .item("match", match);
  }
}

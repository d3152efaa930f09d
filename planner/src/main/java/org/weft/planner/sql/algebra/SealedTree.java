package org.weft.planner.sql.algebra;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.type.RelDataType;

/**
 * A finished part of a tree that looks like a leaf, for a pass that would not know what to do with
 * the nodes in it.
 */
final class SealedTree extends AbstractRelNode {
  private final RelNode inside;

  private SealedTree(RelNode inside) {
    super(inside.getCluster(), inside.getTraitSet());
    this.inside = inside;
  }

  /**
   * The tree with its mark joins sealed, and semi and anti joins with correlated joins below, their
   * inputs finished: Calcite's decorrelation takes the columns of these to stay where they were.
   *
   * @param finish what is to be done to the inputs
   */
  static RelNode seal(RelNode tree, UnaryOperator<RelNode> finish) {
    return tree.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode node) {
            if (!(node instanceof MarkJoin || isSemiJoinOfItsOwn(node))) {
              return super.visit(node);
            }
            List<RelNode> inputs = node.getInputs().stream().map(finish).toList();
            return new SealedTree(node.copy(node.getTraitSet(), inputs));
          }
        });
  }

  private static boolean isSemiJoinOfItsOwn(RelNode node) {
    return node instanceof Join join
        && !join.getJoinType().projectsRight()
        && SubQueries.isIn(join)
        && RelOptUtil.getVariablesUsed(join).isEmpty();
  }

  /** The tree with everything open again. */
  static RelNode unseal(RelNode tree) {
    return tree.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode node) {
            return node instanceof SealedTree sealed ? sealed.inside : super.visit(node);
          }
        });
  }

  @Override
  protected RelDataType deriveRowType() {
    return inside.getRowType();
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return this;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("inside", inside.getId());
  }
}

package org.weft.planner.sql.algebra;

import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.BiRel;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * All rows of the left input, once each, and behind their columns one that says whether the right
 * input has a row for which the condition holds; it is never null.
 *
 * <p>Calcite's LEFT_MARK joins are known to half of its rules only; this is a node that none of
 * them looks into.
 */
public final class MarkJoin extends BiRel {
  private final RexNode condition;

  /**
   * @param condition over the left columns followed by the right ones
   */
  public MarkJoin(RelNode left, RelNode right, RexNode condition) {
    super(left.getCluster(), left.getTraitSet(), left, right);
    this.condition = condition;
  }

  /** Which right rows count, over the left columns followed by the right ones. */
  public RexNode condition() {
    return condition;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new MarkJoin(inputs.get(0), inputs.get(1), condition);
  }

  @Override
  public RelNode accept(RexShuttle shuttle) {
    RexNode changed = shuttle.apply(condition);
    return changed == condition ? this : new MarkJoin(left, right, changed);
  }

  @Override
  protected RelDataType deriveRowType() {
    RelDataTypeFactory types = getCluster().getTypeFactory();
    RelDataTypeFactory.Builder row = types.builder();
    row.addAll(left.getRowType().getFieldList());
    row.add("mark$" + left.getRowType().getFieldCount(), types.createSqlType(SqlTypeName.BOOLEAN));
    return row.build();
  }

  @Override
  public double estimateRowCount(RelMetadataQuery metadata) {
    return metadata.getRowCount(left);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("condition", condition);
  }
}

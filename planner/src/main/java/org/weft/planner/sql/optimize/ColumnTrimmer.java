package org.weft.planner.sql.optimize;

import java.util.Set;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexPermuteInputsShuttle;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilderFactory;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.mapping.IntPair;
import org.apache.calcite.util.mapping.Mapping;
import org.apache.calcite.util.mapping.MappingType;
import org.apache.calcite.util.mapping.Mappings;
import org.weft.planner.sql.algebra.AsOfJoin;
import org.weft.planner.sql.algebra.MarkJoin;

/** Leaves out columns that nobody uses, also below the nodes that only we have. */
public final class ColumnTrimmer extends RelFieldTrimmer {
  /** Only columns go: expressions are as simple as they get, and aggregations are needed. */
  private static final RelBuilderFactory BUILDER =
      RelBuilder.proto(
          Contexts.of(RelBuilder.Config.DEFAULT.withSimplify(false).withAggregateUnique(true)));

  private ColumnTrimmer(RelNode tree) {
    super(null, BUILDER.create(tree.getCluster(), null));
  }

  static RelNode trimmed(RelNode tree) {
    return new ColumnTrimmer(tree).trim(tree);
  }

  /** Found by reflection. */
  public TrimResult trimFields(
      AsOfJoin join, ImmutableBitSet fieldsUsed, Set<RelDataTypeField> extraFields) {
    ImmutableBitSet used =
        fieldsUsed
            .union(RelOptUtil.InputFinder.bits(join.conditions().condition()))
            .union(RelOptUtil.InputFinder.bits(join.conditions().match()));
    int leftCount = join.getLeft().getRowType().getFieldCount();
    int rightCount = join.getRight().getRowType().getFieldCount();
    TrimResult left =
        trimChild(join, join.getLeft(), used.intersect(ImmutableBitSet.range(leftCount)), Set.of());
    TrimResult right =
        trimChild(
            join,
            join.getRight(),
            used.intersect(ImmutableBitSet.range(leftCount, leftCount + rightCount))
                .shift(-leftCount),
            Set.of());
    Mapping columns = both(left, right, leftCount, rightCount);
    RexPermuteInputsShuttle moved = new RexPermuteInputsShuttle(columns, left.left, right.left);
    AsOfJoin.Conditions conditions =
        new AsOfJoin.Conditions(
            join.conditions().condition().accept(moved), join.conditions().match().accept(moved));
    RelDataTypeFactory.Builder type = join.getCluster().getTypeFactory().builder();
    for (int target = 0; target < columns.getTargetCount(); target++) {
      type.add(join.getRowType().getFieldList().get(columns.getSource(target)));
    }
    return result(join.over(left.left, right.left, conditions, type.build()), columns);
  }

  /** Where the columns of both sides of a join went. */
  private static Mapping both(TrimResult left, TrimResult right, int leftCount, int rightCount) {
    int newLeft = left.left.getRowType().getFieldCount();
    Mapping columns =
        Mappings.create(
            MappingType.INVERSE_SURJECTION,
            leftCount + rightCount,
            newLeft + right.left.getRowType().getFieldCount());
    for (IntPair pair : left.right) {
      columns.set(pair.source, pair.target);
    }
    for (IntPair pair : right.right) {
      columns.set(pair.source + leftCount, pair.target + newLeft);
    }
    return columns;
  }

  /** Found by reflection. A mark that nobody looks at needs no join. */
  public TrimResult trimFields(
      MarkJoin join, ImmutableBitSet fieldsUsed, Set<RelDataTypeField> extraFields) {
    int leftCount = join.getLeft().getRowType().getFieldCount();
    int rightCount = join.getRight().getRowType().getFieldCount();
    boolean marks = fieldsUsed.get(leftCount);
    ImmutableBitSet inCondition = RelOptUtil.InputFinder.bits(join.condition());
    ImmutableBitSet used = marks ? fieldsUsed.union(inCondition) : fieldsUsed;
    TrimResult left =
        trimChild(join, join.getLeft(), used.intersect(ImmutableBitSet.range(leftCount)), Set.of());
    int newLeft = left.left.getRowType().getFieldCount();
    Mapping outputs =
        Mappings.create(
            MappingType.INVERSE_SURJECTION, leftCount + 1, marks ? newLeft + 1 : newLeft);
    for (IntPair pair : left.right) {
      outputs.set(pair.source, pair.target);
    }
    if (!marks) {
      return result(left.left, outputs);
    }
    outputs.set(leftCount, newLeft);
    ImmutableBitSet rightUsed =
        inCondition.intersect(ImmutableBitSet.range(leftCount, leftCount + rightCount));
    TrimResult right = trimChild(join, join.getRight(), rightUsed.shift(-leftCount), Set.of());
    Mapping inputs = both(left, right, leftCount, rightCount);
    RexNode condition =
        join.condition().accept(new RexPermuteInputsShuttle(inputs, left.left, right.left));
    return result(new MarkJoin(left.left, right.left, condition), outputs);
  }
}

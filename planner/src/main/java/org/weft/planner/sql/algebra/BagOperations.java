package org.weft.planner.sql.algebra;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.logical.LogicalIntersect;
import org.apache.calcite.rel.logical.LogicalMinus;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/**
 * EXCEPT ALL and INTERSECT ALL: with equal rows numbered on both sides, a row of the result is one
 * whose number the other side has not, or has too; so the operation on sets gives it. Done when
 * sub-queries are gone: by then rows of different outer rows differ.
 */
public final class BagOperations extends RelHomogeneousShuttle {
  private BagOperations() {}

  /** The tree with operations on sets only. */
  public static RelNode onSets(RelNode tree) {
    return tree.accept(new BagOperations());
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode below = super.visit(node);
    boolean isOne = below instanceof Intersect || below instanceof Minus;
    return isOne && ((SetOp) below).all ? onSets((SetOp) below) : below;
  }

  private static RelNode onSets(SetOp operation) {
    RelDataType row = operation.getRowType();
    List<RelNode> inputs = new ArrayList<>();
    for (RelNode input : operation.getInputs()) {
      inputs.add(OuterRow.as(input, row));
    }
    RelNode result;
    if (operation instanceof Intersect) {
      result =
          LogicalIntersect.create(inputs.stream().map(BagOperations::numbered).toList(), false);
    } else {
      List<RelNode> others = inputs.subList(1, inputs.size());
      RelNode other = others.size() == 1 ? others.get(0) : LogicalUnion.create(others, true);
      result = LogicalMinus.create(List.of(numbered(inputs.get(0)), numbered(other)), false);
    }
    return OuterRow.as(result, row);
  }

  /** The rows, each with its number among those that are equal. */
  private static RelNode numbered(RelNode input) {
    RexBuilder rex = input.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < input.getRowType().getFieldCount(); i++) {
      columns.add(rex.makeInputRef(input, i));
    }
    List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
    names.add("number$" + names.size());
    RexNode number = RowNumbers.over(rex, List.copyOf(columns), ImmutableList.of());
    columns.add(number);
    return LogicalProject.create(input, List.of(), columns, names, Set.of());
  }
}

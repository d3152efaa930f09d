package org.weft.planner.sql.algebra;

import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAsofJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.sql.validate.BoundLambda;

/**
 * A tree that stands for one word of a query, as that of a view does: all of it has the place of
 * that word, because its own places are in another text.
 */
final class PlacedTree extends RelHomogeneousShuttle {
  private final SqlParserPos place;
  private final RexBuilder rex;
  private final Calls calls = new Calls();

  private PlacedTree(SqlParserPos place, RexBuilder rex) {
    this.place = place;
    this.rex = rex;
  }

  /** The tree with this place everywhere. */
  static RelNode at(SqlParserPos place, RelNode tree) {
    return tree.accept(new PlacedTree(place, tree.getCluster().getRexBuilder()));
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode above = super.visit(node);
    if (above instanceof Aggregate aggregate) {
      return aggregate.copy(
          aggregate.getTraitSet(),
          aggregate.getInput(),
          aggregate.getGroupSet(),
          aggregate.getGroupSets(),
          aggregate.getAggCallList().stream().map(this::placed).toList());
    }
    if (above instanceof LogicalAsofJoin join) {
      return join.copy(
          join.getTraitSet(),
          join.getCondition().accept(calls),
          join.getMatchCondition().accept(calls),
          join.getLeft(),
          join.getRight());
    }
    return above.accept(calls);
  }

  private AggregateCall placed(AggregateCall call) {
    return AggregateCall.create(
        place,
        call.getAggregation(),
        call.isDistinct(),
        call.isApproximate(),
        call.ignoreNulls(),
        call.rexList.stream().map(node -> node.accept(calls)).toList(),
        call.getArgList(),
        call.filterArg,
        call.distinctKeys,
        call.getCollation(),
        call.getType(),
        call.getName());
  }

  private final class Calls extends RexShuttle {
    @Override
    public RexNode visitCall(RexCall call) {
      List<RexNode> operands = visitList(call.getOperands(), new boolean[1]);
      SqlOperator operator =
          call.getOperator() instanceof BoundLambda lambda
              ? lambda.with(lambda.body().accept(this))
              : call.getOperator();
      return rex.makeCall(place, call.getType(), operator, operands);
    }

    @Override
    public RexNode visitOver(RexOver over) {
      RexWindow window = visitWindow(over.getWindow());
      return rex.makeOver(
          place,
          over.getType(),
          over.getAggOperator(),
          visitList(over.getOperands(), new boolean[1]),
          window.partitionKeys,
          window.orderKeys,
          window.getLowerBound(),
          window.getUpperBound(),
          window.getExclude(),
          window.isRows(),
          true,
          false,
          over.isDistinct(),
          over.ignoreNulls());
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
      RexSubQuery same = (RexSubQuery) super.visitSubQuery(query);
      return same.clone(same.rel.accept(PlacedTree.this));
    }
  }
}

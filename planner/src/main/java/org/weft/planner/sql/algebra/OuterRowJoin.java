package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * A join inside a query that is computed for all outer rows at once. A side that does not use the
 * outer row, and whose rows are not kept where nothing matches, is joined as it is: the rows of the
 * other side have their outer rows already.
 */
final class OuterRowJoin {
  private final OuterRowPush push;
  private final OuterRow outer;
  private final RexBuilder rex;
  private final int leftWidth;
  private final int rightWidth;
  private final RelNode left;
  private final RelNode right;

  OuterRowJoin(OuterRowPush push, OuterRow outer, RelNode left, RelNode right) {
    this.push = push;
    this.outer = outer;
    this.rex = outer.rel().getCluster().getRexBuilder();
    this.left = left;
    this.right = right;
    this.leftWidth = OuterRowPush.width(left);
    this.rightWidth = OuterRowPush.width(right);
  }

  /** What both sides became, and where the outer columns are among the columns of both. */
  private record Sides(RelNode left, RelNode right, List<Integer> places) {}

  RelNode joined(Join join) {
    Sides sides = sides(join.getJoinType());
    RelNode joined =
        LogicalJoin.create(
            sides.left(),
            sides.right(),
            List.of(),
            on(sides, join.getCondition()),
            Set.of(),
            join.getJoinType());
    if (!join.getJoinType().projectsRight()) {
      return joined;
    }
    List<RexNode> columns = new ArrayList<>();
    int shift = OuterRowPush.width(sides.left()) - leftWidth;
    for (int i = 0; i < leftWidth + rightWidth; i++) {
      RexNode column = rex.makeInputRef(joined, i < leftWidth ? i : i + shift);
      columns.add(OuterRow.cast(rex, column, join.getRowType().getFieldList().get(i).getType()));
    }
    columns.addAll(outerColumns(join.getJoinType(), sides, joined));
    return push.projected(joined, columns, join.getRowType());
  }

  RelNode marked(MarkJoin join) {
    Sides sides = sides(JoinRelType.SEMI);
    RelNode joined = new MarkJoin(sides.left(), sides.right(), on(sides, join.condition()));
    return push.around(joined, join.getRowType(), leftWidth);
  }

  private Sides sides(JoinRelType type) {
    boolean isRight =
        type == JoinRelType.RIGHT || type == JoinRelType.FULL || outer.isUsedBy(right);
    boolean isInner = type == JoinRelType.INNER || type == JoinRelType.RIGHT;
    boolean isLeft = !isInner || !isRight || outer.isUsedBy(left);
    RelNode first = isLeft ? push.push(left) : left;
    if (type == JoinRelType.FULL) {
      first = withMark(first);
    }
    RelNode second = isRight ? push.push(right) : right;
    List<Integer> places = new ArrayList<>();
    if (isLeft) {
      places.add(leftWidth);
    }
    if (isRight) {
      places.add(OuterRowPush.width(first) + rightWidth);
    }
    return new Sides(first, second, places);
  }

  /** A column behind the others that is null only where a join found no left row. */
  private RelNode withMark(RelNode side) {
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < OuterRowPush.width(side); i++) {
      columns.add(rex.makeInputRef(side, i));
    }
    columns.add(rex.makeLiteral(true));
    return push.projected(side, columns, side.getRowType());
  }

  private RexNode on(Sides sides, RexNode condition) {
    int shift = OuterRowPush.width(sides.left()) - leftWidth;
    RexNode moved =
        condition.accept(
            new RexShuttle() {
              @Override
              public RexNode visitInputRef(RexInputRef column) {
                return column.getIndex() < leftWidth
                    ? column
                    : rex.makeInputRef(column.getType(), column.getIndex() + shift);
              }
            });
    List<RexNode> conditions = new ArrayList<>();
    conditions.add(outer.in(moved, sides.places().get(0)));
    if (sides.places().size() == 2) {
      conditions.addAll(outer.same(sides.places().get(0), sides.places().get(1)));
    }
    return RexUtil.composeConjunction(rex, conditions);
  }

  /** Those of a side that is never missing; of a full join those of the side that is there. */
  private List<RexNode> outerColumns(JoinRelType type, Sides sides, RelNode joined) {
    int last = sides.places().size() - 1;
    if (type != JoinRelType.FULL) {
      int place = type == JoinRelType.RIGHT ? last : 0;
      return outer.columns(joined, sides.places().get(place));
    }
    RexNode isThere =
        rex.makeCall(
            SqlStdOperatorTable.IS_NOT_NULL,
            rex.makeInputRef(joined, OuterRowPush.width(sides.left()) - 1));
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < outer.width(); i++) {
      RelDataType type0 = outer.rel().getRowType().getFieldList().get(i).getType();
      RexNode either =
          rex.makeCall(
              SqlStdOperatorTable.CASE,
              isThere,
              rex.makeInputRef(joined, sides.places().get(0) + i),
              rex.makeInputRef(joined, sides.places().get(1) + i));
      columns.add(OuterRow.cast(rex, either, type0));
    }
    return columns;
  }
}

package org.weft.planner.sql.translate;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.weft.planner.expr.Expression;
import org.weft.planner.logical.JoinHint;
import org.weft.planner.logical.JoinType;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.sql.algebra.AsOfJoin;
import org.weft.planner.sql.algebra.MarkJoin;
import org.weft.planner.sql.validate.FileTable;
import org.weft.planner.sql.validate.SqlTypes;
import org.weft.planner.sql.validate.TableHint;
import org.weft.planner.type.Schema;

/** Translates all kinds of joins. */
final class JoinTranslation {
  private final PlanTranslation plans;

  JoinTranslation(PlanTranslation plans) {
    this.plans = plans;
  }

  private Expression expression(RelNode join, Schema both, RexNode node) {
    return plans.expressions(join, both).of(node);
  }

  Translated join(Join join) {
    Translated left = plans.of(join.getLeft());
    Translated right = plans.of(join.getRight());
    Schema both = left.schema().concat(right.schema());
    JoinType type = type(join.getJoinType());
    Schema schema =
        switch (type) {
          case INNER -> both;
          case LEFT -> left.schema().concat(right.schema().asNullable());
          case RIGHT -> left.schema().asNullable().concat(right.schema());
          case FULL -> both.asNullable();
          case SEMI, ANTI, MARK -> left.schema();
        };
    double[] widths =
        type.isOneSided() ? left.widths() : Widths.concat(left.widths(), right.widths());
    return new Translated(
        new LogicalPlan.Join(
            left.plan(),
            right.plan(),
            type,
            expression(join, both, join.getCondition()),
            Optional.empty(),
            hint(join.getLeft(), join.getRight()),
            schema,
            Translated.estimate(plans.rows(join), widths)),
        widths);
  }

  private static JoinType type(JoinRelType type) {
    return switch (type) {
      case INNER -> JoinType.INNER;
      case LEFT -> JoinType.LEFT;
      case RIGHT -> JoinType.RIGHT;
      case FULL -> JoinType.FULL;
      case SEMI -> JoinType.SEMI;
      case ANTI -> JoinType.ANTI;
      default -> throw ExpressionTranslation.unsupported("a join of kind " + type);
    };
  }

  /** What hints on the tables of either side ask for; of several, the first. */
  private static JoinHint hint(RelNode left, RelNode right) {
    Optional<TableHint> ofRight = hint(right);
    if (ofRight.isPresent()) {
      return hint(ofRight.get(), JoinHint.BROADCAST_RIGHT);
    }
    return hint(left).map(table -> hint(table, JoinHint.BROADCAST_LEFT)).orElse(JoinHint.NONE);
  }

  private static JoinHint hint(TableHint table, JoinHint broadcast) {
    return switch (table) {
      case BROADCAST -> broadcast;
      case HASH -> JoinHint.HASH;
      case MERGE -> JoinHint.MERGE;
    };
  }

  /** The hint on a side that is one table, whatever is done to its rows. */
  private static Optional<TableHint> hint(RelNode side) {
    if (side instanceof TableScan scan) {
      FileTable table = scan.getTable().unwrap(FileTable.class);
      return table == null ? Optional.empty() : table.hint();
    }
    boolean isOfOneTable =
        side instanceof Project || side instanceof Filter || side instanceof Aggregate;
    return isOfOneTable ? hint(side.getInput(0)) : Optional.empty();
  }

  Translated mark(MarkJoin join) {
    Translated left = plans.of(join.getLeft());
    Translated right = plans.of(join.getRight());
    int last = left.schema().size();
    RelDataTypeField mark = join.getRowType().getFieldList().get(last);
    Schema schema =
        left.schema().concat(new Schema(List.of(SqlTypes.toWeft(mark.getName(), mark.getType()))));
    double[] widths = Widths.concat(left.widths(), new double[] {1});
    return new Translated(
        new LogicalPlan.Join(
            left.plan(),
            right.plan(),
            JoinType.MARK,
            expression(join, left.schema().concat(right.schema()), join.condition()),
            schema,
            Translated.estimate(plans.rows(join), widths)),
        widths);
  }

  Translated asOf(AsOfJoin join) {
    Translated left = plans.of(join.getLeft());
    Translated right = plans.of(join.getRight());
    Schema both = left.schema().concat(right.schema());
    boolean isLeft = join.kind() == AsOfJoin.Kind.LEFT;
    double[] widths = Widths.concat(left.widths(), right.widths());
    return new Translated(
        new LogicalPlan.Join(
            left.plan(),
            right.plan(),
            isLeft ? JoinType.LEFT : JoinType.INNER,
            expression(join, both, join.conditions().condition()),
            Optional.of(expression(join, both, join.conditions().match())),
            JoinHint.NONE,
            isLeft ? left.schema().concat(right.schema().asNullable()) : both,
            Translated.estimate(plans.rows(join), widths)),
        widths);
  }
}

package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/**
 * Constants that are grouped by, hidden from Calcite's decorrelation.
 *
 * <p>It leaves out keys that are constants. Without a key the aggregation has a row where it should
 * have none, over an empty input; grouping sets go on to name the keys that are gone; and where an
 * outer column is a key as well, the keys are taken for others.
 */
final class HiddenConstants {
  private static final SqlOperator HIDDEN =
      new SqlFunction(
          "HIDDEN",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.ARG0,
          null,
          OperandTypes.ANY,
          SqlFunctionCategory.SYSTEM);

  private HiddenConstants() {}

  /** The tree with columns of constants hidden below aggregations that they could be keys of. */
  static RelNode hide(RelNode tree) {
    return tree.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode node) {
            boolean losesKeys =
                node instanceof Aggregate aggregate
                    && aggregate.getGroupCount() > 0
                    && !(isAlone(aggregate) && isCorrelated(aggregate));
            return losesKeys ? node.accept(new Below()) : super.visit(node);
          }
        });
  }

  /** The constant of EXISTS may go: what it is correlated by is left to group by. */
  private static boolean isAlone(Aggregate aggregate) {
    return aggregate.getGroupCount() == 1 && aggregate.getGroupType() == Aggregate.Group.SIMPLE;
  }

  private static boolean isCorrelated(Aggregate aggregate) {
    return !RelOptUtil.getVariablesUsed(aggregate).isEmpty();
  }

  private static final class Below extends RelHomogeneousShuttle {
    @Override
    public RelNode visit(RelNode node) {
      RelNode below = super.visit(node);
      if (!(below instanceof Project project)) {
        return below;
      }
      RexBuilder rex = project.getCluster().getRexBuilder();
      List<RexNode> columns = new ArrayList<>();
      for (RexNode column : project.getProjects()) {
        columns.add(
            column instanceof RexLiteral
                ? rex.makeCall(column.getType(), HIDDEN, List.of(column))
                : column);
      }
      return columns.equals(project.getProjects())
          ? project
          : project.copy(project.getTraitSet(), project.getInput(), columns, project.getRowType());
    }
  }

  /** The tree with its constants as they were. */
  static RelNode show(RelNode tree) {
    RexShuttle constants =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            return call.getOperator() == HIDDEN ? call.getOperands().get(0) : super.visitCall(call);
          }
        };
    return EveryExpression.of(tree, constants);
  }
}

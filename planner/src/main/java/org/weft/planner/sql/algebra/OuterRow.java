package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * What a sub-query uses of the rows around it.
 *
 * @param rel every different row of the columns in use, once
 * @param id what stands for the outer row in the sub-query
 * @param places from columns of the outer row to columns of {@code rel}
 */
record OuterRow(RelNode rel, CorrelationId id, Map<Integer, Integer> places) {

  /** The columns of an outer row that a tree uses, ascending. */
  static List<Integer> columns(RelNode tree, CorrelationId id) {
    Set<Integer> columns = new TreeSet<>();
    RexShuttle finder =
        new RexShuttle() {
          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            if (access.getReferenceExpr() instanceof RexCorrelVariable variable
                && variable.id.equals(id)) {
              columns.add(access.getField().getIndex());
            }
            return super.visitFieldAccess(access);
          }
        };
    tree.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode node) {
            node.accept(finder);
            return super.visit(node);
          }
        });
    return List.copyOf(columns);
  }

  /** True if a tree depends on the outer row. */
  boolean isUsedBy(RelNode tree) {
    return isUsedBy(tree, id);
  }

  static boolean isUsedBy(RelNode tree, CorrelationId id) {
    return !columns(tree, id).isEmpty();
  }

  int width() {
    return places.size();
  }

  /**
   * An expression over a row in which the outer columns stand.
   *
   * @param first where they begin
   */
  RexNode in(RexNode expression, int first) {
    RexBuilder rex = rel.getCluster().getRexBuilder();
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            boolean isOuter =
                access.getReferenceExpr() instanceof RexCorrelVariable variable
                    && variable.id.equals(id);
            if (!isOuter) {
              return super.visitFieldAccess(access);
            }
            int place = places.get(access.getField().getIndex());
            RexNode column =
                rex.makeInputRef(
                    rel.getRowType().getFieldList().get(place).getType(), first + place);
            return cast(rex, column, access.getType());
          }
        });
  }

  /** The outer columns of a row. */
  List<RexNode> columns(RelNode row, int first) {
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < width(); i++) {
      columns.add(rel.getCluster().getRexBuilder().makeInputRef(row, first + i));
    }
    return columns;
  }

  /** Whether the outer columns at two places of a joined row are of the same outer row. */
  List<RexNode> same(int first, int second) {
    RexBuilder rex = rel.getCluster().getRexBuilder();
    List<RexNode> equal = new ArrayList<>();
    for (int i = 0; i < width(); i++) {
      RelDataType type = rel.getRowType().getFieldList().get(i).getType();
      equal.add(same(rex, rex.makeInputRef(type, first + i), rex.makeInputRef(type, second + i)));
    }
    return equal;
  }

  /** Equal, or both null. */
  static RexNode same(RexBuilder rex, RexNode left, RexNode right) {
    boolean mayBeNull = left.getType().isNullable() || right.getType().isNullable();
    return rex.makeCall(
        mayBeNull ? SqlStdOperatorTable.IS_NOT_DISTINCT_FROM : SqlStdOperatorTable.EQUALS,
        left,
        right);
  }

  static RexNode cast(RexBuilder rex, RexNode value, RelDataType type) {
    return value.getType().equals(type) ? value : rex.makeAbstractCast(type, value, false);
  }

  /** The first columns of a tree, named and typed so. */
  static RelNode as(RelNode tree, RelDataType row) {
    RexBuilder rex = tree.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < row.getFieldCount(); i++) {
      columns.add(cast(rex, rex.makeInputRef(tree, i), row.getFieldList().get(i).getType()));
    }
    return LogicalProject.create(tree, List.of(), columns, row.getFieldNames(), Set.of());
  }
}

package org.weft.planner.sql.statistics;

import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.metadata.DelegatingMetadataRel;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.weft.planner.scan.BaseColumn;
import org.weft.planner.sql.algebra.AsOfJoin;
import org.weft.planner.sql.algebra.MarkJoin;
import org.weft.planner.sql.validate.FileTable;

/** Follows a column of a tree down to where its values come from. */
final class Origin {
  private Origin() {}

  /**
   * A column of a table.
   *
   * @param scan one of perhaps several of that table
   */
  record Place(TableScan scan, BaseColumn column) {}

  /** The column of a table that a column's values are taken from unchanged, if there is one. */
  static Optional<BaseColumn> of(RelNode node, int column) {
    return place(node, column).map(Place::column);
  }

  /** The same with the scan that gives it. */
  static Optional<Place> place(RelNode node, int column) {
    RelNode rel = strip(node);
    if (rel instanceof TableScan scan) {
      FileTable table = scan.getTable().unwrap(FileTable.class);
      return table == null
          ? Optional.empty()
          : Optional.of(new Place(scan, new BaseColumn(table.data(), column)));
    }
    if (rel instanceof Project project) {
      RexNode expression = project.getProjects().get(column);
      while (expression.isA(SqlKind.CAST)) {
        expression = ((RexCall) expression).getOperands().get(0);
      }
      return expression instanceof RexInputRef input
          ? place(project.getInput(), input.getIndex())
          : Optional.empty();
    }
    if (rel instanceof Filter || rel instanceof Sort || rel instanceof Union) {
      return place(rel.getInput(0), column);
    }
    if (rel instanceof Join join) {
      int left = join.getLeft().getRowType().getFieldCount();
      return column < left ? place(join.getLeft(), column) : place(join.getRight(), column - left);
    }
    if (rel instanceof AsOfJoin join) {
      int left = join.getLeft().getRowType().getFieldCount();
      return column < left ? place(join.getLeft(), column) : place(join.getRight(), column - left);
    }
    if (rel instanceof MarkJoin mark) {
      return column < mark.getLeft().getRowType().getFieldCount()
          ? place(mark.getLeft(), column)
          : Optional.empty();
    }
    if (rel instanceof Aggregate aggregate) {
      return column < aggregate.getGroupCount()
          ? place(aggregate.getInput(), aggregate.getGroupSet().nth(column))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** True if a column is computed by an aggregation. */
  static boolean isAggregated(RelNode node, int column) {
    RelNode rel = strip(node);
    if (rel instanceof Aggregate aggregate) {
      return column >= aggregate.getGroupCount();
    }
    if (rel instanceof Project project) {
      return project.getProjects().get(column) instanceof RexInputRef input
          && isAggregated(project.getInput(), input.getIndex());
    }
    return rel instanceof Filter && isAggregated(rel.getInput(0), column);
  }

  /** True if a column is null in rows for which an outer join found no match. */
  static boolean isFilledUp(RelNode node, int column) {
    RelNode rel = strip(node);
    if (rel instanceof Project project) {
      return project.getProjects().get(column) instanceof RexInputRef input
          && isFilledUp(project.getInput(), input.getIndex());
    }
    if (rel instanceof Filter || rel instanceof Sort) {
      return isFilledUp(rel.getInput(0), column);
    }
    if (!(rel instanceof Join join)) {
      return false;
    }
    int left = join.getLeft().getRowType().getFieldCount();
    return column < left
        ? join.getJoinType().generatesNullsOnLeft() || isFilledUp(join.getLeft(), column)
        : join.getJoinType().generatesNullsOnRight() || isFilledUp(join.getRight(), column - left);
  }

  /** The node itself instead of one that stands for it. */
  static RelNode strip(RelNode node) {
    RelNode rel = node;
    while (rel instanceof DelegatingMetadataRel stand) {
      rel = stand.getMetadataDelegateRel();
    }
    return rel;
  }
}

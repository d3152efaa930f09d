package org.weft.planner.sql.optimize;

import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexInputRef;
import org.weft.planner.sql.algebra.CommonRows;
import org.weft.planner.sql.statistics.Columns;

/**
 * Which part of the rows of a place the joins above it are expected to want. Computed apart, rows
 * without a match in the join's other side are left out before they are grouped, as the keys of
 * that side are known by then; of rows that are computed once for several places nothing is.
 */
final class JoinedPlaces {
  private final Map<CommonRows, Double> parts = new HashMap<>();

  private JoinedPlaces() {}

  /** The places of a tree whose rows are joined by what they are grouped by. */
  static JoinedPlaces in(RelNode tree) {
    JoinedPlaces places = new JoinedPlaces();
    places.look(tree);
    return places;
  }

  /** From 0 to 1. */
  double part(CommonRows place) {
    return parts.getOrDefault(place, 1.0);
  }

  private void look(RelNode node) {
    if (node instanceof Join join
        && (join.getJoinType() == JoinRelType.INNER || join.getJoinType() == JoinRelType.SEMI)) {
      JoinInfo keys = join.analyzeCondition();
      for (int k = 0; k < keys.leftKeys.size(); k++) {
        Column left = new Column(join.getLeft(), keys.leftKeys.get(k)).origin();
        Column right = new Column(join.getRight(), keys.rightKeys.get(k)).origin();
        narrow(left, right);
        narrow(right, left);
      }
    }
    node.getInputs().forEach(this::look);
  }

  private void narrow(Column key, Column other) {
    CommonRows place = place(key.node());
    if (place == null || Columns.of(place).isAggregated(key.ordinal())) {
      return;
    }
    RelMetadataQuery mq = place.getCluster().getMetadataQuery();
    double values = Columns.of(place).distinct(key.ordinal()).orElse(mq.getRowCount(place));
    double part = mq.getRowCount(other.node()) / values;
    parts.merge(place, Math.min(1, part), Math::min);
  }

  /** The place that a node reads, perhaps filtered, or null. */
  private static CommonRows place(RelNode node) {
    RelNode rows = node instanceof Filter filter ? filter.getInput() : node;
    return rows instanceof CommonRows place ? place : null;
  }

  /** A column of a node. */
  private record Column(RelNode node, int ordinal) {
    /** The column of an input of the joins below that it is taken from unchanged. */
    Column origin() {
      if (node instanceof Project project
          && project.getProjects().get(ordinal) instanceof RexInputRef input) {
        return new Column(project.getInput(), input.getIndex()).origin();
      }
      if (node instanceof Join join) {
        int left = join.getLeft().getRowType().getFieldCount();
        return ordinal < left
            ? new Column(join.getLeft(), ordinal).origin()
            : new Column(join.getRight(), ordinal - left).origin();
      }
      boolean isAbove =
          node instanceof Filter filter
              && (filter.getInput() instanceof Join || filter.getInput() instanceof Project);
      return isAbove ? new Column(node.getInput(0), ordinal).origin() : this;
    }
  }
}

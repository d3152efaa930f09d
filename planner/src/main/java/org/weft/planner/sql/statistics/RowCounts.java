package org.weft.planner.sql.statistics;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.MetadataDef;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/** Our estimates as Calcite's rules ask for them. Found by reflection, by the node's class. */
public final class RowCounts {
  private RowCounts() {}

  /** Rows of a node. */
  public static final class Rows implements MetadataHandler<BuiltInMetadata.RowCount> {
    @Override
    public MetadataDef<BuiltInMetadata.RowCount> getDef() {
      return BuiltInMetadata.RowCount.DEF;
    }

    public Double getRowCount(TableScan scan, RelMetadataQuery mq) {
      return scan.getTable().getRowCount();
    }

    public Double getRowCount(Filter filter, RelMetadataQuery mq) {
      double rows = mq.getRowCount(filter.getInput());
      return Math.max(
          1, rows * Selectivity.of(Columns.of(filter.getInput()), filter.getCondition(), rows));
    }

    public Double getRowCount(Join join, RelMetadataQuery mq) {
      return JoinEstimate.rows(join, mq);
    }

    public Double getRowCount(Aggregate aggregate, RelMetadataQuery mq) {
      double rows = mq.getRowCount(aggregate.getInput());
      double groups = groups(aggregate.getInput(), aggregate.getGroupSet(), rows);
      return groups * aggregate.getGroupSets().size();
    }
  }

  /** Groups of a node's rows by some of its columns. */
  static double groups(RelNode input, ImmutableBitSet keys, double rows) {
    double groups = 1;
    for (int key : keys) {
      RexNode column = org.apache.calcite.rex.RexInputRef.of(key, input.getRowType());
      groups *= Distinct.forGrouping(Columns.of(input), column, rows);
    }
    return Math.max(1, Math.min(groups, rows));
  }

  /** The part of a node's rows that satisfies a predicate. */
  public static final class Selectivities implements MetadataHandler<BuiltInMetadata.Selectivity> {
    @Override
    public MetadataDef<BuiltInMetadata.Selectivity> getDef() {
      return BuiltInMetadata.Selectivity.DEF;
    }

    public Double getSelectivity(RelNode node, RelMetadataQuery mq, RexNode predicate) {
      // not the node's own row count, which may be what is being asked for
      return Selectivity.of(Columns.of(node), predicate, Double.MAX_VALUE);
    }
  }

  /** Different values of some columns. */
  public static final class DistinctRows
      implements MetadataHandler<BuiltInMetadata.DistinctRowCount> {
    @Override
    public MetadataDef<BuiltInMetadata.DistinctRowCount> getDef() {
      return BuiltInMetadata.DistinctRowCount.DEF;
    }

    public Double getDistinctRowCount(
        RelNode node, RelMetadataQuery mq, ImmutableBitSet keys, RexNode predicate) {
      double rows = mq.getRowCount(node);
      double part = predicate == null ? 1 : Selectivity.of(Columns.of(node), predicate, rows);
      return Math.min(groups(node, keys, rows), Math.max(1, rows * part));
    }
  }
}

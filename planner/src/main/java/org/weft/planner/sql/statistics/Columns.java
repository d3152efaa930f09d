package org.weft.planner.sql.statistics;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.calcite.rel.RelNode;
import org.weft.planner.scan.BaseColumn;

/** What is known of the columns that an expression stands over. */
public interface Columns {
  /** The column of a table that a column's values are taken from unchanged, if there is one. */
  Optional<BaseColumn> origin(int column);

  /** Different values of a column before anything was filtered, if there is a guess. */
  OptionalDouble distinct(int column);

  /** True if a column is computed by an aggregation. */
  boolean isAggregated(int column);

  /** True if an outer join fills a column up with nulls in rows without a match. */
  boolean isFilledUp(int column);

  /** The columns of a node. */
  static Columns of(RelNode node) {
    return new Columns() {
      @Override
      public Optional<BaseColumn> origin(int column) {
        return Origin.of(node, column);
      }

      @Override
      public OptionalDouble distinct(int column) {
        return Distinct.known(node, column);
      }

      @Override
      public boolean isAggregated(int column) {
        return Origin.isAggregated(node, column);
      }

      @Override
      public boolean isFilledUp(int column) {
        return Origin.isFilledUp(node, column);
      }
    };
  }
}

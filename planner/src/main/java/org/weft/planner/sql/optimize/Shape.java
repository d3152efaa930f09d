package org.weft.planner.sql.optimize;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;

/** What a query consists of: steps for what is not there are not taken. */
record Shape(
    boolean hasFilters,
    boolean hasJoins,
    boolean hasDisjunctions,
    boolean hasSetOperations,
    boolean hasAggregates,
    boolean hasFilteredAggregates,
    boolean hasDistinctAggregates) {
  static Shape of(RelNode tree) {
    Finder finder = new Finder();
    finder.look(tree);
    return new Shape(
        finder.filters,
        finder.joins,
        finder.disjunctions,
        finder.setOperations,
        finder.aggregates,
        finder.filteredAggregates,
        finder.distinctAggregates);
  }

  private static final class Finder extends RexShuttle {
    private boolean filters;
    private boolean joins;
    private boolean disjunctions;
    private boolean setOperations;
    private boolean aggregates;
    private boolean filteredAggregates;
    private boolean distinctAggregates;

    void look(RelNode node) {
      filters |= node instanceof Filter;
      // INTERSECT and EXCEPT become joins
      joins |= node instanceof Join || (node instanceof SetOp set && set.kind != SqlKind.UNION);
      setOperations |= node instanceof SetOp;
      // and UNION without ALL becomes an aggregation
      aggregates |= node instanceof Aggregate || node instanceof SetOp;
      filteredAggregates |=
          node instanceof Aggregate aggregate
              && aggregate.getAggCallList().stream().anyMatch(AggregateCall::hasFilter);
      distinctAggregates |=
          node instanceof Aggregate aggregate
              && aggregate.getAggCallList().stream().anyMatch(AggregateCall::isDistinct);
      node.accept(this);
      node.getInputs().forEach(this::look);
    }

    @Override
    public RexNode visitCall(RexCall call) {
      disjunctions |= call.isA(SqlKind.OR);
      return super.visitCall(call);
    }
  }
}

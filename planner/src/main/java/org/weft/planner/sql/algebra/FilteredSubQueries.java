package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;

/** Sub-queries of a filter as joins. */
final class FilteredSubQueries extends OwnRowSubQueries {
  FilteredSubQueries() {
    super(Config.FILTER);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    RelBuilder builder = call.builder();
    builder.push(filter.getInput());
    List<RexNode> condition = List.of(filter.getCondition());
    builder.filter(joined(builder, condition, RelOptUtil.Logic.TRUE, filter.getVariablesSet(), 1));
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < filter.getRowType().getFieldCount(); i++) {
      columns.add(builder.field(i));
    }
    builder.project(columns, filter.getRowType().getFieldNames());
    call.transformTo(builder.build());
  }
}

package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.rules.SubQueryRemoveRule;
import org.apache.calcite.rex.LogicVisitor;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.tools.RelBuilder;

/**
 * Sub-queries of a filter as joins, as Calcite's rule makes them, but not misled by the names of
 * the input's columns.
 */
final class FilteredSubQueries extends SubQueryRemoveRule {
  FilteredSubQueries() {
    super(Config.FILTER);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    RelBuilder builder = call.builder();
    builder.push(filter.getInput());
    List<RexNode> condition = List.of(filter.getCondition());
    RexSubQuery next = RexUtil.SubQueryFinder.find(condition);
    for (int i = 1; next != null; i++) {
      RexSubQuery subQuery = next;
      ProjectedSubQueries.anonymous(builder);
      RelOptUtil.Logic logic = LogicVisitor.find(RelOptUtil.Logic.TRUE, condition, subQuery);
      Set<CorrelationId> own = RelOptUtil.getVariablesUsed(subQuery.rel);
      own.retainAll(filter.getVariablesSet());
      int width = builder.peek().getRowType().getFieldCount();
      RexNode value = apply(subQuery, own, logic, builder, 1, width, i);
      condition = ProjectedSubQueries.replaced(condition, subQuery, value);
      next = RexUtil.SubQueryFinder.find(condition);
    }
    builder.filter(condition);
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < filter.getRowType().getFieldCount(); i++) {
      columns.add(builder.field(i));
    }
    builder.project(columns, filter.getRowType().getFieldNames());
    call.transformTo(builder.build());
  }
}

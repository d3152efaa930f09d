package org.weft.planner.sql.optimize;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.weft.planner.sql.algebra.CallsOver;

/**
 * What an aggregate is given is not computed of rows that its FILTER leaves out, where it might
 * fail: {@code sum(a / b) FILTER (WHERE b <> 0)} divides by no zero.
 */
final class FilteredArguments extends RelHomogeneousShuttle {
  /** Operators that fail of no row, or only by an overflow that no condition would be asked for. */
  private static final Set<SqlKind> HARMLESS =
      EnumSet.of(
          SqlKind.PLUS,
          SqlKind.MINUS,
          SqlKind.TIMES,
          SqlKind.MINUS_PREFIX,
          SqlKind.AND,
          SqlKind.OR,
          SqlKind.NOT,
          SqlKind.CASE,
          SqlKind.COALESCE,
          SqlKind.SEARCH,
          SqlKind.EQUALS,
          SqlKind.NOT_EQUALS,
          SqlKind.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL,
          SqlKind.IS_NULL,
          SqlKind.IS_NOT_NULL,
          SqlKind.IS_TRUE,
          SqlKind.IS_NOT_TRUE,
          SqlKind.IS_FALSE,
          SqlKind.IS_NOT_FALSE);

  private FilteredArguments() {}

  static RelNode guard(RelNode tree) {
    return tree.accept(new FilteredArguments());
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode below = super.visit(node);
    return below instanceof Aggregate aggregate && aggregate.getInput() instanceof Project project
        ? guarded(aggregate, project)
        : below;
  }

  private static RelNode guarded(Aggregate aggregate, Project project) {
    Map<Integer, Integer> filters = filters(aggregate);
    List<RexNode> columns = new ArrayList<>(project.getProjects());
    RexBuilder rex = aggregate.getCluster().getRexBuilder();
    filters.forEach(
        (column, filter) -> {
          RexNode argument = columns.get(column);
          if (mayFail(argument)) {
            RexNode nothing = rex.makeNullLiteral(argument.getType());
            columns.set(
                column,
                rex.makeCall(
                    SqlStdOperatorTable.CASE,
                    project.getProjects().get(filter),
                    argument,
                    nothing));
          }
        });
    if (columns.equals(project.getProjects())) {
      return aggregate;
    }
    RelNode input =
        LogicalProject.create(
            project.getInput(),
            project.getHints(),
            columns,
            project.getRowType().getFieldNames(),
            project.getVariablesSet());
    List<AggregateCall> calls =
        aggregate.getAggCallList().stream()
            .map(call -> CallsOver.of(call, aggregate.getGroupCount(), input))
            .toList();
    RelNode guarded =
        aggregate.copy(
            aggregate.getTraitSet(),
            input,
            aggregate.getGroupSet(),
            aggregate.getGroupSets(),
            calls);
    return guarded.getRowType().equals(aggregate.getRowType()) ? guarded : aggregate;
  }

  /** The columns that are looked at only where one filter lets them, and that filter. */
  private static Map<Integer, Integer> filters(Aggregate aggregate) {
    Map<Integer, Integer> filters = new HashMap<>();
    Set<Integer> others = new HashSet<>(aggregate.getGroupSet().asList());
    for (AggregateCall call : aggregate.getAggCallList()) {
      List<Integer> used = new ArrayList<>(call.getArgList());
      used.addAll(call.getCollation().getKeys());
      for (int column : used) {
        Integer other = filters.put(column, call.filterArg);
        if (call.filterArg < 0 || (other != null && other != call.filterArg)) {
          others.add(column);
        }
      }
      if (call.filterArg >= 0) {
        others.add(call.filterArg);
      }
    }
    filters.keySet().removeAll(others);
    return filters;
  }

  /** True if an expression may fail of a row, other than by an overflow. */
  static boolean mayFail(RexNode expression) {
    boolean[] found = new boolean[1];
    expression.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitCall(RexCall call) {
            found[0] |= !HARMLESS.contains(call.getKind()) && !RexUtil.isLosslessCast(call);
            return super.visitCall(call);
          }
        });
    return found[0];
  }
}

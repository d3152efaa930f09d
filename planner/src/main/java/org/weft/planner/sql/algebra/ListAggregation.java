package org.weft.planner.sql.algebra;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.sql.validate.LibraryAggregate;
import org.weft.planner.sql.validate.LibraryOperator;
import org.weft.planner.sql.validate.ListAggregateOperator;

/** An aggregation without keys of the elements of a list, as functions of the list. */
final class ListAggregation {
  private final ListElements rows;
  private final RexBuilder rex;

  private ListAggregation(Aggregate aggregate, ListElements rows) {
    this.rows = rows;
    this.rex = aggregate.getCluster().getRexBuilder();
  }

  /** The aggregation's columns; nothing if some call has no function. */
  static Optional<List<RexNode>> of(Aggregate aggregate, ListElements rows) {
    ListAggregation aggregation = new ListAggregation(aggregate, rows);
    List<RexNode> columns = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      Optional<RexNode> value = aggregation.value(call);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      RelDataType type = call.getType();
      columns.add(
          value.get().getType().equals(type)
              ? value.get()
              : aggregation.rex.makeAbstractCast(type, value.get(), false));
    }
    return Optional.of(columns);
  }

  private Optional<RexNode> value(AggregateCall call) {
    if (call.getArgList().size() > 1 || !call.rexList.isEmpty()) {
      return Optional.empty();
    }
    List<RexNode> more = call.hasFilter() ? List.of(rows.columns().get(call.filterArg)) : List.of();
    if (call.getArgList().isEmpty()) {
      boolean isCount = call.getAggregation() == SqlStdOperatorTable.COUNT;
      return isCount ? Optional.of(orZero(call, of("length", counted(more)))) : Optional.empty();
    }
    int column = call.getArgList().get(0);
    RexNode list = rows.list(column, more);
    if (call.getAggregation() instanceof LibraryAggregate library) {
      return call.isDistinct() && !library.function().aggregate().ignoresDuplicates()
          ? Optional.empty()
          : rows.sorted(list, column, call.getCollation())
              .map(l -> rex.makeCall(new ListAggregateOperator(library), l));
    }
    return switch (call.getAggregation().getKind()) {
      case COUNT ->
          Optional.of(orZero(call, of(call.isDistinct() ? "list_unique" : "list_count", list)));
      case SUM -> Optional.of(of("list_sum", call.isDistinct() ? of("list_distinct", list) : list));
      case MIN -> Optional.of(of("list_min", list));
      case MAX -> Optional.of(of("list_max", list));
      case AVG ->
          call.isDistinct() || call.getType().getSqlTypeName() != SqlTypeName.DOUBLE
              ? Optional.empty()
              : Optional.of(of("list_avg", list));
      default -> Optional.empty();
    };
  }

  /** A list of as many elements as there are rows. */
  private RexNode counted(List<RexNode> more) {
    return new ListElements(rex, rows.source(), List.of(rows.element()), rows.conditions())
        .list(0, more);
  }

  private RexNode of(String function, RexNode list) {
    return rex.makeCall(LibraryOperator.of(FunctionRegistry.get(function)), list);
  }

  private RexNode orZero(AggregateCall call, RexNode count) {
    RexNode zero = rex.makeExactLiteral(BigDecimal.ZERO, call.getType());
    return rex.makeCall(
        call.getType(),
        SqlStdOperatorTable.CASE,
        List.of(
            rex.makeCall(SqlStdOperatorTable.IS_NULL, rows.source()),
            zero,
            rex.makeAbstractCast(call.getType(), count, false)));
  }
}

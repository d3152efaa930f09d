package org.weft.planner.sql.algebra;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * An aggregation for all outer rows at once: they are keys of its groups. A group of everything
 * gives a row for every outer row, also where there is nothing to aggregate.
 */
final class OuterRowGroups {
  private final OuterRow outer;
  private final Aggregate aggregate;
  private final RelNode input;
  private final ImmutableBitSet outerKeys;
  private final RexBuilder rex;

  /**
   * @param input of the aggregation, with the outer columns behind its own
   */
  OuterRowGroups(OuterRow outer, Aggregate aggregate, RelNode input) {
    this.outer = outer;
    this.aggregate = aggregate;
    this.input = input;
    int first = OuterRowPush.width(aggregate.getInput());
    this.outerKeys = ImmutableBitSet.range(first, first + outer.width());
    this.rex = outer.rel().getCluster().getRexBuilder();
  }

  RelNode grouped() {
    List<ImmutableBitSet> sets = new ArrayList<>(aggregate.getGroupSets());
    boolean hasAll = sets.remove(ImmutableBitSet.of());
    if (!hasAll) {
      return ordered(groups(sets));
    }
    if (sets.isEmpty()) {
      return everything();
    }
    boolean tellsGroups =
        aggregate.getAggCallList().stream()
            .anyMatch(call -> call.getAggregation().getKind() == SqlKind.GROUPING);
    if (tellsGroups) {
      throw DependentJoins.refused("GROUPING in a correlated sub-query");
    }
    return LogicalUnion.create(List.of(ordered(groups(sets)), everything()), true);
  }

  /** Keys, outer keys, calls. */
  private RelNode groups(List<ImmutableBitSet> sets) {
    ImmutableBitSet keys = sets.isEmpty() ? outerKeys : aggregate.getGroupSet().union(outerKeys);
    List<ImmutableBitSet> more =
        sets.isEmpty()
            ? List.of(outerKeys)
            : ImmutableBitSet.ORDERING.immutableSortedCopy(
                sets.stream().map(set -> set.union(outerKeys)).toList());
    return LogicalAggregate.create(input, List.of(), keys, more, calls());
  }

  private List<AggregateCall> calls() {
    return aggregate.getAggCallList().stream().map(call -> CallsOver.of(call, 1, input)).toList();
  }

  /** The aggregation's columns as they were, then the outer ones. */
  private RelNode ordered(RelNode groups) {
    int keys = aggregate.getGroupCount();
    List<RexNode> columns = new ArrayList<>();
    for (RelDataTypeField field : aggregate.getRowType().getFieldList()) {
      int i = field.getIndex();
      columns.add(rex.makeInputRef(groups, i < keys ? i : i + outer.width()));
    }
    columns.addAll(outer.columns(groups, keys));
    return projected(groups, columns);
  }

  /** One row for every outer row, the keys null. */
  private RelNode everything() {
    RelNode groups = groups(List.of());
    RelNode joined =
        LogicalJoin.create(
            outer.rel(),
            groups,
            List.of(),
            RexUtil.composeConjunction(rex, outer.same(0, outer.width())),
            Set.of(),
            JoinRelType.LEFT);
    List<RexNode> columns = new ArrayList<>();
    for (RelDataTypeField field : aggregate.getRowType().getFieldList()) {
      int call = field.getIndex() - aggregate.getGroupCount();
      columns.add(
          call < 0 ? rex.makeNullLiteral(field.getType()) : value(joined, call, field.getType()));
    }
    columns.addAll(outer.columns(joined, 0));
    return projected(joined, columns);
  }

  /**
   * A call over nothing is null; what can't be null counts something, and is zero, or is a literal.
   */
  private RexNode value(RelNode joined, int call, RelDataType type) {
    RexNode value = rex.makeInputRef(joined, 2 * outer.width() + call);
    if (type.isNullable()) {
      return value;
    }
    AggregateCall over = aggregate.getAggCallList().get(call);
    if (over.getAggregation().getKind() == SqlKind.LITERAL_AGG) {
      return over.rexList.get(0);
    }
    if (!SqlTypeUtil.isNumeric(type)) {
      throw DependentJoins.refused(
          over.getAggregation().getName() + " in this form of correlated sub-query");
    }
    RexNode zero = rex.makeExactLiteral(BigDecimal.ZERO);
    return rex.makeCall(
        type,
        SqlStdOperatorTable.CASE,
        List.of(
            rex.makeCall(SqlStdOperatorTable.IS_NULL, value),
            OuterRow.cast(rex, zero, type),
            OuterRow.cast(rex, value, type)));
  }

  private RelNode projected(RelNode node, List<RexNode> columns) {
    List<RexNode> typed = new ArrayList<>();
    List<String> names = new ArrayList<>(aggregate.getRowType().getFieldNames());
    for (RexNode column : columns) {
      int i = typed.size();
      boolean isOwn = i < aggregate.getRowType().getFieldCount();
      typed.add(
          isOwn
              ? OuterRow.cast(rex, column, aggregate.getRowType().getFieldList().get(i).getType())
              : column);
      if (!isOwn) {
        names.add("outer$" + i);
      }
    }
    return LogicalProject.create(node, List.of(), typed, names, Set.of());
  }
}

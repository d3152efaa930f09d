package org.weft.planner.sql.optimize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.weft.planner.sql.algebra.CallsOver;
import org.weft.planner.sql.algebra.TimeOperations;
import org.weft.planner.sql.validate.SqlTypes;

/**
 * Means as sum and count, in aggregations that also count different values: these are done in two
 * levels, and a mean of means would be wrong. Means of times are no quotients of sums, and stay.
 */
final class MeanSplit extends RelHomogeneousShuttle {
  private MeanSplit() {}

  static RelNode split(RelNode tree) {
    return tree.accept(new MeanSplit());
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode below = super.visit(node);
    return below instanceof Aggregate aggregate && hasBoth(aggregate) ? split(aggregate) : below;
  }

  private static boolean hasBoth(Aggregate aggregate) {
    List<AggregateCall> calls = aggregate.getAggCallList();
    return calls.stream().anyMatch(AggregateCall::isDistinct)
        && calls.stream().anyMatch(MeanSplit::isMean);
  }

  private static boolean isMean(AggregateCall call) {
    return call.getAggregation().getKind() == SqlKind.AVG
        && !SqlTypeUtil.isDatetime(call.getType());
  }

  private static RelNode split(Aggregate aggregate) {
    RexBuilder rex = aggregate.getCluster().getRexBuilder();
    int keys = aggregate.getGroupCount();
    List<AggregateCall> calls = new ArrayList<>();
    List<int[]> places = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (isMean(call)) {
        places.add(new int[] {keys + calls.size(), keys + calls.size() + 1});
        calls.add(same(call, SqlStdOperatorTable.SUM, aggregate));
        calls.add(same(call, SqlStdOperatorTable.COUNT, aggregate));
      } else {
        places.add(new int[] {keys + calls.size()});
        calls.add(call);
      }
    }
    RelNode split =
        aggregate.copy(
            aggregate.getTraitSet(),
            aggregate.getInput(),
            aggregate.getGroupSet(),
            aggregate.getGroupSets(),
            calls);
    List<RexNode> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (RelDataTypeField field : aggregate.getRowType().getFieldList()) {
      int index = field.getIndex();
      columns.add(
          index < keys
              ? rex.makeInputRef(split, index)
              : column(rex, split, places.get(index - keys), field.getType()));
      names.add(field.getName());
    }
    return LogicalProject.create(split, List.of(), columns, names, java.util.Set.of());
  }

  private static AggregateCall same(AggregateCall call, SqlAggFunction function, Aggregate of) {
    AggregateCall unnamed = call.withCollation(RelCollations.EMPTY).withName(null);
    return CallsOver.of(unnamed, function, of.getGroupCount(), of.getInput());
  }

  private static RexNode column(RexBuilder rex, RelNode split, int[] places, RelDataType type) {
    RexNode first = rex.makeInputRef(split, places[0]);
    if (places.length == 1) {
      return first;
    }
    Optional<RexNode> ofIntervals =
        TimeOperations.of(
            SqlParserPos.ZERO, SqlKind.DIVIDE, first, rex.makeInputRef(split, places[1]), rex);
    if (ofIntervals.isPresent()) {
      return rex.ensureType(type, ofIntervals.get(), true);
    }
    RelDataType mean =
        SqlTypes.INSTANCE.createTypeWithNullability(
            SqlTypes.INSTANCE.createSqlType(org.apache.calcite.sql.type.SqlTypeName.DOUBLE),
            type.isNullable());
    RexNode count = rex.makeInputRef(split, places[1]);
    RexNode quotient =
        rex.makeCall(
            mean,
            SqlStdOperatorTable.DIVIDE,
            List.of(rex.makeCast(mean, first), rex.makeCast(mean, count)));
    return rex.ensureType(type, quotient, true);
  }
}

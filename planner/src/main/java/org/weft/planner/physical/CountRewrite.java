package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/** A count of several columns as that of one which is null where any of them is. */
final class CountRewrite {
  private CountRewrite() {}

  static boolean isNeeded(AggregateCall call) {
    return call.function() == Aggregate.COUNT && call.arguments().size() > 1 && !call.isDistinct();
  }

  static LogicalPlan of(LogicalPlan.Aggregate aggregate) {
    LogicalPlan input = aggregate.input();
    List<Field> fields = new ArrayList<>(input.schema().fields());
    List<Expression> columns = Projections.columns(input.schema());
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.calls()) {
      if (isNeeded(call)) {
        calls.add(call.over(columns.size()));
        columns.add(mark(call.arguments().stream().map(columns::get).toList()));
        fields.add(Field.nullable(call.name(), SimpleType.BOOLEAN));
      } else {
        calls.add(call);
      }
    }
    LogicalPlan marked =
        new LogicalPlan.Project(input, columns, new Schema(fields), input.estimate());
    return new LogicalPlan.Aggregate(
        marked, aggregate.keys(), calls, aggregate.schema(), aggregate.estimate());
  }

  private static Expression mark(List<Expression> values) {
    List<Expression> present = new ArrayList<>();
    for (Expression value : values) {
      present.add(Call.of(Function.IS_NOT_NULL, SimpleType.BOOLEAN, value));
    }
    return Call.of(
        Function.CASE,
        SimpleType.BOOLEAN,
        new Call(Function.AND, present, SimpleType.BOOLEAN),
        new Literal(SimpleType.BOOLEAN, new Value.Bool(true)),
        Literal.ofNull(SimpleType.BOOLEAN));
  }
}

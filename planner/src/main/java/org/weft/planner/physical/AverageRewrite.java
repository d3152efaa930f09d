package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/** AVG(x) is SUM(x) / COUNT(x), as FLOAT64; sums and counts that are there already are shared. */
final class AverageRewrite {
  private final LogicalPlan.Aggregate aggregate;
  private final List<AggregateCall> calls = new ArrayList<>();
  private final List<Field> fields = new ArrayList<>();

  private AverageRewrite(LogicalPlan.Aggregate aggregate) {
    this.aggregate = aggregate;
  }

  static LogicalPlan of(LogicalPlan.Aggregate aggregate) {
    return new AverageRewrite(aggregate).rewritten();
  }

  private LogicalPlan rewritten() {
    List<Expression> outputs = new ArrayList<>();
    for (int i = 0; i < aggregate.keys().size(); i++) {
      Field key = aggregate.schema().field(i);
      fields.add(key);
      outputs.add(new Column(i, key.name(), key.type()));
    }
    for (AggregateCall call : aggregate.calls()) {
      outputs.add(call.function() == Aggregate.AVG ? mean(call) : column(call));
    }
    LogicalPlan sums =
        new LogicalPlan.Aggregate(
            aggregate.input(), aggregate.keys(), calls, new Schema(fields), aggregate.estimate());
    return new LogicalPlan.Project(sums, outputs, aggregate.schema(), aggregate.estimate());
  }

  private Expression mean(AggregateCall average) {
    DataType argument = aggregate.input().schema().type(average.argument().orElseThrow());
    Expression sum = column(as(average, Aggregate.SUM, sumType(argument)));
    Expression count = column(as(average, Aggregate.COUNT, SimpleType.INT64));
    return Call.of(Function.DIVIDE, SimpleType.FLOAT64, real(sum), real(count)).at(average.place());
  }

  private static Expression real(Expression number) {
    return number.type() == SimpleType.FLOAT64
        ? number
        : new Cast(number, SimpleType.FLOAT64, Cast.OnError.FAIL);
  }

  private static DataType sumType(DataType argument) {
    if (argument.isInteger()) {
      return new DecimalType(DecimalType.MAX_PRECISION, 0);
    }
    return argument instanceof DecimalType decimal
        ? new DecimalType(DecimalType.MAX_PRECISION, decimal.scale())
        : SimpleType.FLOAT64;
  }

  private static AggregateCall as(AggregateCall average, Aggregate function, DataType type) {
    return new AggregateCall(
            function,
            average.argument(),
            average.filter(),
            average.distinctness(),
            type,
            function.name().toLowerCase(java.util.Locale.ROOT) + "(" + average.name() + ")")
        .at(average.place());
  }

  /** The column of a call, which is added unless an equal one is there. */
  private Column column(AggregateCall call) {
    for (int i = 0; i < calls.size(); i++) {
      if (isSame(calls.get(i), call)) {
        return new Column(aggregate.keys().size() + i, calls.get(i).name(), call.type());
      }
    }
    calls.add(call);
    fields.add(
        call.isCount()
            ? Field.required(call.name(), call.type())
            : Field.nullable(call.name(), call.type()));
    return new Column(fields.size() - 1, call.name(), call.type());
  }

  private static boolean isSame(AggregateCall a, AggregateCall b) {
    return a.function() == b.function()
        && a.argument().equals(b.argument())
        && a.filter().equals(b.filter())
        && a.distinctness() == b.distinctness()
        && a.type().equals(b.type());
  }
}

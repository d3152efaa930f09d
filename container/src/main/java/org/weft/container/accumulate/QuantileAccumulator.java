package org.weft.container.accumulate;

import java.util.List;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Layout;

/** QUANTILE_CONT and QUANTILE_DISC: all values are kept. */
final class QuantileAccumulator extends ColumnAccumulator {
  private final Aggregate function;
  private final double[] fractions;
  private final MemoryScope scope;
  private final Ranking ranking;
  private final Interpolation interpolation;
  private final Results results;
  private final long first;
  private final long second;

  /** A quantile of a column of this type. */
  QuantileAccumulator(AggregateCall call, DataType type, MemoryScope scope) {
    super(call.argument().getAsInt());
    this.function = call.function();
    this.fractions = fractions(call.parameters());
    this.scope = scope;
    Layout layout = Layout.of(type);
    this.ranking =
        layout.width() > Long.BYTES
            ? new WideRanking(layout, scope)
            : new NumberRanking(layout, scope);
    this.interpolation = new Interpolation(type);
    this.results = Results.of(call.type(), single(type), scope);
    this.first = scope.allocate(32).address();
    this.second = first + 16;
  }

  static double[] fractions(List<Literal> parameters) {
    return parameters.stream()
        .mapToDouble(parameter -> ((Value.Real) parameter.value()).value())
        .toArray();
  }

  private DataType single(DataType type) {
    return function == Aggregate.QUANTILE_DISC ? type : Interpolation.result(type);
  }

  @Override
  public void reset() {
    ranking.clear();
  }

  @Override
  void add(ColumnReader values, int[] rows, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!values.isNull(rows[i])) {
        ranking.add(values, rows[i]);
      }
    }
  }

  @Override
  public void result(ColumnBuilder out) {
    if (ranking.size() == 0) {
      out.appendNull();
      return;
    }
    results.start();
    for (double fraction : fractions) {
      if (function == Aggregate.QUANTILE_DISC) {
        ranking.read(QuantilePlace.discrete(fraction, ranking.size()), first);
      } else {
        QuantilePlace place = QuantilePlace.continuous(fraction, ranking.size());
        ranking.read(place.first(), first);
        ranking.read(place.second(), second);
        interpolation.between(first, second, place.share(), first);
      }
      results.add(first, out);
    }
    results.finish(out);
  }

  @Override
  public void close() {
    scope.close();
  }
}

package org.weft.container.accumulate;

import java.util.List;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;

/** QUANTILE_CONT and QUANTILE_DISC: all values are kept. */
final class QuantileAccumulator extends ColumnAccumulator {
  private final Aggregate function;
  private final double[] fractions;
  private final MemoryScope scope;
  private final Ranking ranking;
  private final Interpolation interpolation;
  private final Results results;
  private final long[] ranks;
  private final long places;

  /** A quantile of a column of this type; the scope is the ranking's, and is taken over. */
  QuantileAccumulator(AggregateCall call, DataType type, Ranking ranking, MemoryScope scope) {
    super(call.argument().getAsInt());
    this.function = call.function();
    this.fractions = fractions(call.parameters());
    this.scope = scope;
    this.ranking = ranking;
    this.interpolation = new Interpolation(type);
    this.results = Results.of(call.type(), single(type), scope);
    this.ranks = new long[2 * fractions.length];
    this.places = scope.allocate((long) ranks.length * Ranking.PLACE).address();
  }

  static double[] fractions(List<Literal> parameters) {
    return parameters.stream()
        .mapToDouble(parameter -> ((Value.Real) parameter.value()).value())
        .toArray();
  }

  private QuantilePlace place(double fraction) {
    if (function != Aggregate.QUANTILE_DISC) {
      return QuantilePlace.continuous(fraction, ranking.size());
    }
    long rank = QuantilePlace.discrete(fraction, ranking.size());
    return new QuantilePlace(rank, rank, 0);
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
    ranking.add(values, rows, from, to);
  }

  @Override
  public void result(ColumnBuilder out) {
    if (ranking.size() == 0) {
      out.appendNull();
      return;
    }
    QuantilePlace[] between = new QuantilePlace[fractions.length];
    for (int i = 0; i < fractions.length; i++) {
      between[i] = place(fractions[i]);
      ranks[2 * i] = between[i].first();
      ranks[2 * i + 1] = between[i].second();
    }
    ranking.read(ranks, places);
    results.start();
    for (int i = 0; i < fractions.length; i++) {
      long first = places + 2L * i * Ranking.PLACE;
      if (function != Aggregate.QUANTILE_DISC) {
        interpolation.between(first, first + Ranking.PLACE, between[i].share(), first);
      }
      results.add(first, out);
    }
    results.finish(out);
  }

  @Override
  public void close() {
    ranking.close();
    scope.close();
  }
}

package org.weft.container.accumulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.nested.JavaValues;
import org.weft.planner.vector.nested.NestedBuilder;

/**
 * BINS: a histogram of at most so many bins, each a number and how many values it stands for; the
 * two that are nearest become one (Ben-Haim and Tom-Tov, 2010; as in Hive and Spark). All NaN are
 * one more bin at the end.
 */
final class BinsAccumulator extends ColumnAccumulator {
  private final int limit;
  private final AggregateCall call;
  private final MemoryScope scope;
  private final NestedBuilder list;
  private final double[] places;
  private final double[] counts;
  private int bins;
  private long nans;

  BinsAccumulator(AggregateCall call, MemoryScope scope) {
    super(call.argument().getAsInt());
    this.call = call;
    this.scope = scope;
    this.limit = (int) ((Value.Int) call.parameters().get(0).value()).value();
    this.list = NestedBuilder.of(call.type(), scope);
    this.places = new double[limit + 1];
    this.counts = new double[limit + 1];
  }

  @Override
  public void reset() {
    bins = 0;
    nans = 0;
  }

  @Override
  void add(ColumnReader values, int[] rows, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!values.isNull(rows[i])) {
        double value = values.real(rows[i]);
        if (Double.isNaN(value)) {
          nans++;
        } else {
          add(value + 0.0); // of both zeros the one
        }
      }
    }
  }

  private void add(double value) {
    int found = Arrays.binarySearch(places, 0, bins, value);
    if (found >= 0) {
      counts[found]++;
      return;
    }
    int place = -found - 1;
    System.arraycopy(places, place, places, place + 1, bins - place);
    System.arraycopy(counts, place, counts, place + 1, bins - place);
    places[place] = value;
    counts[place] = 1;
    bins++;
    if (bins > limit) {
      joinNearest();
    }
  }

  private void joinNearest() {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i + 1 < bins; i++) {
      double distance = places[i + 1] - places[i];
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    double count = counts[nearest] + counts[nearest + 1];
    double share = counts[nearest + 1] / count;
    places[nearest] = places[nearest] * (1 - share) + places[nearest + 1] * share;
    counts[nearest] = count;
    bins--;
    System.arraycopy(places, nearest + 2, places, nearest + 1, bins - nearest - 1);
    System.arraycopy(counts, nearest + 2, counts, nearest + 1, bins - nearest - 1);
  }

  @Override
  public void result(ColumnBuilder out) {
    if (bins == 0 && nans == 0) {
      out.appendNull();
      return;
    }
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < bins; i++) {
      rows.add(List.of(places[i], counts[i]));
    }
    if (nans > 0) {
      rows.add(List.of(Double.NaN, (double) nans));
    }
    JavaValues.build(call.type(), rows, list);
    out.appendNested(list);
  }

  @Override
  public void close() {
    scope.close();
  }
}

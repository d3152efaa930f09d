package org.weft.io.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.weft.io.sketch.DistinctSketch;
import org.weft.planner.expr.Value;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.DistinctSource;
import org.weft.planner.type.Schema;
import org.weft.planner.type.TypeKind;

/** Adds up the statistics of parts to those of the table. */
final class TableStatistics {
  private final Schema schema;
  private final Column[] columns;
  private long rows;

  TableStatistics(Schema schema) {
    this.schema = schema;
    this.columns = new Column[schema.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new Column();
    }
  }

  /** Adds a part of the table. */
  void add(DataFile.Split split) {
    if (split.rowCount() == 0) {
      return;
    }
    rows += split.rowCount();
    for (int i = 0; i < columns.length; i++) {
      columns[i].add(split.statistics().get(i), split.rowCount());
    }
  }

  /**
   * One per column of the schema.
   *
   * @param learnt the sketch of all values of a column, where there is one
   * @param sampled different values that a sample makes likely, by place, where there is one
   */
  List<ColumnStatistics> merged(
      Function<String, Optional<DistinctSketch>> learnt, Map<Integer, OptionalDouble> sampled) {
    List<ColumnStatistics> merged = new ArrayList<>(columns.length);
    for (int i = 0; i < columns.length; i++) {
      ColumnStatistics found =
          sampled(
              columns[i].merged(schema.type(i).kind()),
              sampled.getOrDefault(i, OptionalDouble.empty()));
      merged.add(
          learnt.apply(schema.field(i).name()).map(sketch -> seen(found, sketch)).orElse(found));
    }
    return merged;
  }

  private ColumnStatistics seen(ColumnStatistics found, DistinctSketch sketch) {
    return counted(found, sketch.estimate(), DistinctSource.SKETCH);
  }

  private ColumnStatistics sampled(ColumnStatistics found, OptionalDouble sample) {
    return sample.isPresent()
        ? counted(found, sample.getAsDouble(), DistinctSource.SAMPLED)
        : found;
  }

  /** The bounds still bound what was seen. */
  private ColumnStatistics counted(ColumnStatistics found, double distinct, DistinctSource source) {
    double most = found.source() == DistinctSource.RANGE ? found.distinct().orElse(rows) : rows;
    return new ColumnStatistics(
        found.min(),
        found.max(),
        found.nulls(),
        OptionalDouble.of(Math.min(most, Math.rint(distinct))),
        source);
  }

  private record Count(OptionalDouble distinct, DistinctSource source) {}

  private final class Column {
    /** Of a part, distinct values below this share of its rows are probably all there are. */
    private static final double SATURATED = 0.2;

    private Value min;
    private Value max;
    private boolean boundsKnown = true;
    private long nulls;
    private boolean nullsKnown = true;
    private double mostDistinct;
    private double distinctSum;
    private boolean distinctKnown = true;
    private DistinctSource source = DistinctSource.FOOTER;

    private void add(ColumnStatistics part, long partRows) {
      nullsKnown &= part.nulls().isPresent();
      nulls += part.nulls().orElse(0);
      boolean allNull = part.nulls().isPresent() && part.nulls().getAsLong() == partRows;
      if (!allNull) {
        addBounds(part);
      }
      distinctKnown &= part.distinct().isPresent() || allNull;
      double distinct = part.distinct().orElse(0);
      source = part.source() == DistinctSource.DICTIONARY ? DistinctSource.DICTIONARY : source;
      mostDistinct = Math.max(mostDistinct, distinct);
      distinctSum += distinct <= SATURATED * partRows ? 0 : distinct;
    }

    private void addBounds(ColumnStatistics part) {
      if (part.min().isEmpty() || part.max().isEmpty()) {
        boundsKnown = false;
        return;
      }
      min = min == null || ValueOrder.compare(part.min().get(), min) < 0 ? part.min().get() : min;
      max = max == null || ValueOrder.compare(part.max().get(), max) > 0 ? part.max().get() : max;
    }

    private ColumnStatistics merged(TypeKind kind) {
      boolean bounded = boundsKnown && min != null;
      Count count = distinct(kind, bounded);
      return new ColumnStatistics(
          bounded ? Optional.of(min) : Optional.empty(),
          bounded ? Optional.of(max) : Optional.empty(),
          nullsKnown ? OptionalLong.of(nulls) : OptionalLong.empty(),
          count.distinct(),
          count.source());
    }

    /** What chunks say they hold, and never more than fit between the bounds. */
    private Count distinct(TypeKind kind, boolean bounded) {
      double most = Math.max(0, rows - (nullsKnown ? nulls : 0));
      boolean limited = false;
      DistinctSource from = DistinctSource.RANGE;
      if (bounded && kind != TypeKind.STRING && min instanceof Value.Int low) {
        most = Math.min(most, (double) ((Value.Int) max).value() - (double) low.value() + 1);
        limited = true;
      }
      if (distinctKnown && mostDistinct > 0) {
        double inChunks = Math.max(mostDistinct, distinctSum);
        from = limited && inChunks > most ? DistinctSource.RANGE : source;
        most = Math.min(most, inChunks);
        limited = true;
      }
      return new Count(limited ? OptionalDouble.of(most) : OptionalDouble.empty(), from);
    }
  }
}

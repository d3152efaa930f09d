package org.weft.io.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.weft.planner.expr.Value;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.DataFile;
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

  /** One per column of the schema. */
  List<ColumnStatistics> merged() {
    List<ColumnStatistics> merged = new ArrayList<>(columns.length);
    for (int i = 0; i < columns.length; i++) {
      merged.add(columns[i].merged(schema.type(i).kind()));
    }
    return merged;
  }

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

    private void add(ColumnStatistics part, long partRows) {
      nullsKnown &= part.nulls().isPresent();
      nulls += part.nulls().orElse(0);
      boolean allNull = part.nulls().isPresent() && part.nulls().getAsLong() == partRows;
      if (!allNull) {
        addBounds(part);
      }
      distinctKnown &= part.distinct().isPresent() || allNull;
      double distinct = part.distinct().orElse(0);
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
      return new ColumnStatistics(
          bounded ? Optional.of(min) : Optional.empty(),
          bounded ? Optional.of(max) : Optional.empty(),
          nullsKnown ? OptionalLong.of(nulls) : OptionalLong.empty(),
          distinct(kind, bounded));
    }

    /** What chunks say they hold, and never more than fit between the bounds. */
    private OptionalDouble distinct(TypeKind kind, boolean bounded) {
      double most = Math.max(0, rows - (nullsKnown ? nulls : 0));
      boolean limited = false;
      if (bounded && kind != TypeKind.STRING && min instanceof Value.Int low) {
        most = Math.min(most, (double) ((Value.Int) max).value() - (double) low.value() + 1);
        limited = true;
      }
      if (distinctKnown && mostDistinct > 0) {
        most = Math.min(most, Math.max(mostDistinct, distinctSum));
        limited = true;
      }
      return limited ? OptionalDouble.of(most) : OptionalDouble.empty();
    }
  }
}

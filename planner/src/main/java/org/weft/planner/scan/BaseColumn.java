package org.weft.planner.scan;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.type.TypeKind;

/** What is known, or can be guessed, of one column of a table. */
public final class BaseColumn {
  /** Texts stored in fewer bits than this are taken for dictionary codes. */
  private static final double MAX_CODE_BITS = 12;

  /** Below this many rows a column's size on disk is mostly overhead. */
  private static final long MIN_ROWS_FOR_CODES = 10_000;

  /** What can be saved by knowing more of a smaller table is less than it costs. */
  private static final double MIN_ROWS_FOR_SAMPLE = 1000;

  /** Whole numbers spread over more than this many times their rows are no running numbers. */
  private static final double SPARSE = 2;

  private static final double BITS_PER_BYTE = 8;
  private static final double MILLIS_PER_SECOND = 1000;

  private final TableData table;
  private final int ordinal;
  private final ColumnStatistics statistics;

  /** A column by its place in the table's schema. */
  public BaseColumn(TableData table, int ordinal) {
    this.table = table;
    this.ordinal = ordinal;
    this.statistics =
        ordinal < table.statistics().size()
            ? table.statistics().get(ordinal)
            : ColumnStatistics.UNKNOWN;
  }

  /** The table it belongs to. */
  public TableData table() {
    return table;
  }

  /** Its place in the table's schema. */
  public int ordinal() {
    return ordinal;
  }

  /** Rows of the table, at least one. */
  public double rows() {
    return Math.max(1, table.rowCount());
  }

  /** The type of its values. */
  public DataType type() {
    return table.schema().type(ordinal);
  }

  /** The part of the rows that is null. */
  public double nullFraction() {
    return statistics.nulls().isPresent()
        ? Math.min(1, statistics.nulls().getAsLong() / rows())
        : 0;
  }

  /** The least value as a number: of dates in days, of timestamps in milliseconds since 1970. */
  public OptionalDouble min() {
    return number(statistics.min().orElse(null));
  }

  /** The greatest value in the same form. */
  public OptionalDouble max() {
    return number(statistics.max().orElse(null));
  }

  private OptionalDouble number(Value value) {
    if (value instanceof Value.Real real) {
      return OptionalDouble.of(real.value());
    }
    boolean isNumber = value instanceof Value.Int || value instanceof Value.Big;
    if (!isNumber) {
      return OptionalDouble.empty();
    }
    if (type() instanceof TimestampType timestamp) {
      double units = ((Value.Int) value).value();
      return OptionalDouble.of(units / timestamp.unit().perSecond() * MILLIS_PER_SECOND);
    }
    int scale = type() instanceof DecimalType decimal ? decimal.scale() : 0;
    return OptionalDouble.of(new BigDecimal(Value.unscaled(value), scale).doubleValue());
  }

  /** Different values the bounds leave room for, of types whose values can be counted. */
  public OptionalDouble range() {
    OptionalDouble min = min();
    OptionalDouble max = max();
    if (min.isEmpty() || max.isEmpty()) {
      return OptionalDouble.empty();
    }
    double width = max.getAsDouble() - min.getAsDouble();
    return switch (type().kind()) {
      case INT8, INT16, INT32, INT64, DATE, ENUM -> OptionalDouble.of(width + 1);
      case DECIMAL -> OptionalDouble.of(width * Math.pow(10, ((DecimalType) type()).scale()) + 1);
      default -> OptionalDouble.empty();
    };
  }

  /**
   * An estimated number of different values.
   *
   * @param source what it was estimated from
   */
  public record DistinctCount(double values, DistinctSource source) {}

  /** Estimated number of different values, if there is anything to guess it from. */
  public OptionalDouble distinct() {
    Optional<DistinctCount> count = distinctCount();
    return count.isPresent() ? OptionalDouble.of(count.get().values()) : OptionalDouble.empty();
  }

  /** The same with its source. */
  public Optional<DistinctCount> distinctCount() {
    if (statistics.distinct().isPresent()) {
      return count(statistics.distinct(), statistics.source());
    }
    if (type().kind() == TypeKind.BOOLEAN) {
      return count(OptionalDouble.of(2), DistinctSource.RANGE);
    }
    OptionalDouble range = range();
    if (range.isPresent()) {
      return count(range, DistinctSource.RANGE);
    }
    return type().isVariableLength() ? count(codes(), DistinctSource.GUESS) : Optional.empty();
  }

  private Optional<DistinctCount> count(OptionalDouble values, DistinctSource source) {
    return values.isPresent()
        ? Optional.of(
            new DistinctCount(Math.max(1, Math.min(rows(), values.getAsDouble())), source))
        : Optional.empty();
  }

  /** Texts that take few bits each on disk are codes of a dictionary of about two to that many. */
  private OptionalDouble codes() {
    double bytes = 0;
    for (DataFile file : table.files()) {
      for (DataFile.Split split : file.splits()) {
        if (ordinal < split.compressedBytes().length) {
          bytes += split.compressedBytes()[ordinal];
        }
      }
    }
    double bits = bytes * BITS_PER_BYTE / rows();
    boolean areCodes = bytes > 0 && rows() >= MIN_ROWS_FOR_CODES && bits <= MAX_CODE_BITS;
    return areCodes
        ? OptionalDouble.of(Math.min(rows(), Math.pow(2, Math.ceil(bits))))
        : OptionalDouble.empty();
  }

  /**
   * True if nothing is known of how many different values a larger table has here, or only that
   * there is room for more than it has rows. With just as much room it is taken for a key.
   */
  public boolean isHardlyKnown() {
    if (rows() < MIN_ROWS_FOR_SAMPLE || type().isNested()) {
      return false;
    }
    Optional<DistinctCount> count = distinctCount();
    return count.isEmpty()
        || count.get().source() == DistinctSource.GUESS
        || count.get().source() == DistinctSource.RANGE && range().orElse(0) > rows() * SPARSE;
  }

  /** True if every row seems to have a value of its own. */
  public boolean isLikelyKey() {
    if (statistics.distinct().isPresent()) {
      return statistics.distinct().getAsDouble() >= rows() * 0.98;
    }
    OptionalDouble range = range();
    return type().isInteger() && range.isPresent() && range.getAsDouble() >= rows();
  }
}

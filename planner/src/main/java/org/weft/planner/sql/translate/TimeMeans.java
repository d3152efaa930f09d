package org.weft.planner.sql.translate;

import java.util.List;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;

/**
 * AVG of dates and times, made of the sum of their microseconds since 1970 or midnight; parts of a
 * microsecond are cut, as in DuckDB.
 */
final class TimeMeans {
  /** What gives the microseconds of a date or time. */
  static final String MICROS = "epoch_us";

  private static final DataType WIDE = new DecimalType(DecimalType.MAX_PRECISION, 0);

  private TimeMeans() {}

  /** True if a mean of this type is one of dates or times. */
  static boolean isOne(DataType mean) {
    return mean instanceof TimestampType || mean instanceof TimeType;
  }

  static Expression micros(Expression time) {
    return LibraryTranslation.of(MICROS, List.of(time));
  }

  /** A sum of microseconds, divided by a count that is not 0 where the sum is not null. */
  static Expression mean(Expression sum, Expression count, DataType type) {
    Expression none = Casts.to(new Literal(SimpleType.INT32, new Value.Int(0)), WIDE);
    Expression length =
        LibraryTranslation.of("interval_mean", List.of(none, none, Casts.to(sum, WIDE), count));
    Expression micros = LibraryTranslation.of("interval_micros", List.of(length));
    return Casts.to(LibraryTranslation.of("timestamp_micros", List.of(micros)), type);
  }
}

package org.weft.container.expression.cast;

import java.util.OptionalLong;
import org.weft.planner.type.DataType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;

/** Timestamps read from text as casts read them. */
public final class MomentText {
  private MomentText() {}

  /** The microseconds since 1970; nothing if the text is no timestamp. */
  public static OptionalLong micros(long bytes, int length) {
    try {
      return OptionalLong.of(TimeText.timestamp(bytes, length, TimestampType.MICROS));
    } catch (TimeText.NoTime | ArithmeticException e) {
      return OptionalLong.empty(); // the caller says what that means
    }
  }

  /** A date, time or timestamp as casts write it. */
  public static String show(long value, DataType type) {
    if (type instanceof TimestampType timestamp) {
      return TimeText.showTimestamp(value, timestamp);
    }
    if (type instanceof TimeType time) {
      long micros = time.unit() == TimestampType.Unit.NANOS ? Math.floorDiv(value, 1000L) : value;
      return TimeText.showTimestamp(micros, TimestampType.MICROS).substring(11);
    }
    return TimeText.showDate(value);
  }
}

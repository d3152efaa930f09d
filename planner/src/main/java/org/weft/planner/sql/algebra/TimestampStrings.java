package org.weft.planner.sql.algebra;

import java.time.LocalDateTime;
import org.apache.calcite.util.TimestampString;

/** Times as Calcite's literals hold them. */
public final class TimestampStrings {
  private TimestampStrings() {}

  /** A time of the years 1 to 9999. */
  public static TimestampString of(LocalDateTime time) {
    TimestampString seconds =
        new TimestampString(
            time.getYear(),
            time.getMonthValue(),
            time.getDayOfMonth(),
            time.getHour(),
            time.getMinute(),
            time.getSecond());
    return time.getNano() == 0 ? seconds : seconds.withNanos(time.getNano());
  }
}

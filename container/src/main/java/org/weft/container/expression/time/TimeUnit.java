package org.weft.container.expression.time;

import java.util.Locale;
import org.weft.container.expression.tree.Failures;

/** What DATE_TRUNC cuts to. */
enum TimeUnit {
  MICROSECOND,
  MILLISECOND,
  SECOND,
  MINUTE,
  HOUR,
  DAY,
  WEEK,
  MONTH,
  QUARTER,
  YEAR,
  DECADE,
  CENTURY,
  MILLENNIUM;

  static TimeUnit of(String name) {
    String upper = name.trim().toUpperCase(Locale.ROOT);
    for (TimeUnit unit : values()) {
      if (upper.equals(unit.name()) || upper.equals(unit.name() + "S")) {
        return unit;
      }
    }
    throw Failures.badValue("no unit of time '" + name + "'");
  }

  /** True if shorter than a day. */
  boolean isOfDay() {
    return compareTo(DAY) < 0;
  }

  /** The first day of the unit a day lies in. */
  long firstDay(long epochDay) {
    if (isOfDay() || this == DAY) {
      return epochDay;
    }
    if (this == WEEK) {
      return epochDay - Math.floorMod(epochDay + 3, 7L);
    }
    long split = Calendar.split(epochDay);
    long year = Calendar.year(split);
    int month = Calendar.month(split);
    return switch (this) {
      case MONTH -> epochDay - Calendar.day(split) + 1;
      case QUARTER -> Calendar.epochDay(year, (month - 1) / 3 * 3 + 1, 1);
      case DECADE -> Calendar.epochDay(Math.floorDiv(year, 10L) * 10, 1, 1);
      case CENTURY -> Calendar.epochDay(Math.floorDiv(year, 100L) * 100, 1, 1);
      case MILLENNIUM -> Calendar.epochDay(Math.floorDiv(year, 1000L) * 1000, 1, 1);
      default -> Calendar.epochDay(year, 1, 1);
    };
  }

  /** The length in nanoseconds of a unit shorter than a day. */
  long nanos() {
    return switch (this) {
      case MICROSECOND -> 1_000L;
      case MILLISECOND -> 1_000_000L;
      case SECOND -> 1_000_000_000L;
      case MINUTE -> 60_000_000_000L;
      case HOUR -> 3_600_000_000_000L;
      default -> throw new IllegalStateException(this + " is not shorter than a day");
    };
  }
}

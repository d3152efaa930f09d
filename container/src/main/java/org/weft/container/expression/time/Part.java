package org.weft.container.expression.time;

import org.weft.planner.expr.Function;

/** A part of a date or of a time of day, as a number. */
enum Part {
  YEAR,
  QUARTER,
  MONTH,
  DAY,
  HOUR,
  MINUTE,
  SECOND,
  DAY_OF_WEEK,
  DAY_OF_YEAR;

  static Part of(Function function) {
    return valueOf(function.name());
  }

  /** True if a part of the time of day. */
  boolean isOfDay() {
    return this == HOUR || this == MINUTE || this == SECOND;
  }

  /** The part of a date. */
  long ofDate(long epochDay) {
    return switch (this) {
      case YEAR -> Calendar.year(Calendar.split(epochDay));
      case QUARTER -> (Calendar.month(Calendar.split(epochDay)) + 2) / 3;
      case MONTH -> Calendar.month(Calendar.split(epochDay));
      case DAY -> Calendar.day(Calendar.split(epochDay));
      case DAY_OF_WEEK -> Math.floorMod(epochDay + 3, 7L) + 1; // 1970-01-01 was a Thursday
      case DAY_OF_YEAR -> {
        long year = Calendar.year(Calendar.split(epochDay));
        yield epochDay - Calendar.epochDay(year, 1, 1) + 1;
      }
      case HOUR, MINUTE, SECOND -> 0;
    };
  }

  /** The part of a time of day, in seconds since midnight. */
  long ofSecond(long secondOfDay) {
    return switch (this) {
      case HOUR -> secondOfDay / 3600;
      case MINUTE -> secondOfDay / 60 % 60;
      case SECOND -> secondOfDay % 60;
      default -> throw new IllegalStateException(this + " is no part of a day");
    };
  }
}

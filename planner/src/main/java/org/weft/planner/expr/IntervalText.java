package org.weft.planner.expr;

/** Intervals as text: {@code 1 year 2 months -3 days 04:05:06.7}. */
public final class IntervalText {
  private static final int MONTHS_PER_YEAR = 12;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long SECONDS_PER_MINUTE = 60;
  private static final long MINUTES_PER_HOUR = 60;

  private IntervalText() {}

  /**
   * The years, months and days that are not zero, then the time of day form of the microseconds
   * with as many digits behind the point as needed; {@code 00:00:00} if all are zero.
   */
  public static String show(int months, int days, long micros) {
    StringBuilder text = new StringBuilder();
    count(text, months / MONTHS_PER_YEAR, "year");
    count(text, months % MONTHS_PER_YEAR, "month");
    count(text, days, "day");
    if (micros != 0 || text.isEmpty()) {
      separate(text);
      clock(text, micros);
    }
    return text.toString();
  }

  private static void count(StringBuilder text, int count, String unit) {
    if (count != 0) {
      separate(text);
      text.append(count).append(' ').append(unit);
      if (count != 1 && count != -1) {
        text.append('s');
      }
    }
  }

  private static void separate(StringBuilder text) {
    if (!text.isEmpty()) {
      text.append(' ');
    }
  }

  private static void clock(StringBuilder text, long micros) {
    if (micros < 0) {
      text.append('-');
    }
    // remainders one by one: the least number of microseconds has no positive counterpart
    long fraction = Math.abs(micros % MICROS_PER_SECOND);
    long seconds = Math.abs(micros / MICROS_PER_SECOND);
    long minutes = seconds / SECONDS_PER_MINUTE;
    two(text, minutes / MINUTES_PER_HOUR);
    two(text.append(':'), minutes % MINUTES_PER_HOUR);
    two(text.append(':'), seconds % SECONDS_PER_MINUTE);
    if (fraction != 0) {
      String digits = Long.toString(MICROS_PER_SECOND + fraction).substring(1);
      text.append('.').append(digits.replaceAll("0+$", ""));
    }
  }

  private static void two(StringBuilder text, long number) {
    text.append(number < 10 ? "0" : "").append(number);
  }
}

package org.weft.container.expression.time;

/** The proleptic Gregorian calendar in days since 1970-01-01, without objects. */
public final class Calendar {
  private static final long DAYS_BEFORE_1970 = 719_468; // from 0000-03-01
  private static final long DAYS_PER_ERA = 146_097; // 400 years

  private Calendar() {}

  /**
   * A date as a number whose parts {@link #year}, {@link #month} and {@link #day} take out: years
   * start in March, so that the leap day is the last one (Howard Hinnant's days algorithms).
   */
  public static long split(long epochDay) {
    long days = epochDay + DAYS_BEFORE_1970;
    long era = Math.floorDiv(days, DAYS_PER_ERA);
    int dayOfEra = (int) (days - era * DAYS_PER_ERA);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shifted = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * shifted + 2) / 5 + 1;
    int month = shifted < 10 ? shifted + 3 : shifted - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return year << 16 | (long) month << 8 | day;
  }

  public static long year(long split) {
    return split >> 16;
  }

  public static int month(long split) {
    return (int) (split >> 8) & 0xFF;
  }

  public static int day(long split) {
    return (int) split & 0xFF;
  }

  /** Days since 1970-01-01 of a date that exists. */
  public static long epochDay(long year, int month, int day) {
    long shiftedYear = month <= 2 ? year - 1 : year;
    long era = Math.floorDiv(shiftedYear, 400L);
    long yearOfEra = shiftedYear - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * DAYS_PER_ERA + dayOfEra - DAYS_BEFORE_1970;
  }

  /** Days in a month. */
  public static int monthLength(long year, int month) {
    if (month == 2) {
      return isLeap(year) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  private static boolean isLeap(long year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  /** The date so many months later, its day clipped to the month. */
  public static long plusMonths(long epochDay, long months) {
    long split = split(epochDay);
    long month = year(split) * 12 + month(split) - 1 + months;
    long year = Math.floorDiv(month, 12L);
    int monthOfYear = (int) Math.floorMod(month, 12L) + 1;
    return epochDay(year, monthOfYear, Math.min(day(split), monthLength(year, monthOfYear)));
  }
}

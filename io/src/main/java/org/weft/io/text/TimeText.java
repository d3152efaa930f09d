package org.weft.io.text;

import org.weft.planner.memory.Memory;

/**
 * Reads dates, times of day and moments in the spelling of ISO 8601, as people use it: {@code
 * 2024-01-31}, {@code 10:11[:12[.123456789]]}, the two with a blank or a T between them, and then
 * perhaps Z or an offset such as {@code +02:00}. White space around does no harm. For one thread: a
 * method says whether the text is one, the result is then in the reader.
 */
public final class TimeText {
  private static final long SECONDS_PER_DAY = 86_400;
  private static final int LONGEST = 64;

  private long p;
  private long end;
  private long days;
  private long seconds;
  private int nanos;
  private boolean hasOffset;

  /** Days since 1970 of the last date or moment, in UTC if it had an offset. */
  public long days() {
    return days;
  }

  /** Seconds of the day, in UTC if there was an offset. */
  public long seconds() {
    return seconds;
  }

  /** Nanoseconds of the second. */
  public int nanos() {
    return nanos;
  }

  /** True if the last moment had a Z or an offset. */
  public boolean hasOffset() {
    return hasOffset;
  }

  /**
   * The last moment in units since 1970.
   *
   * @throws ArithmeticException if it is too far
   */
  public long units(long perSecond) {
    long all = Math.addExact(Math.multiplyExact(days, SECONDS_PER_DAY), seconds);
    long fraction = nanos / (1_000_000_000L / perSecond);
    return Math.addExact(Math.multiplyExact(all, perSecond), fraction);
  }

  /** The last time of day in units since midnight. */
  public long unitsOfDay(long perSecond) {
    return seconds * perSecond + nanos / (1_000_000_000L / perSecond);
  }

  private boolean start(long at, int length) {
    p = at;
    end = at + length;
    while (p < end && Memory.getByte(p) == ' ') {
      p++;
    }
    while (p < end && Memory.getByte(end - 1) == ' ') {
      end--;
    }
    hasOffset = false;
    seconds = 0;
    nanos = 0;
    return end - p > 0 && end - p <= LONGEST;
  }

  /** A date and nothing behind it; years have four digits or more. */
  public boolean readDate(long at, int length) {
    return start(at, length) && date() && p == end;
  }

  /** A time of day and nothing behind it. */
  public boolean readTime(long at, int length) {
    return start(at, length) && time() && p == end;
  }

  /** A date with or without a time and an offset. */
  public boolean readMoment(long at, int length) {
    if (!start(at, length) || !date()) {
      return false;
    }
    if (p == end) {
      return true;
    }
    byte between = Memory.getByte(p);
    if (between != ' ' && between != 'T' && between != 't') {
      return false;
    }
    p++;
    return time() && (p == end || offset() && p == end);
  }

  private boolean date() {
    boolean isNegative = p < end && Memory.getByte(p) == '-';
    if (isNegative) {
      p++;
    }
    int digits = digits(6);
    int year = number;
    if (digits < 4 || p == end) {
      return false;
    }
    byte separator = Memory.getByte(p);
    if (separator != '-' && separator != '/' && separator != '.') {
      return false;
    }
    p++;
    if (digits(2) == 0 || p == end || Memory.getByte(p) != separator) {
      return false;
    }
    int month = number;
    p++;
    if (digits(2) == 0) {
      return false;
    }
    return setDate(isNegative ? -year : year, month, number);
  }

  /** Notes a date if there is one such. */
  boolean setDate(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1 || day > lengthOf(month, year)) {
      return false;
    }
    days = days(year, month, day);
    return true;
  }

  /** Notes a time of day if there is one such. */
  boolean setTime(int hour, int minute, int second, int nano) {
    if (hour > 23 || minute > 59 || second > 59) {
      return false;
    }
    seconds = hour * 3600L + minute * 60L + second;
    nanos = nano;
    return true;
  }

  private static int lengthOf(int month, int year) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** Days since 1970 of the proleptic Gregorian calendar (Howard Hinnant). */
  static long days(int year, int month, int day) {
    long y = month <= 2 ? year - 1L : year;
    long era = Math.floorDiv(y, 400L);
    long yearOfEra = y - era * 400;
    long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }

  private boolean time() {
    if (digits(2) == 0 || p == end || Memory.getByte(p) != ':') {
      return false;
    }
    int hour = number;
    p++;
    if (digits(2) != 2) {
      return false;
    }
    int minute = number;
    int second = 0;
    int nano = 0;
    if (p < end && Memory.getByte(p) == ':') {
      p++;
      if (digits(2) != 2) {
        return false;
      }
      second = number;
      if (p < end && (Memory.getByte(p) == '.' || Memory.getByte(p) == ',')) {
        p++;
        nano = fraction();
        if (nano < 0) {
          return false;
        }
      }
    }
    return setTime(hour, minute, second, nano);
  }

  /** Up to nine digits as nanoseconds, further ones are left out; -1 if there are none. */
  private int fraction() {
    int digits = 0;
    int value = 0;
    while (p < end && isDigit(Memory.getByte(p))) {
      if (digits < 9) {
        value = value * 10 + Memory.getByte(p) - '0';
        digits++;
      }
      p++;
    }
    if (digits == 0) {
      return -1;
    }
    for (; digits < 9; digits++) {
      value *= 10;
    }
    return value;
  }

  private boolean offset() {
    if (Memory.getByte(p) == ' ') {
      p++;
    }
    if (p == end) {
      return false;
    }
    byte sign = Memory.getByte(p);
    if (sign == 'Z' || sign == 'z') {
      p++;
      hasOffset = true;
      return true;
    }
    if (end - p == 3 && isUtc()) {
      p = end;
      hasOffset = true;
      return true;
    }
    if (sign != '+' && sign != '-') {
      return false;
    }
    p++;
    if (digits(2) != 2) {
      return false;
    }
    long hours = number;
    long minutes = 0;
    if (p < end) {
      if (Memory.getByte(p) == ':') {
        p++;
      }
      if (digits(2) != 2) {
        return false;
      }
      minutes = number;
    }
    if (hours > 18 || minutes > 59) {
      return false;
    }
    shift((sign == '-' ? 1 : -1) * (hours * 3600 + minutes * 60));
    return true;
  }

  private boolean isUtc() {
    return (Memory.getByte(p) | 0x20) == 'u'
        && (Memory.getByte(p + 1) | 0x20) == 't'
        && (Memory.getByte(p + 2) | 0x20) == 'c';
  }

  /** Moves the moment by seconds, into UTC. */
  void shift(long by) {
    seconds += by;
    days += Math.floorDiv(seconds, SECONDS_PER_DAY);
    seconds = Math.floorMod(seconds, SECONDS_PER_DAY);
    hasOffset = true;
  }

  /** Forgets what was read before. */
  void clear() {
    days = 0;
    seconds = 0;
    nanos = 0;
    hasOffset = false;
  }

  private int number;

  /** Reads up to so many digits into {@link #number}; how many there were. */
  private int digits(int most) {
    int n = 0;
    number = 0;
    while (n < most && p < end && isDigit(Memory.getByte(p))) {
      number = number * 10 + Memory.getByte(p) - '0';
      n++;
      p++;
    }
    return n;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}

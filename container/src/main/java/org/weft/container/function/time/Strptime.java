package org.weft.container.function.time;

import java.util.Locale;
import java.util.OptionalLong;
import org.weft.container.expression.time.Calendar;
import org.weft.container.expression.tree.Failures;
import org.weft.planner.error.WeftException;

/** Moments read by a format such as {@code %d/%m/%Y %H:%M}; names are English. */
public final class Strptime implements MomentParser {
  private static final String[] MONTHS = {
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december"
  };
  private static final String[] DAYS = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
  };
  private static final int TWO_DIGIT_YEARS_FROM = 69;

  private final String format;

  /** Reads a format. */
  public Strptime(String format) {
    this.format =
        format
            .replace("%c", "%Y-%m-%d %H:%M:%S")
            .replace("%x", "%Y-%m-%d")
            .replace("%D", "%m/%d/%y")
            .replace("%F", "%Y-%m-%d")
            .replace("%R", "%H:%M")
            .replace("%X", "%H:%M:%S")
            .replace("%T", "%H:%M:%S")
            .replace("%-", "%");
    for (int i = format.indexOf('%'); i >= 0; i = format.indexOf('%', i + 2)) {
      char specifier = i + 1 < format.length() ? format.charAt(i + 1) : ' ';
      if ("YymdHIMSfgnjpaAbBhzZ%-cxDFRXTuwUWVG".indexOf(specifier) < 0) {
        throw Failures.badValue("no specifier %" + specifier + " of a format to read times by");
      }
    }
  }

  @Override
  public OptionalLong read(String text) {
    try {
      return new Reading(text).moment();
    } catch (WeftException | ArithmeticException e) {
      return OptionalLong.empty(); // a date or time that does not exist
    }
  }

  /** One text being read. */
  private final class Reading {
    private final String text;
    private int position;
    private long year = 1900;
    private long month = 1;
    private long day = 1;
    private long dayOfYear = -1;
    private long hour;
    private long minute;
    private long second;
    private long micros;
    private long offsetSeconds;

    /** -1 if not told, 0 before noon, 1 after. */
    private int half = -1;

    private boolean hour12;

    /** True if the month or the day of it is told: then weeks do not count. */
    private boolean hasDay;

    private boolean hasYear;

    private long isoYear = -1;
    private long week = -1;
    private long weekday = -1;
    private char weekKind;
    private int yearDigits;

    Reading(String text) {
      this.text = text.strip();
    }

    OptionalLong moment() {
      String pattern = format.strip();
      for (int i = 0; i < pattern.length(); i++) {
        char c = pattern.charAt(i);
        // digits that follow at once are not the year's
        yearDigits = pattern.startsWith("%", i + 2) ? 4 : 6;
        boolean matches = c == '%' ? field(pattern.charAt(++i)) : literal(c);
        if (!matches) {
          return OptionalLong.empty();
        }
      }
      if (position < text.length()) {
        return OptionalLong.empty();
      }
      if (hour12) {
        if (hour < 1 || hour > 12) {
          return OptionalLong.empty();
        }
        hour = hour % 12 + (half == 1 ? 12 : 0);
      }
      if (hour > 23) {
        return OptionalLong.empty();
      }
      long date =
          dayOfYear < 0 ? Moments.day(year, month, day) : Moments.day(year, 1, 1) + dayOfYear - 1;
      boolean isIso = weekKind == 'V' || (isoYear >= 0 && !hasYear);
      if (isIso ? hasYear && !hasDay : week >= 0 && isoYear >= 0) {
        return OptionalLong.empty(); // weeks of one kind with years of the other
      }
      boolean isOfWeek = !hasDay && dayOfYear < 0 && (week >= 0 || isIso);
      date = isOfWeek ? dayOfWeek() : date;
      if (dayOfYear > 0 && Calendar.year(Calendar.split(date)) != year) {
        return OptionalLong.empty();
      }
      long time = Moments.timeOfDay(hour, minute, second) + micros;
      return OptionalLong.of(
          date * DatePart.MICROS_PER_DAY + time - offsetSeconds * DatePart.MICROS_PER_SECOND);
    }

    /** The day by the number of its week: by ISO's, or from the year's first Sunday or Monday. */
    private long dayOfWeek() {
      if (weekKind == 'V' || weekKind == '\0') {
        long fourth = Moments.day(isoYear < 0 ? year : isoYear, 1, 4);
        long monday = fourth - DatePart.isoDayOfWeek(fourth) + 1;
        long inWeek = weekday < 0 ? 1 : weekday == 0 ? 7 : weekday;
        return monday + 7 * (Math.max(1, week) - 1) + inWeek - 1;
      }
      long first = Moments.day(year, 1, 1);
      boolean fromSunday = weekKind == 'U';
      long ofFirst = DatePart.isoDayOfWeek(first) % 7; // Sunday is 0
      long lead = fromSunday ? (7 - ofFirst) % 7 : (8 - ofFirst) % 7;
      long inWeek = weekday < 0 ? 0 : fromSunday ? weekday % 7 : (weekday + 6) % 7;
      return first + lead + 7 * (week - 1) + inWeek;
    }

    private boolean literal(char c) {
      if (Character.isWhitespace(c)) {
        int start = position;
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
          position++;
        }
        return position > start;
      }
      boolean matches = position < text.length() && text.charAt(position) == c;
      position++;
      return matches;
    }

    private boolean field(char specifier) {
      long number;
      switch (specifier) {
        case 'Y' -> {
          boolean negative = position < text.length() && text.charAt(position) == '-';
          position += negative ? 1 : 0;
          number = year = number(yearDigits);
          year = negative ? -year : year;
          hasYear = true;
        }
        case 'y' -> {
          number = number(2);
          year = number + (number < TWO_DIGIT_YEARS_FROM ? 2000 : 1900);
        }
        case 'm' -> {
          number = month = number(2);
          hasDay = true;
        }
        case 'd' -> {
          number = day = number(2);
          hasDay = true;
        }
        case 'j' -> number = dayOfYear = number(3);
        case 'H' -> number = hour = number(2);
        case 'I' -> {
          number = hour = number(2);
          hour12 = true;
        }
        case 'M' -> number = minute = number(2);
        case 'S' -> number = second = number(2);
        case 'G' -> number = isoYear = number(4);
        case 'U', 'W', 'V' -> {
          boolean isSecond = weekKind != '\0';
          number = week = number(2);
          weekKind = specifier;
          if (isSecond || week > 53 || (specifier == 'V' && week < 1)) {
            return false;
          }
        }
        case 'u' -> {
          number = weekday = number(1);
          if (weekday < 1 || weekday > 7) {
            return false;
          }
        }
        case 'w' -> {
          number = weekday = number(1);
          if (weekday > 6) {
            return false;
          }
        }
        case 'f' -> number = micros = fraction(6);
        case 'n' -> {
          number = fraction(9);
          micros = number / 1000;
        }
        case 'g' -> {
          number = fraction(3);
          micros = number * 1000;
        }
        case 'b', 'B', 'h' -> number = month = name(MONTHS);
        case 'a', 'A' -> number = name(DAYS);
        case 'p' -> {
          number = name(new String[] {"am", "pm"});
          half = (int) number - 1;
          hour12 = true;
        }
        case 'z' -> number = offset();
        case 'Z' -> number = zoneName();
        case '%' -> number = literal('%') ? 0 : -1;
        default -> number = -1;
      }
      return number >= 0;
    }

    private long number(int maxDigits) {
      int start = position;
      while (position < text.length()
          && position - start < maxDigits
          && Character.digit(text.charAt(position), 10) >= 0) {
        position++;
      }
      return position == start ? -1 : Long.parseLong(text.substring(start, position));
    }

    /** Digits behind the point, cut or filled up to so many. */
    private long fraction(int digits) {
      int start = position;
      if (number(9) < 0) {
        return -1;
      }
      String filled = text.substring(start, position) + "00000000";
      return Long.parseLong(filled.substring(0, digits));
    }

    /** The number, from 1, of the longest or three-letter name that stands here; 0 for none. */
    private long name(String[] names) {
      String rest = text.substring(Math.min(position, text.length())).toLowerCase(Locale.ROOT);
      for (int i = 0; i < names.length; i++) {
        String brief = names[i].substring(0, Math.min(3, names[i].length()));
        if (rest.startsWith(brief)) {
          position += rest.startsWith(names[i]) ? names[i].length() : brief.length();
          return i + 1;
        }
      }
      return -1;
    }

    private long offset() {
      if (position < text.length() && (text.charAt(position) | 0x20) == 'z') {
        position++;
        return 0;
      }
      boolean signed =
          position < text.length()
              && (text.charAt(position) == '+' || text.charAt(position) == '-');
      if (!signed) {
        return -1;
      }
      int sign = text.charAt(position++) == '-' ? -1 : 1;
      long hours = number(2);
      if (position < text.length() && text.charAt(position) == ':') {
        position++;
      }
      boolean hasMinutes =
          position < text.length() && Character.digit(text.charAt(position), 10) >= 0;
      long minutes = hasMinutes ? number(2) : 0;
      offsetSeconds = sign * (hours * 3600 + minutes * 60);
      return hours;
    }

    private long zoneName() {
      int start = position;
      while (position < text.length()
          && (Character.isLetterOrDigit(text.charAt(position))
              || "_/+-".indexOf(text.charAt(position)) >= 0)) {
        position++;
      }
      if (position == start) {
        return -1;
      }
      offsetSeconds =
          Moments.zone(text.substring(start, position))
              .getRules()
              .getOffset(
                  Moments.local(
                      Moments.day(year, month, day) * DatePart.MICROS_PER_DAY
                          + Moments.timeOfDay(hour, minute, second)))
              .getTotalSeconds();
      return 0;
    }
  }
}

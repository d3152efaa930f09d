package org.weft.container.function.time;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;
import org.weft.container.expression.time.Calendar;
import org.weft.container.expression.tree.Failures;

/** Moments written by a format such as {@code %Y-%m-%d}; names are English. */
public final class Strftime implements MomentFormat {
  private final String format;
  private final String zone;

  /**
   * @param zone the name that %Z writes, empty for moments without zone
   */
  public Strftime(String format, String zone) {
    this.format =
        format
            .replace("%c", "%Y-%m-%d %H:%M:%S")
            .replace("%x", "%Y-%m-%d")
            .replace("%D", "%m/%d/%y")
            .replace("%F", "%Y-%m-%d")
            .replace("%R", "%H:%M")
            .replace("%X", "%H:%M:%S")
            .replace("%T", "%H:%M:%S");
    this.zone = zone;
  }

  @Override
  public String write(long micros) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%') {
        text.append(c);
        continue;
      }
      i++;
      boolean bare = i < format.length() && format.charAt(i) == '-';
      i += bare ? 1 : 0;
      if (i >= format.length()) {
        throw Failures.badValue("the format '" + format + "' ends with %");
      }
      append(format.charAt(i), bare ? Zeros.NONE : Zeros.FILL, micros, text);
    }
    return text.toString();
  }

  private enum Zeros {
    FILL,
    NONE
  }

  private void append(char specifier, Zeros zeros, long micros, StringBuilder text) {
    long day = Differences.day(micros);
    long split = Calendar.split(day);
    long hour = DatePart.HOUR.whole(micros);
    switch (specifier) {
      case 'Y' -> number(Calendar.year(split), 4, zeros, text);
      case 'y' -> number(Math.floorMod(Calendar.year(split), 100L), 2, zeros, text);
      case 'm' -> number(Calendar.month(split), 2, zeros, text);
      case 'd' -> number(Calendar.day(split), 2, zeros, text);
      case 'H' -> number(hour, 2, zeros, text);
      case 'I' -> number(hour % 12 == 0 ? 12 : hour % 12, 2, zeros, text);
      case 'M' -> number(DatePart.MINUTE.whole(micros), 2, zeros, text);
      case 'S' -> number(DatePart.SECOND.whole(micros), 2, zeros, text);
      case 'f' -> number(Math.floorMod(micros, DatePart.MICROS_PER_SECOND), 6, zeros, text);
      case 'g' -> number(Math.floorMod(micros, DatePart.MICROS_PER_SECOND) / 1000, 3, zeros, text);
      case 'n' -> number(Math.floorMod(micros, DatePart.MICROS_PER_SECOND) * 1000, 9, zeros, text);
      case 'j' -> number(DatePart.dayOfYear(day), 3, zeros, text);
      case 'p' -> text.append(hour < 12 ? "AM" : "PM");
      case 'a' -> text.append(weekday(day, TextStyle.SHORT));
      case 'A' -> text.append(weekday(day, TextStyle.FULL));
      case 'b', 'h' -> text.append(month(split, TextStyle.SHORT));
      case 'B' -> text.append(month(split, TextStyle.FULL));
      case 'u' -> text.append(DatePart.isoDayOfWeek(day));
      case 'w' -> text.append(DatePart.DAY_OF_WEEK.whole(micros));
      case 'U' -> number((DatePart.dayOfYear(day) + 6 - sunday(micros)) / 7, 2, zeros, text);
      case 'W' ->
          number((DatePart.dayOfYear(day) + 7 - DatePart.isoDayOfWeek(day)) / 7, 2, zeros, text);
      case 'V' -> number(DatePart.isoWeek(day), 2, zeros, text);
      case 'G' -> number(DatePart.isoYear(day), 4, zeros, text);
      case 'z' -> text.append("+00");
      case 'Z' -> text.append(zone);
      case '%' -> text.append('%');
      default -> throw Failures.badValue("no specifier %" + specifier + " of a format of times");
    }
  }

  private static long sunday(long micros) {
    return DatePart.DAY_OF_WEEK.whole(micros);
  }

  private static void number(long value, int width, Zeros zeros, StringBuilder text) {
    String digits = Long.toString(Math.abs(value));
    if (value < 0) {
      text.append('-');
    }
    if (zeros == Zeros.FILL) {
      text.append("0".repeat(Math.max(0, width - digits.length())));
    }
    text.append(digits);
  }

  static String weekday(long day, TextStyle style) {
    return DayOfWeek.of((int) DatePart.isoDayOfWeek(day)).getDisplayName(style, Locale.ENGLISH);
  }

  static String month(long split, TextStyle style) {
    return Month.of(Calendar.month(split)).getDisplayName(style, Locale.ENGLISH);
  }

  /** The English name of the day of the week. */
  public static String dayName(long day) {
    return weekday(day, TextStyle.FULL);
  }

  /** The English name of the month. */
  public static String monthName(long day) {
    return month(Calendar.split(day), TextStyle.FULL);
  }
}

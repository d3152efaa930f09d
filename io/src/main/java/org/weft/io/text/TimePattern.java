package org.weft.io.text;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Memory;

/**
 * A spelling of dates and times as of strptime: {@code %Y %y %m %d %e %H %I %M %S %f %p %b %B %a %A
 * %j %z %Z %n %t %%}, with an optional {@code -} behind the percent sign.
 */
public final class TimePattern {
  private static final List<String> MONTHS =
      List.of(
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
          "december");
  private static final List<String> DAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
  private static final String KNOWN = "YymdeHIMSfgpbBaAjzZnt%F T";

  private final String pattern;
  private final char[] steps;

  /** A step is a letter of a percent sign, or a character that stands for itself (as negative). */
  private final boolean[] literal;

  /**
   * A pattern.
   *
   * @throws WeftException INVALID_QUERY for a letter that is not known
   */
  public TimePattern(String pattern) {
    this.pattern = pattern;
    List<Character> found = new ArrayList<>();
    List<Boolean> literals = new ArrayList<>();
    String expanded = pattern.replace("%F", "%Y-%m-%d").replace("%T", "%H:%M:%S");
    for (int i = 0; i < expanded.length(); i++) {
      char c = expanded.charAt(i);
      boolean isStep = c == '%' && i + 1 < expanded.length();
      if (isStep) {
        i++;
        if (expanded.charAt(i) == '-' && i + 1 < expanded.length()) {
          i++;
        }
        c = expanded.charAt(i);
        if (KNOWN.indexOf(c) < 0) {
          throw WeftException.of(
                  ErrorCode.INVALID_QUERY, "'%" + c + "' in '" + pattern + "' is not known")
              .hint("use strptime's letters, such as %d.%m.%Y %H:%M:%S");
        }
      }
      found.add(c);
      literals.add(!isStep || c == '%');
    }
    steps = new char[found.size()];
    literal = new boolean[found.size()];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = found.get(i);
      literal[i] = literals.get(i);
    }
  }

  @Override
  public String toString() {
    return pattern;
  }

  /** A text being read. */
  private static final class Cursor {
    private final byte[] text;
    private int position;
    private int year = 1900;
    private int month = 1;
    private int day = 1;
    private int dayOfYear;
    private int hour;
    private int minute;
    private int second;
    private int nano;
    private int half = -1;
    private long offset = Long.MIN_VALUE;

    Cursor(byte[] text) {
      this.text = text;
    }

    int number(int least, int most) {
      int n = 0;
      int value = 0;
      while (n < most && position < text.length && Character.isDigit(text[position])) {
        value = value * 10 + text[position] - '0';
        position++;
        n++;
      }
      return n < least ? -1 : value;
    }

    int name(List<String> names, int shortest) {
      String rest =
          new String(text, position, text.length - position, StandardCharsets.US_ASCII)
              .toLowerCase(Locale.ROOT);
      for (int i = 0; i < names.size(); i++) {
        if (rest.startsWith(names.get(i))) {
          position += names.get(i).length();
          return i;
        }
      }
      for (int i = 0; i < names.size(); i++) {
        if (rest.startsWith(names.get(i).substring(0, shortest))) {
          position += shortest;
          return i;
        }
      }
      return -1;
    }
  }

  /** Reads a text that is of this pattern wholly; the result is in the reader then. */
  public boolean read(long at, int length, TimeText into) {
    if (length > 128) {
      return false;
    }
    return read(Memory.bytes(at, length), into);
  }

  /** True if a text is of this pattern. */
  boolean matches(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8), new TimeText());
  }

  /** True if texts of this pattern have an offset. */
  boolean hasZone() {
    for (int i = 0; i < steps.length; i++) {
      if (!literal[i] && (steps[i] == 'z' || steps[i] == 'Z')) {
        return true;
      }
    }
    return false;
  }

  private boolean read(byte[] bytes, TimeText into) {
    int length = bytes.length;
    Cursor cursor = new Cursor(bytes);
    int from = 0;
    while (from < length && cursor.text[from] == ' ') {
      from++;
    }
    cursor.position = from;
    for (int i = 0; i < steps.length; i++) {
      if (!step(cursor, i)) {
        return false;
      }
    }
    while (cursor.position < length && cursor.text[cursor.position] == ' ') {
      cursor.position++;
    }
    return cursor.position == length && finish(cursor, into);
  }

  private boolean step(Cursor c, int i) {
    if (literal[i]) {
      boolean matches = c.position < c.text.length && c.text[c.position] == steps[i];
      c.position++;
      return matches;
    }
    int value =
        switch (steps[i]) {
          case 'Y' -> c.year = c.number(1, 4);
          case 'y' -> {
            int year = c.number(1, 2);
            c.year = year < 69 ? year + 2000 : year + 1900;
            yield year;
          }
          case 'm' -> c.month = c.number(1, 2);
          case 'd', 'e' -> c.day = c.number(1, 2);
          case 'H', 'I' -> c.hour = c.number(1, 2);
          case 'M' -> c.minute = c.number(1, 2);
          case 'S' -> c.second = c.number(1, 2);
          case 'j' -> c.dayOfYear = c.number(1, 3);
          case 'f', 'g' -> fraction(c);
          case 'p' -> c.half = c.name(List.of("am", "pm"), 2);
          case 'b', 'B' -> c.month = 1 + c.name(MONTHS, 3);
          case 'a', 'A' -> c.name(DAYS, 3);
          case 'z', 'Z' -> zone(c);
          default -> {
            c.position++;
            yield 0;
          }
        };
    return value >= 0;
  }

  private static int fraction(Cursor c) {
    int start = c.position;
    int value = c.number(1, 9);
    for (int digits = c.position - start; digits < 9 && value >= 0; digits++) {
      value *= 10;
    }
    return c.nano = value;
  }

  private static int zone(Cursor c) {
    String rest =
        new String(c.text, c.position, c.text.length - c.position, StandardCharsets.US_ASCII);
    if (rest.startsWith("Z") || rest.startsWith("UTC") || rest.startsWith("GMT")) {
      c.position += rest.startsWith("Z") ? 1 : 3;
      c.offset = 0;
      return 0;
    }
    if (!rest.startsWith("+") && !rest.startsWith("-")) {
      return -1;
    }
    c.position++;
    int hours = c.number(2, 2);
    if (c.position < c.text.length && c.text[c.position] == ':') {
      c.position++;
    }
    int minutes =
        c.position < c.text.length && Character.isDigit(c.text[c.position]) ? c.number(2, 2) : 0;
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return -1;
    }
    c.offset = (rest.startsWith("-") ? -1 : 1) * (hours * 3600L + minutes * 60L);
    return 0;
  }

  private static boolean finish(Cursor c, TimeText into) {
    into.clear();
    int hour = c.hour;
    if (c.half >= 0) {
      if (hour < 1 || hour > 12) {
        return false;
      }
      hour = hour % 12 + 12 * c.half;
    }
    if (!into.setTime(hour, c.minute, c.second, c.nano)) {
      return false;
    }
    boolean isDate;
    if (c.dayOfYear > 0) {
      Year year = Year.of(c.year);
      if (c.dayOfYear > year.length()) {
        return false;
      }
      LocalDate date = year.atDay(c.dayOfYear);
      isDate = into.setDate(c.year, date.getMonthValue(), date.getDayOfMonth());
    } else {
      isDate = into.setDate(c.year, c.month, c.day);
    }
    if (isDate && c.offset != Long.MIN_VALUE) {
      into.shift(-c.offset);
    }
    return isDate;
  }
}

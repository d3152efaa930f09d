package org.weft.planner.expr;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads intervals from text: {@code 1 year 2 months}, {@code 3 days 04:05:06.7}, {@code 1.5 hours},
 * {@code -2 weeks}, {@code 1 month ago}, and ISO 8601's {@code P1Y2M3DT4H5M6.7S}.
 */
public final class IntervalReader {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final BigDecimal DAYS_PER_MONTH = BigDecimal.valueOf(30);
  private static final BigDecimal MICROS_PER_DAY = BigDecimal.valueOf(86_400 * MICROS_PER_SECOND);
  private static final Pattern PART =
      Pattern.compile(
          "\\s*(?:([+-]?)(\\d+):(\\d{1,2})(?::(\\d{1,2}(?:\\.\\d*)?))?(?=\\s|$)"
              + "|([+-]?\\s*\\d+(?:\\.\\d*)?|[+-]?\\s*\\.\\d+)\\s*([a-z]+))");
  private static final Pattern ISO =
      Pattern.compile(
          "([+-]?)p(?:([+-]?\\d+)y)?(?:([+-]?\\d+)m)?(?:([+-]?\\d+)w)?(?:([+-]?\\d+)d)?"
              + "(?:t(?:([+-]?\\d+)h)?(?:([+-]?\\d+)m)?(?:([+-]?\\d+(?:\\.\\d+)?)s)?)?");

  /** What one of each unit is. */
  private enum Unit {
    MONTHS(1),
    QUARTERS(3),
    YEARS(12),
    DECADES(120),
    CENTURIES(1200),
    MILLENNIA(12_000),
    DAYS(1),
    WEEKS(7),
    MICROSECONDS(1),
    MILLISECONDS(1000),
    SECONDS(MICROS_PER_SECOND),
    MINUTES(60 * MICROS_PER_SECOND),
    HOURS(3600 * MICROS_PER_SECOND);

    private final long size;

    Unit(long size) {
      this.size = size;
    }

    boolean isMonths() {
      return ordinal() < DAYS.ordinal();
    }

    boolean isDays() {
      return this == DAYS || this == WEEKS;
    }
  }

  private static final Map<String, Unit> UNITS =
      Map.ofEntries(
          Map.entry("month", Unit.MONTHS),
          Map.entry("mon", Unit.MONTHS),
          Map.entry("quarter", Unit.QUARTERS),
          Map.entry("year", Unit.YEARS),
          Map.entry("yr", Unit.YEARS),
          Map.entry("y", Unit.YEARS),
          Map.entry("decade", Unit.DECADES),
          Map.entry("century", Unit.CENTURIES),
          Map.entry("centurie", Unit.CENTURIES),
          Map.entry("millennium", Unit.MILLENNIA),
          Map.entry("millennia", Unit.MILLENNIA),
          Map.entry("day", Unit.DAYS),
          Map.entry("d", Unit.DAYS),
          Map.entry("week", Unit.WEEKS),
          Map.entry("w", Unit.WEEKS),
          Map.entry("microsecond", Unit.MICROSECONDS),
          Map.entry("usec", Unit.MICROSECONDS),
          Map.entry("us", Unit.MICROSECONDS),
          Map.entry("millisecond", Unit.MILLISECONDS),
          Map.entry("msec", Unit.MILLISECONDS),
          Map.entry("ms", Unit.MILLISECONDS),
          Map.entry("second", Unit.SECONDS),
          Map.entry("sec", Unit.SECONDS),
          Map.entry("s", Unit.SECONDS),
          Map.entry("minute", Unit.MINUTES),
          Map.entry("min", Unit.MINUTES),
          Map.entry("m", Unit.MINUTES),
          Map.entry("hour", Unit.HOURS),
          Map.entry("hr", Unit.HOURS),
          Map.entry("h", Unit.HOURS));

  private BigDecimal months = BigDecimal.ZERO;
  private BigDecimal days = BigDecimal.ZERO;
  private BigDecimal micros = BigDecimal.ZERO;

  private IntervalReader() {}

  /** The interval a text means; nothing if it means none, or one too long. */
  public static Optional<Value.Span> read(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    IntervalReader reader = new IntervalReader();
    try {
      return reader.readAll(lower) ? Optional.of(reader.span()) : Optional.empty();
    } catch (ArithmeticException e) {
      return Optional.empty(); // too long
    }
  }

  private boolean readAll(String text) {
    Matcher iso = ISO.matcher(text);
    if (iso.matches() && text.matches(".*[0-9].*") && !text.endsWith("t")) {
      readIso(iso);
      return true;
    }
    boolean ago = text.endsWith(" ago");
    String parts = ago ? text.substring(0, text.length() - 4) : text;
    Matcher part = PART.matcher(parts);
    int end = 0;
    while (end < parts.length() && part.lookingAt()) {
      if (!readPart(part)) {
        return false;
      }
      end = part.end();
      part.region(end, parts.length());
    }
    if (ago) {
      months = months.negate();
      days = days.negate();
      micros = micros.negate();
    }
    return end > 0 && parts.substring(end).isBlank();
  }

  private boolean readPart(Matcher part) {
    if (part.group(2) != null) {
      BigDecimal seconds = part.group(4) == null ? BigDecimal.ZERO : new BigDecimal(part.group(4));
      int minutes = Integer.parseInt(part.group(3));
      if (minutes > 59 || seconds.compareTo(BigDecimal.valueOf(60)) >= 0) {
        return false;
      }
      BigDecimal all =
          new BigDecimal(part.group(2))
              .multiply(BigDecimal.valueOf(3600))
              .add(BigDecimal.valueOf(60L * minutes))
              .add(seconds)
              .movePointRight(6);
      micros = micros.add(part.group(1).equals("-") ? all.negate() : all);
      return true;
    }
    String name = part.group(6);
    Unit unit = UNITS.get(name);
    if (unit == null && name.endsWith("s")) {
      unit = UNITS.get(name.substring(0, name.length() - 1));
    }
    if (unit == null) {
      return false;
    }
    add(new BigDecimal(part.group(5).replaceAll("\\s", "")), unit);
    return true;
  }

  private void readIso(Matcher iso) {
    Unit[] units = {
      Unit.YEARS, Unit.MONTHS, Unit.WEEKS, Unit.DAYS, Unit.HOURS, Unit.MINUTES, Unit.SECONDS
    };
    for (int i = 0; i < units.length; i++) {
      if (iso.group(i + 2) != null) {
        BigDecimal number = new BigDecimal(iso.group(i + 2));
        add(iso.group(1).equals("-") ? number.negate() : number, units[i]);
      }
    }
  }

  private void add(BigDecimal number, Unit unit) {
    BigDecimal amount = number.multiply(BigDecimal.valueOf(unit.size));
    if (unit.isMonths()) {
      months = months.add(amount);
    } else if (unit.isDays()) {
      days = days.add(amount);
    } else {
      micros = micros.add(amount);
    }
  }

  /** Parts of a month are days, parts of a day microseconds. */
  private Value.Span span() {
    BigDecimal wholeMonths = months.setScale(0, RoundingMode.DOWN);
    BigDecimal allDays = days.add(months.subtract(wholeMonths).multiply(DAYS_PER_MONTH));
    BigDecimal wholeDays = allDays.setScale(0, RoundingMode.DOWN);
    BigDecimal allMicros = micros.add(allDays.subtract(wholeDays).multiply(MICROS_PER_DAY));
    return new Value.Span(
        wholeMonths.intValueExact(),
        wholeDays.intValueExact(),
        allMicros.setScale(0, RoundingMode.HALF_UP).longValueExact());
  }
}

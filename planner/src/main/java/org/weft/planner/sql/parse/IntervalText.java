package org.weft.planner.sql.parse;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the text of an interval says. */
record IntervalText(int months, int days, long micros) {
  private static final Pattern PART =
      Pattern.compile("\\s*(?:([+-]?(?:\\d+\\.?\\d*|\\.\\d+))\\s*([A-Za-z]+)|(ago)\\b)");
  private static final Pattern CLOCK =
      Pattern.compile("\\s*([+-]?)(\\d+):(\\d{1,2})(?::(\\d{1,2}(?:\\.\\d+)?))?\\s*");
  private static final Pattern YEARS_AND_MONTHS = Pattern.compile("\\s*([+-]?)(\\d+)-(\\d+)\\s*");
  private static final Pattern DAYS_AND_CLOCK = Pattern.compile("\\s*([+-]?)(\\d+)\\s+(\\d+.*)");
  private static final int DAYS_OF_MONTH = 30;
  private static final long MICROS_OF_DAY = 86_400_000_000L;

  /** So many of a unit. */
  record Part(BigDecimal number, IntervalUnit unit) {}

  /**
   * Reads a text with its units in it: {@code 1 year 2 days 03:04:05.6}, {@code 1.5 hours ago}.
   *
   * @throws IllegalArgumentException if it is not one
   */
  static IntervalText parse(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(text);
    int end = 0;
    boolean isAgo = false;
    while (matcher.lookingAt()) {
      if (matcher.group(3) != null || "ago".equalsIgnoreCase(matcher.group(2))) {
        isAgo = true;
      } else {
        IntervalUnit unit =
            IntervalUnit.of(matcher.group(2))
                .orElseThrow(() -> new IllegalArgumentException("no unit in " + text));
        parts.add(new Part(new BigDecimal(matcher.group(1)), unit));
      }
      end = matcher.end();
      matcher.region(end, text.length());
    }
    String rest = text.substring(end);
    if (!rest.isBlank()) {
      parts.addAll(clock(rest, IntervalUnit.HOUR));
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(text);
    }
    IntervalText sum = sum(parts);
    return isAgo ? new IntervalText(-sum.months, -sum.days, Math.negateExact(sum.micros)) : sum;
  }

  /** Reads a text of which the units stand behind it: {@code '1-2' YEAR TO MONTH}. */
  static IntervalText parse(String text, IntervalUnit from, IntervalUnit to) {
    String bare = text.strip();
    Matcher years = YEARS_AND_MONTHS.matcher(bare);
    if (from == IntervalUnit.YEAR && to == IntervalUnit.MONTH && years.matches()) {
      return sum(
          List.of(
              new Part(signed(years.group(1), years.group(2)), IntervalUnit.YEAR),
              new Part(signed(years.group(1), years.group(3)), IntervalUnit.MONTH)));
    }
    if (from == to) {
      try {
        return sum(List.of(new Part(new BigDecimal(bare), from)));
      } catch (NumberFormatException e) {
        return parse(bare); // the text has units of its own
      }
    }
    Matcher days = DAYS_AND_CLOCK.matcher(bare);
    if (from == IntervalUnit.DAY && days.matches()) {
      List<Part> parts = new ArrayList<>();
      parts.add(new Part(signed(days.group(1), days.group(2)), IntervalUnit.DAY));
      parts.addAll(clock(days.group(1) + days.group(3), IntervalUnit.HOUR));
      return sum(parts);
    }
    return sum(clock(bare, from));
  }

  /** {@code h:m:s}, or {@code m:s} if it starts with minutes, or a number of the first unit. */
  private static List<Part> clock(String text, IntervalUnit first) {
    Matcher matcher = CLOCK.matcher(text);
    if (!matcher.matches()) {
      return List.of(new Part(new BigDecimal(text.strip()), first));
    }
    String sign = matcher.group(1);
    List<Part> parts = new ArrayList<>();
    boolean startsWithMinutes = first == IntervalUnit.MINUTE && matcher.group(4) == null;
    parts.add(
        new Part(
            signed(sign, matcher.group(2)),
            startsWithMinutes ? IntervalUnit.MINUTE : IntervalUnit.HOUR));
    parts.add(
        new Part(
            signed(sign, matcher.group(3)),
            startsWithMinutes ? IntervalUnit.SECOND : IntervalUnit.MINUTE));
    if (matcher.group(4) != null) {
      parts.add(new Part(signed(sign, matcher.group(4)), IntervalUnit.SECOND));
    }
    return parts;
  }

  private static BigDecimal signed(String sign, String number) {
    BigDecimal value = new BigDecimal(number);
    return sign.equals("-") ? value.negate() : value;
  }

  /** The sum; a fraction of a month is so many days of 30, one of a day so many hours. */
  static IntervalText sum(List<Part> parts) {
    BigDecimal months = BigDecimal.ZERO;
    BigDecimal days = BigDecimal.ZERO;
    BigDecimal micros = BigDecimal.ZERO;
    for (Part part : parts) {
      BigDecimal number = part.number();
      months = months.add(number.multiply(BigDecimal.valueOf(part.unit().months)));
      days = days.add(number.multiply(BigDecimal.valueOf(part.unit().days)));
      micros = micros.add(number.multiply(BigDecimal.valueOf(part.unit().micros)));
    }
    BigDecimal wholeMonths = months.setScale(0, RoundingMode.DOWN);
    days = days.add(months.subtract(wholeMonths).multiply(BigDecimal.valueOf(DAYS_OF_MONTH)));
    BigDecimal wholeDays = days.setScale(0, RoundingMode.DOWN);
    micros = micros.add(days.subtract(wholeDays).multiply(BigDecimal.valueOf(MICROS_OF_DAY)));
    return new IntervalText(
        wholeMonths.intValueExact(),
        wholeDays.intValueExact(),
        micros.setScale(0, RoundingMode.DOWN).longValueExact());
  }
}

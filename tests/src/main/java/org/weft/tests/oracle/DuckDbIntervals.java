package org.weft.tests.oracle;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DuckDB's intervals, which its driver gives as text such as {@code 1 year 2 days 03:04:05.6}. */
final class DuckDbIntervals {
  private static final Pattern PART =
      Pattern.compile(
          "\\s*(-?\\d+) (year|month|day)s?|\\s*(-?)(\\d+):(\\d\\d):(\\d\\d(?:\\.\\d+)?)");

  private DuckDbIntervals() {}

  /** The same interval as {@link PlainValues} writes them. */
  static String plain(String text) {
    int months = 0;
    int days = 0;
    BigDecimal seconds = BigDecimal.ZERO;
    Matcher matcher = PART.matcher(text);
    int end = 0;
    while (matcher.lookingAt()) {
      if (matcher.group(2) != null) {
        int number = Integer.parseInt(matcher.group(1));
        switch (matcher.group(2)) {
          case "year" -> months += 12 * number;
          case "month" -> months += number;
          default -> days += number;
        }
      } else {
        seconds =
            new BigDecimal(matcher.group(4))
                .multiply(BigDecimal.valueOf(3600))
                .add(new BigDecimal(matcher.group(5)).multiply(BigDecimal.valueOf(60)))
                .add(new BigDecimal(matcher.group(6)));
        seconds = matcher.group(3).isEmpty() ? seconds : seconds.negate();
      }
      end = matcher.end();
      matcher.region(end, text.length());
    }
    if (end != text.length()) {
      throw new IllegalArgumentException("not an interval of DuckDB's: " + text);
    }
    return PlainValues.interval(months, days, seconds.movePointRight(9).longValueExact());
  }
}

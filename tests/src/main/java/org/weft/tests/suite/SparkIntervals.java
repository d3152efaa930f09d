package org.weft.tests.suite;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Intervals as texts, by value. Spark writes {@code 1-2}, {@code 3 04:05:06.000000000} or {@code 1
 * years 2 months}, we {@code 14 months 3 days 4.5 s}.
 */
final class SparkIntervals {
  private static final Pattern MONTHS = Pattern.compile("(-?)(\\d+)-(\\d+)");
  private static final Pattern TIME =
      Pattern.compile("(-?)(\\d+) (\\d+):(\\d+):(\\d+(?:\\.\\d+)?)");
  private static final Pattern PART =
      Pattern.compile("(-?\\d+(?:\\.\\d+)?) (year|month|day|hour|minute|second|s)s?(?: |$)");

  private SparkIntervals() {}

  /** An interval as months and seconds. */
  private record Span(BigDecimal months, BigDecimal seconds) {}

  static boolean same(String a, String b) {
    Optional<Span> one = read(a);
    return one.isPresent() && one.equals(read(b));
  }

  private static Optional<Span> read(String text) {
    Matcher months = MONTHS.matcher(text);
    if (months.matches()) {
      BigDecimal value = number(months, 2).multiply(BigDecimal.valueOf(12)).add(number(months, 3));
      return span(signed(months, value), BigDecimal.ZERO);
    }
    Matcher time = TIME.matcher(text);
    if (time.matches()) {
      BigDecimal seconds =
          number(time, 2)
              .multiply(BigDecimal.valueOf(86_400))
              .add(number(time, 3).multiply(BigDecimal.valueOf(3600)))
              .add(number(time, 4).multiply(BigDecimal.valueOf(60)))
              .add(number(time, 5));
      return span(BigDecimal.ZERO, signed(time, seconds));
    }
    return parts(text);
  }

  private static BigDecimal number(Matcher matcher, int group) {
    return new BigDecimal(matcher.group(group));
  }

  private static BigDecimal signed(Matcher matcher, BigDecimal value) {
    return matcher.group(1).isEmpty() ? value : value.negate();
  }

  private static Optional<Span> parts(String text) {
    BigDecimal months = BigDecimal.ZERO;
    BigDecimal seconds = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    int at = 0;
    while (part.find() && part.start() == at) {
      at = part.end();
      BigDecimal value = number(part, 1);
      switch (part.group(2)) {
        case "year" -> months = months.add(value.multiply(BigDecimal.valueOf(12)));
        case "month" -> months = months.add(value);
        case "day" -> seconds = seconds.add(value.multiply(BigDecimal.valueOf(86_400)));
        case "hour" -> seconds = seconds.add(value.multiply(BigDecimal.valueOf(3600)));
        case "minute" -> seconds = seconds.add(value.multiply(BigDecimal.valueOf(60)));
        default -> seconds = seconds.add(value);
      }
    }
    return at > 0 && at == text.length() ? span(months, seconds) : Optional.empty();
  }

  private static Optional<Span> span(BigDecimal months, BigDecimal seconds) {
    return Optional.of(new Span(months.stripTrailingZeros(), seconds.stripTrailingZeros()));
  }
}

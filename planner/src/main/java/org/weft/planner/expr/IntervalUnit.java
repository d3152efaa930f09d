package org.weft.planner.expr;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Units of intervals: so many months, days or microseconds. */
public enum IntervalUnit {
  MICROSECOND(0, 0, 1, "microsecond", "us", "usec"),
  MILLISECOND(0, 0, 1_000, "millisecond", "ms", "msec"),
  SECOND(0, 0, 1_000_000, "second", "sec", "s"),
  MINUTE(0, 0, 60_000_000L, "minute", "min", "m"),
  HOUR(0, 0, 3_600_000_000L, "hour", "hr", "h"),
  DAY(0, 1, 0, "day", "d"),
  WEEK(0, 7, 0, "week", "w"),
  MONTH(1, 0, 0, "month", "mon"),
  QUARTER(3, 0, 0, "quarter"),
  YEAR(12, 0, 0, "year", "yr", "y"),
  DECADE(120, 0, 0, "decade", "dec"),
  CENTURY(1_200, 0, 0, "century", "centurie", "cent", "c"),
  MILLENNIUM(12_000, 0, 0, "millennium", "millenium", "millennia", "mil");

  /** Digits behind the point that count. */
  private static final int DIGITS = 6;

  private static final BigDecimal DAYS_PER_MONTH = BigDecimal.valueOf(30);
  private static final BigDecimal MICROS_PER_DAY = BigDecimal.valueOf(86_400_000_000L);
  private static final int MONTHS_PER_YEAR = 12;

  private static final Map<String, IntervalUnit> BY_NAME = new HashMap<>();

  static {
    for (IntervalUnit unit : values()) {
      for (String name : unit.names) {
        BY_NAME.put(name, unit);
      }
    }
  }

  private final int months;
  private final int days;
  private final long micros;
  private final String[] names;

  IntervalUnit(int months, int days, long micros, String... names) {
    this.months = months;
    this.days = days;
    this.micros = micros;
    this.names = names;
  }

  /** The unit of a name, singular, plural or short, in any case. */
  public static Optional<IntervalUnit> of(String word) {
    String name = word.toLowerCase(Locale.ROOT);
    IntervalUnit unit = BY_NAME.get(name);
    return unit == null && name.length() > 2 && name.endsWith("s")
        ? Optional.ofNullable(BY_NAME.get(name.substring(0, name.length() - 1)))
        : Optional.ofNullable(unit);
  }

  /** The function that makes an interval of a number of these units. */
  public String maker() {
    return switch (this) {
      case CENTURY -> "to_centuries";
      case MILLENNIUM -> "to_millennia";
      default -> "to_" + names[0] + "s";
    };
  }

  /**
   * So many units, as {@code INTERVAL '1.5' DAY} and the function {@link #maker} have it: only
   * seconds and milliseconds have fractions.
   *
   * @throws ArithmeticException for one that is too long
   */
  Value.Span whole(BigDecimal number) {
    boolean hasFraction = this == SECOND || this == MILLISECOND;
    return fraction(hasFraction ? number : number.setScale(0, RoundingMode.DOWN));
  }

  /**
   * So many units, as the text {@code '1.5 days'} has it and DuckDB reads it: six digits count; a
   * fraction of a year is whole months, one of a month whole days, one of a day microseconds.
   *
   * @throws ArithmeticException for one that is too long
   */
  Value.Span fraction(BigDecimal number) {
    BigDecimal known =
        number.setScale(Math.min(DIGITS, Math.max(0, number.scale())), RoundingMode.DOWN);
    if (months != 0) {
      BigDecimal all = known.multiply(BigDecimal.valueOf(months));
      BigDecimal whole = cut(all);
      BigDecimal rest =
          months % MONTHS_PER_YEAR == 0
              ? BigDecimal.ZERO
              : all.subtract(whole).multiply(DAYS_PER_MONTH);
      return new Value.Span(whole.intValueExact(), cut(rest).intValueExact(), 0);
    }
    if (days != 0) {
      BigDecimal all = known.multiply(BigDecimal.valueOf(days));
      BigDecimal whole = cut(all);
      BigDecimal rest = all.subtract(whole).multiply(MICROS_PER_DAY);
      return new Value.Span(0, whole.intValueExact(), cut(rest).longValueExact());
    }
    BigDecimal all = known.multiply(BigDecimal.valueOf(micros));
    BigDecimal whole = this == MICROSECOND ? all.setScale(0, RoundingMode.HALF_UP) : cut(all);
    return new Value.Span(0, 0, whole.longValueExact());
  }

  /**
   * So many units, as a cast of a number has them: months are rounded, all else is exact to a
   * microsecond.
   *
   * @throws ArithmeticException for one that is too long
   */
  public Value.Span rounded(BigDecimal number) {
    if (months == 0) {
      return fraction(number);
    }
    BigDecimal all = number.multiply(BigDecimal.valueOf(months)).setScale(0, RoundingMode.HALF_UP);
    return new Value.Span(all.intValueExact(), 0, 0);
  }

  private static BigDecimal cut(BigDecimal number) {
    return number.setScale(0, RoundingMode.DOWN);
  }
}

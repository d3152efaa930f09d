package org.weft.planner.expr;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads intervals from text: {@code 1 year 2 months}, {@code 3 days 04:05:06.7}, {@code 1.5 hours},
 * {@code -2 weeks}, {@code 1 month ago}, a number of seconds, the word {@code interval} in front of
 * any, a whole literal {@code interval '1-2' year to month}, and ISO 8601's {@code
 * P1Y2M3DT4H5M6.7S}; and the texts of literals whose units stand behind them.
 */
public final class IntervalReader {
  private static final Pattern PART =
      Pattern.compile(
          "\\s*(?:([+-]?)(\\d+):(\\d{1,2})(?::(\\d{1,2}(?:\\.\\d*)?))?(?=\\s|$)"
              + "|([+-]?\\s*\\d+(?:\\.\\d*)?|[+-]?\\s*\\.\\d+)\\s*([a-z]+))");
  private static final Pattern ISO =
      Pattern.compile(
          "([+-]?)p(?:([+-]?\\d+)y)?(?:([+-]?\\d+)m)?(?:([+-]?\\d+)w)?(?:([+-]?\\d+)d)?"
              + "(?:t(?:([+-]?\\d+)h)?(?:([+-]?\\d+)m)?(?:([+-]?\\d+(?:\\.\\d+)?)s)?)?");
  private static final IntervalUnit[] ISO_UNITS = {
    IntervalUnit.YEAR,
    IntervalUnit.MONTH,
    IntervalUnit.WEEK,
    IntervalUnit.DAY,
    IntervalUnit.HOUR,
    IntervalUnit.MINUTE,
    IntervalUnit.SECOND
  };
  private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)");
  private static final Pattern YEARS_AND_MONTHS = Pattern.compile("([+-]?)(\\d+)-(\\d+)");
  private static final Pattern DAYS_AND_CLOCK = Pattern.compile("([+-]?)(\\d+)\\s+(\\d+.*)");
  private static final Pattern CLOCK =
      Pattern.compile("([+-]?)(\\d+)(?::(\\d{1,2}))?(?::(\\d{1,2}(?:\\.\\d+)?))?");
  private static final Pattern MINUTES_AND_SECONDS =
      Pattern.compile("([+-]?)(\\d+):(\\d{1,2}(?:\\.\\d*)?)");
  private static final Pattern WORD = Pattern.compile("^interval\\s+");
  private static final Pattern LITERAL =
      Pattern.compile("(-?)\\s*'([^']*)'\\s*([a-z]+)(?:\\s+to\\s+([a-z]+))?");
  private static final int MAX_PART = 59;

  private Value.Span sum = new Value.Span(0, 0, 0);

  private IntervalReader() {}

  /** The interval a text means; nothing if it means none, or one too long. */
  public static Optional<Value.Span> read(String text) {
    String lower = WORD.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
    Matcher literal = LITERAL.matcher(lower);
    if (literal.matches()) {
      return readLiteral(literal);
    }
    IntervalReader reader = new IntervalReader();
    try {
      return reader.readAll(lower) ? Optional.of(reader.sum) : Optional.empty();
    } catch (ArithmeticException e) {
      return Optional.empty(); // too long
    }
  }

  private static Optional<Value.Span> readLiteral(Matcher literal) {
    Optional<IntervalUnit> from = IntervalUnit.of(literal.group(3));
    Optional<IntervalUnit> to = literal.group(4) == null ? from : IntervalUnit.of(literal.group(4));
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    Optional<Value.Span> span = read(literal.group(2), from.get(), to.get());
    try {
      return literal.group(1).isEmpty() ? span : span.map(IntervalReader::negated);
    } catch (ArithmeticException e) {
      return Optional.empty(); // too long
    }
  }

  private static Value.Span negated(Value.Span span) {
    return new Value.Span(
        Math.negateExact(span.months()),
        Math.negateExact(span.days()),
        Math.negateExact(span.micros()));
  }

  /** {@code INTERVAL '3' DAY}, where the text may also have units of its own. */
  public static Optional<Value.Span> read(String text, IntervalUnit unit) {
    String bare = text.strip();
    return NUMBER.matcher(bare).matches() ? read(new BigDecimal(bare), unit) : read(bare);
  }

  /** So many units; nothing for more than an interval can hold. */
  public static Optional<Value.Span> read(BigDecimal number, IntervalUnit unit) {
    try {
      return Optional.of(unit.whole(number));
    } catch (ArithmeticException e) {
      return Optional.empty(); // too long
    }
  }

  /**
   * {@code INTERVAL '1-2' YEAR TO MONTH}, {@code '1 2:3:4' DAY TO SECOND} and those between: with
   * so many parts as the units say.
   */
  public static Optional<Value.Span> read(String text, IntervalUnit from, IntervalUnit to) {
    if (from == to) {
      return read(text, from);
    }
    IntervalReader reader = new IntervalReader();
    try {
      return reader.readRange(text.strip(), from, to) ? Optional.of(reader.sum) : Optional.empty();
    } catch (ArithmeticException e) {
      return Optional.empty(); // too long
    }
  }

  private boolean readAll(String text) {
    if (NUMBER.matcher(text).matches()) {
      add(new BigDecimal(text), IntervalUnit.SECOND);
      return true;
    }
    Matcher iso = ISO.matcher(text);
    if (iso.matches() && text.matches(".*[0-9].*") && !text.endsWith("t")) {
      readIso(iso);
      return true;
    }
    boolean ago = text.endsWith(" ago");
    String parts = text.substring(text.startsWith("@") ? 1 : 0, text.length() - (ago ? 4 : 0));
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
      sum = negated(sum);
    }
    return end > 0 && parts.substring(end).isBlank();
  }

  private boolean readPart(Matcher part) {
    if (part.group(2) != null) {
      return readClock(part.group(1), part.group(2), part.group(3), part.group(4));
    }
    Optional<IntervalUnit> unit = IntervalUnit.of(part.group(6));
    unit.ifPresent(u -> add(new BigDecimal(part.group(5).replaceAll("\\s", "")), u));
    return unit.isPresent();
  }

  private boolean readClock(String sign, String hours, String minutes, String seconds) {
    return add(sign, hours, IntervalUnit.HOUR)
        && addPart(sign, minutes, IntervalUnit.MINUTE)
        && (seconds == null || addPart(sign, seconds, IntervalUnit.SECOND));
  }

  private void readIso(Matcher iso) {
    for (int i = 0; i < ISO_UNITS.length; i++) {
      if (iso.group(i + 2) != null) {
        BigDecimal number = new BigDecimal(iso.group(i + 2));
        add(iso.group(1).equals("-") ? number.negate() : number, ISO_UNITS[i]);
      }
    }
  }

  private boolean readRange(String text, IntervalUnit from, IntervalUnit to) {
    if (from == IntervalUnit.YEAR) {
      Matcher years = YEARS_AND_MONTHS.matcher(text);
      return to == IntervalUnit.MONTH
          && years.matches()
          && add(years.group(1), years.group(2), IntervalUnit.YEAR)
          && add(years.group(1), years.group(3), IntervalUnit.MONTH);
    }
    if (from != IntervalUnit.DAY) {
      return readClock(text, from, to);
    }
    Matcher days = DAYS_AND_CLOCK.matcher(text);
    return days.matches()
        && add(days.group(1), days.group(2), IntervalUnit.DAY)
        && readClock(days.group(1) + days.group(3), IntervalUnit.HOUR, to);
  }

  /** {@code h}, {@code h:m}, {@code h:m:s} or {@code m:s}. */
  private boolean readClock(String text, IntervalUnit from, IntervalUnit to) {
    if (from == IntervalUnit.MINUTE && to == IntervalUnit.SECOND) {
      Matcher minutes = MINUTES_AND_SECONDS.matcher(text);
      return minutes.matches()
          && add(minutes.group(1), minutes.group(2), IntervalUnit.MINUTE)
          && addPart(minutes.group(1), minutes.group(3), IntervalUnit.SECOND);
    }
    Matcher clock = CLOCK.matcher(text);
    if (!clock.matches() || to.ordinal() > from.ordinal()) {
      return false;
    }
    String sign = clock.group(1);
    return from == IntervalUnit.HOUR
        && add(sign, clock.group(2), IntervalUnit.HOUR)
        && (clock.group(3) == null || addPart(sign, clock.group(3), IntervalUnit.MINUTE))
        && (clock.group(4) == null || addPart(sign, clock.group(4), IntervalUnit.SECOND));
  }

  /** A part that is less than 60. */
  private boolean addPart(String sign, String number, IntervalUnit unit) {
    return new BigDecimal(number).longValue() <= MAX_PART && add(sign, number, unit);
  }

  /** Always true. */
  private boolean add(String sign, String number, IntervalUnit unit) {
    BigDecimal value = new BigDecimal(number);
    add(sign.equals("-") ? value.negate() : value, unit);
    return true;
  }

  private void add(BigDecimal number, IntervalUnit unit) {
    Value.Span part = unit.fraction(number);
    sum =
        new Value.Span(
            Math.addExact(sum.months(), part.months()),
            Math.addExact(sum.days(), part.days()),
            Math.addExact(sum.micros(), part.micros()));
  }
}

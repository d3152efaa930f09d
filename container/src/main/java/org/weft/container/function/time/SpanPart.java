package org.weft.container.function.time;

import org.weft.container.expression.tree.Failures;
import org.weft.planner.expr.Value.Span;
import org.weft.planner.vector.Intervals;

/**
 * Parts of intervals, as DuckDB has them: years and months are those of the months, the day is the
 * count of days, and hours go beyond 24. All have the sign of what they are part of.
 */
public final class SpanPart {
  private static final int MONTHS_PER_YEAR = 12;
  private static final int MONTHS_PER_QUARTER = 3;
  private static final int DAYS_PER_WEEK = 7;
  private static final long MICROS_PER_MINUTE = 60 * DatePart.MICROS_PER_SECOND;
  private static final double DAYS_PER_YEAR = 365.25;
  private static final double SECONDS_PER_DAY = 86_400;

  private SpanPart() {}

  /** A part as a whole number. */
  public static long whole(DatePart part, Span span) {
    return switch (part) {
      case YEAR, DECADE, CENTURY, MILLENNIUM -> span.months() / Differences.months(part);
      case QUARTER -> span.months() % MONTHS_PER_YEAR / MONTHS_PER_QUARTER + 1;
      case MONTH -> span.months() % MONTHS_PER_YEAR;
      case DAY -> span.days();
      case HOUR -> span.micros() / Differences.micros(DatePart.HOUR);
      case MINUTE -> span.micros() % Differences.micros(DatePart.HOUR) / MICROS_PER_MINUTE;
      case SECOND -> span.micros() % MICROS_PER_MINUTE / DatePart.MICROS_PER_SECOND;
      case MILLISECOND -> span.micros() % MICROS_PER_MINUTE / 1000;
      case MICROSECOND -> span.micros() % MICROS_PER_MINUTE;
      case NANOSECOND -> span.micros() % MICROS_PER_MINUTE * 1000;
      case EPOCH -> (long) epoch(span);
      default -> throw none(part);
    };
  }

  /** A part with its fraction: only the epoch has one. */
  public static double real(DatePart part, Span span) {
    return part == DatePart.EPOCH ? epoch(span) : whole(part, span);
  }

  /** The seconds, with years of 365.25 days and what months are left of 30. */
  public static double epoch(Span span) {
    int years = span.months() / MONTHS_PER_YEAR;
    long rest = (long) span.months() % MONTHS_PER_YEAR * Intervals.DAYS_PER_MONTH;
    double days = years * DAYS_PER_YEAR + rest + span.days();
    return days * SECONDS_PER_DAY + span.micros() / (double) DatePart.MICROS_PER_SECOND;
  }

  /** The interval without what is smaller than a unit. */
  public static Span truncate(DatePart unit, Span span) {
    return switch (unit) {
      case MONTH, QUARTER, YEAR, DECADE, CENTURY, MILLENNIUM -> {
        int length = Differences.months(unit);
        yield new Span(span.months() / length * length, 0, 0);
      }
      case WEEK -> new Span(span.months(), span.days() / DAYS_PER_WEEK * DAYS_PER_WEEK, 0);
      case DAY -> new Span(span.months(), span.days(), 0);
      case HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND -> {
        long length = Differences.micros(unit);
        yield new Span(span.months(), span.days(), span.micros() / length * length);
      }
      default -> throw none(unit);
    };
  }

  private static RuntimeException none(DatePart part) {
    return Failures.badValue("an interval has no '" + part.name().toLowerCase() + "'");
  }
}

package org.weft.container.function.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.weft.container.expression.tree.Failures;

/** Formats as Java and Spark write them: {@code yyyy-MM-dd HH:mm:ss}; names are English. */
final class JavaFormat implements MomentFormat, MomentParser {
  /** Fractions of a second behind something else than letters: they may be shorter when read. */
  private static final Pattern FRACTION = Pattern.compile("(?<![A-Za-z])S{1,9}(?!S)");

  private final DateTimeFormatter writer;
  private final DateTimeFormatter reader;
  private final String format;

  JavaFormat(String format) {
    this.format = format;
    try {
      String pattern = proleptic(format);
      this.writer = builder().appendPattern(pattern).toFormatter(Locale.ENGLISH);
      this.reader = reading(pattern).toFormatter(Locale.ENGLISH);
    } catch (IllegalArgumentException e) {
      throw Failures.badValue("not a format of times: '" + format + "'")
          .hint("use letters as in yyyy-MM-dd HH:mm:ss, or % as in %Y-%m-%d");
    }
  }

  private static DateTimeFormatterBuilder builder() {
    return new DateTimeFormatterBuilder().parseCaseInsensitive();
  }

  /** As in Spark, {@code SSS} reads one to three digits. */
  private static DateTimeFormatterBuilder reading(String pattern) {
    DateTimeFormatterBuilder builder = builder();
    Matcher fraction = FRACTION.matcher(pattern);
    int end = 0;
    while (fraction.find()) {
      long quotes = pattern.substring(0, fraction.start()).chars().filter(c -> c == '\'').count();
      if (quotes % 2 == 0) {
        builder.appendPattern(pattern.substring(end, fraction.start()));
        builder.appendFraction(
            ChronoField.NANO_OF_SECOND, 1, fraction.end() - fraction.start(), false);
        end = fraction.end();
      }
    }
    return builder.appendPattern(pattern.substring(end));
  }

  /** Years without era. */
  private static String proleptic(String format) {
    StringBuilder result = new StringBuilder();
    boolean quoted = false;
    for (char c : format.toCharArray()) {
      quoted ^= c == '\'';
      result.append(c == 'y' && !quoted ? 'u' : c);
    }
    return result.toString();
  }

  @Override
  public String write(long micros) {
    try {
      return writer.format(Moments.local(micros).atOffset(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      throw Failures.badValue("the format '" + format + "' cannot show a time");
    }
  }

  @Override
  public OptionalLong read(String text) {
    if (format.replaceAll("'[^']*'", "").indexOf('Y') >= 0) {
      // the year of a week: without the week it is no day
      throw Failures.badValue("no time can be read with the letter Y in '" + format + "'")
          .hint("write yyyy for the year");
    }
    try {
      TemporalAccessor parsed = reader.parse(text);
      LocalDateTime moment = LocalDateTime.of(date(parsed), time(parsed));
      ZoneId zone = parsed.query(TemporalQueries.zone());
      long micros = Moments.micros(moment);
      return OptionalLong.of(zone == null ? micros : Moments.ofZone(micros, zone));
    } catch (DateTimeException e) {
      return OptionalLong.empty(); // not of this format
    }
  }

  private static LocalDate date(TemporalAccessor parsed) {
    LocalDate date = parsed.query(TemporalQueries.localDate());
    if (date != null) {
      return date;
    }
    int year = field(parsed, ChronoField.YEAR, 1970);
    if (parsed.isSupported(ChronoField.DAY_OF_YEAR)) {
      LocalDate ofYear = LocalDate.ofYearDay(year, parsed.get(ChronoField.DAY_OF_YEAR));
      boolean agrees =
          field(parsed, ChronoField.MONTH_OF_YEAR, ofYear.getMonthValue()) == ofYear.getMonthValue()
              && field(parsed, ChronoField.DAY_OF_MONTH, ofYear.getDayOfMonth())
                  == ofYear.getDayOfMonth();
      if (!agrees) {
        throw new DateTimeException("two different days");
      }
      return ofYear;
    }
    return LocalDate.of(
        year,
        field(parsed, ChronoField.MONTH_OF_YEAR, 1),
        field(parsed, ChronoField.DAY_OF_MONTH, 1));
  }

  private static LocalTime time(TemporalAccessor parsed) {
    LocalTime time = parsed.query(TemporalQueries.localTime());
    if (time != null) {
      return time;
    }
    int half = field(parsed, ChronoField.AMPM_OF_DAY, 0);
    int hour =
        parsed.isSupported(ChronoField.HOUR_OF_AMPM)
            ? half * 12 + parsed.get(ChronoField.HOUR_OF_AMPM)
            : field(parsed, ChronoField.HOUR_OF_DAY, 0);
    return LocalTime.of(
        hour,
        field(parsed, ChronoField.MINUTE_OF_HOUR, 0),
        field(parsed, ChronoField.SECOND_OF_MINUTE, 0),
        field(parsed, ChronoField.NANO_OF_SECOND, 0));
  }

  private static int field(TemporalAccessor parsed, ChronoField field, int otherwise) {
    return parsed.isSupported(field) ? parsed.get(field) : otherwise;
  }
}

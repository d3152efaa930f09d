package org.weft.tests.suite;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** Where Weft's answer is another one on purpose (README, "Differences"), and why. */
final class SparkDifferences {
  private static final Set<ErrorCode> OF_VALUES =
      Set.of(
          ErrorCode.INVALID_CAST,
          ErrorCode.NUMERIC_OVERFLOW,
          ErrorCode.DIVISION_BY_ZERO,
          ErrorCode.INVALID_VALUE);

  private static final Pattern CAST_OF_FRACTION =
      Pattern.compile("cast\\(\\s*'-?\\d*\\.\\d+' as (?:int|long|bigint|smallint|tinyint)");

  private static final Pattern NUMBER_AS_TIME =
      Pattern.compile("no cast from (?:u?int|float|decimal)\\S* to (?:date|timestamp)");

  private static final Pattern POSITION = Pattern.compile("[\\w)]\\[-?[\\d +]+\\]");

  private SparkDifferences() {}

  /** Why an error comes where Spark has rows. */
  static Optional<String> ofError(SuiteStatement statement, WeftException error) {
    String message = error.getMessage();
    boolean hasNulls = statement.rows().stream().anyMatch(row -> row.matches("(?s).*\\bNULL\\b.*"));
    boolean isOfValue =
        OF_VALUES.contains(error.code()) || message.contains("is not a value of type");
    if (isOfValue && hasNulls) {
      return Optional.of("bad values, overflow and division by zero are errors, not nulls");
    }
    if (message.contains("there is no cast from interval to")) {
      return Optional.of("an interval has no unit of its own and is cast to no number");
    }
    return NUMBER_AS_TIME.matcher(message).find()
        ? Optional.of("a number is cast to no time")
        : Optional.empty();
  }

  /** Why a cell of the answer is another one. */
  static Optional<String> ofCell(String sql, String ours, String theirs) {
    String text = sql.toLowerCase(Locale.ROOT);
    if (text.contains("typeof(") && ours.matches("[A-Z].*")) {
      return Optional.of("typeof gives DuckDB's names of types");
    }
    if (text.contains("dayofweek") || text.contains("weekday")) {
      return Optional.of("days of the week count from 0 on Sunday, as in DuckDB");
    }
    if (ours.equals(theirs + " 00:00:00") && text.contains("interval")) {
      return Optional.of("a date and an interval make a timestamp");
    }
    if (theirs.equals(ours + " 00:00:00.000000000")) {
      return Optional.of("two dates differ by a number of days");
    }
    if (theirs.startsWith("INTERVAL '")) {
      return Optional.of("an interval becomes the text that DuckDB writes");
    }
    if (isOfOtherZone(ours, theirs)) {
      return Optional.of("sessions are in UTC, Spark's tests in Los Angeles");
    }
    if (POSITION.matcher(text).find()) {
      return Optional.of("positions of lists count from 1 in brackets, from the end if negative");
    }
    if (text.contains("extract(second") || text.contains("date_part('second")) {
      return Optional.of("the second is a whole number");
    }
    if (text.matches("(?s).*array_(?:ap|pre)pend\\(cast\\(null.*")) {
      return Optional.of("appending to a null list makes one");
    }
    if (text.matches("(?s).*\\b[tv]_empty\\b.*")) {
      return Optional.of("nothing is in an empty query, not even null");
    }
    if (text.contains("char_tbl") || text.contains("char(")) {
      return Optional.of("CHAR and VARCHAR are texts of any length");
    }
    if (text.contains("div") && !theirs.equals("NULL")) {
      return Optional.of("// of numbers with a fraction is not cut, as in DuckDB");
    }
    if (CAST_OF_FRACTION.matcher(text).find()) {
      return Optional.of("a text with a fraction is rounded when it becomes an integer");
    }
    return Optional.empty();
  }

  /** True for the same instant in UTC and in Los Angeles. */
  private static boolean isOfOtherZone(String ours, String theirs) {
    try {
      LocalDateTime utc = time(ours.replaceFirst("\\+00$", ""));
      Duration apart =
          Duration.between(time(theirs), utc).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
      return apart.equals(Duration.ofHours(7))
          || apart.equals(Duration.ofHours(8))
          || apart.equals(Duration.ofSeconds(7 * 3600 + 52 * 60 + 58));
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static LocalDateTime time(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T'));
  }
}

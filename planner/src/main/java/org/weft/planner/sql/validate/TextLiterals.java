package org.weft.planner.sql.validate;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.weft.planner.expr.IntervalReader;
import org.weft.planner.expr.TimeForms;
import org.weft.planner.vector.Uuids;

/** Text literals that stand for something else: {@code d > '1994-01-01'}. */
public final class TextLiterals {
  private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "on", "1");
  private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "off", "0");

  /** What a float may be besides a number. */
  private static final Pattern NO_NUMBER = Pattern.compile("(?i)nan|[+-]?inf(?:inity)?");

  /** Later years are no literals of Calcite's. */
  private static final int LAST_YEAR = 9999;

  private TextLiterals() {}

  /**
   * What a text means as a value of a type: a BigDecimal, LocalDate, LocalTime, LocalDateTime (of
   * UTC), Boolean, UUID or Span, of bytes the text itself; nothing if it means nothing, or if texts
   * are not read as that type here. A distance from UTC means nothing for a timestamp without zone.
   */
  public static Optional<Object> read(String text, RelDataType type) {
    String bare = text.strip();
    try {
      return switch (type.getSqlTypeName()) {
        case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, FLOAT, DOUBLE ->
            Optional.of(new BigDecimal(bare));
        case DATE -> moment(bare).map(Moment::day);
        case TIME -> time(bare).map(Object.class::cast);
        case TIMESTAMP -> moment(bare).map(moment -> moment.day().atTime(moment.time()));
        case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> moment(bare).map(Moment::inUtc);
        case BOOLEAN -> bool(bare.toLowerCase(Locale.ROOT));
        case BINARY, VARBINARY -> Optional.of(text);
        case UUID ->
            type instanceof EnumSqlType
                ? Optional.empty()
                : Uuids.read(bare).map(Object.class::cast);
        case INTERVAL_DAY_SECOND -> IntervalReader.read(bare).map(Object.class::cast);
        default -> Optional.empty();
      };
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty(); // the text does not have that form
    }
  }

  /** True if a text is a value of a type, or a float that is no number. */
  static boolean isValue(String text, RelDataType type) {
    return read(text, type).isPresent()
        || (SqlTypeUtil.isApproximateNumeric(type) && NO_NUMBER.matcher(text.strip()).matches());
  }

  private static Optional<Object> bool(String word) {
    boolean isKnown = TRUE.contains(word) || FALSE.contains(word);
    return isKnown ? Optional.of(TRUE.contains(word)) : Optional.empty();
  }

  /**
   * @param ahead the seconds that the time is ahead of UTC
   */
  private record Moment(LocalDate day, LocalTime time, long ahead) {
    LocalDateTime inUtc() {
      return day.atTime(time).minusSeconds(ahead);
    }
  }

  private static Optional<Moment> moment(String text) {
    Matcher match = TimeForms.MOMENT.matcher(text);
    if (!match.matches() || match.group(5) != null) {
      return Optional.empty();
    }
    int year = Integer.parseInt(match.group(1));
    if (year < 1 || year > LAST_YEAR) {
      return Optional.empty();
    }
    LocalDate day =
        LocalDate.of(year, Integer.parseInt(match.group(3)), Integer.parseInt(match.group(4)));
    LocalTime time =
        match.group(6) == null
            ? LocalTime.MIDNIGHT
            : time(match.group(6), match.group(7), match.group(8), match.group(9));
    OptionalLong ahead =
        TimeForms.secondsAhead(match.group(10), day.toEpochSecond(time, ZoneOffset.UTC));
    return ahead.isPresent()
        ? Optional.of(new Moment(day, time, ahead.getAsLong()))
        : Optional.empty();
  }

  private static Optional<LocalTime> time(String text) {
    Matcher match = TimeForms.TIME.matcher(text);
    return match.matches()
        ? Optional.of(time(match.group(1), match.group(2), match.group(3), match.group(4)))
        : Optional.empty();
  }

  private static LocalTime time(String hour, String minute, String second, String fraction) {
    return LocalTime.of(
        Integer.parseInt(hour),
        Integer.parseInt(minute),
        second == null ? 0 : Integer.parseInt(second),
        (int) TimeForms.nanos(fraction));
  }
}

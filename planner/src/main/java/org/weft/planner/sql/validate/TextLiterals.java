package org.weft.planner.sql.validate;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.weft.planner.expr.IntervalReader;

/** Text literals that stand for something else: {@code d > '1994-01-01'}. */
public final class TextLiterals {
  private static final Pattern ZONED = Pattern.compile("(.*:[0-9.]+) ?(Z|[+-]\\d\\d(?::?\\d\\d)?)");

  private TextLiterals() {}

  /**
   * What a text means as a value of a type: a BigDecimal, LocalDate, LocalTime, LocalDateTime (of
   * UTC), Boolean or Span, of bytes the text itself; nothing if it means nothing, or if texts are
   * not read as that type here.
   */
  public static Optional<Object> read(String text, RelDataType type) {
    String bare = text.strip();
    try {
      return switch (type.getSqlTypeName()) {
        case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, FLOAT, DOUBLE ->
            Optional.of(new BigDecimal(bare));
        case DATE -> Optional.of(LocalDate.parse(bare));
        case TIME -> Optional.of(LocalTime.parse(bare));
        case TIMESTAMP -> Optional.of(timestamp(bare));
        case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> Optional.of(instant(bare));
        case BOOLEAN ->
            bare.equalsIgnoreCase("true") || bare.equalsIgnoreCase("false")
                ? Optional.of(Boolean.valueOf(bare))
                : Optional.empty();
        case BINARY, VARBINARY -> Optional.of(text);
        case INTERVAL_DAY_SECOND -> IntervalReader.read(bare).map(Object.class::cast);
        default -> Optional.empty();
      };
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty(); // the text does not have that form
    }
  }

  private static LocalDateTime timestamp(String text) {
    String normal = text.replace(' ', 'T');
    return normal.indexOf('T') < 0
        ? LocalDate.parse(normal).atStartOfDay()
        : LocalDateTime.parse(normal);
  }

  /** A moment may say its distance from UTC behind the time of day. */
  private static LocalDateTime instant(String text) {
    Matcher zoned = ZONED.matcher(text);
    if (!zoned.matches()) {
      return timestamp(text);
    }
    return timestamp(zoned.group(1)).minusSeconds(ZoneOffset.of(zoned.group(2)).getTotalSeconds());
  }
}

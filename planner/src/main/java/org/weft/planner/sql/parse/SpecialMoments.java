package org.weft.planner.sql.parse;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Dates and timestamps that PostgreSQL's and Spark's literals name: {@code DATE 'today'}, {@code
 * TIMESTAMP 'now'}. Sessions are in UTC, so no other zone may be named with them.
 */
final class SpecialMoments {
  private static final Pattern WORDS =
      Pattern.compile("(epoch|now|today|yesterday|tomorrow)(?:\\s+(?:utc|gmt|zulu|z))?");

  private SpecialMoments() {}

  /**
   * What becomes the date or timestamp by a cast.
   *
   * @param type the first word of the literal
   * @return nothing for another type or text
   */
  static Optional<SqlNode> of(String type, String text, SqlParserPos pos) {
    String kind = type.toLowerCase(Locale.ROOT);
    Matcher word = WORDS.matcher(text.strip().toLowerCase(Locale.ROOT));
    boolean isTimestamp = kind.startsWith("timestamp") || kind.equals("datetime");
    if (!word.matches() || !(isTimestamp || kind.equals("date"))) {
      return Optional.empty();
    }
    return Optional.of(
        switch (word.group(1)) {
          case "epoch" -> SqlLiteral.createCharString("1970-01-01", pos);
          case "now" -> NamedCalls.of(isTimestamp ? "now" : "today", pos);
          case "yesterday" -> daysFromToday("-1", pos);
          case "tomorrow" -> daysFromToday("1", pos);
          default -> NamedCalls.of("today", pos);
        });
  }

  private static SqlNode daysFromToday(String days, SqlParserPos pos) {
    return NamedCalls.of(
        "date_add", pos, NamedCalls.of("today", pos), SqlLiteral.createExactNumeric(days, pos));
  }
}

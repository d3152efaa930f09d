package org.weft.planner.sql.parse;

import java.util.Locale;
import java.util.Optional;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/**
 * Types that others have and Weft has not. They are named so that nobody takes them for others of
 * which the values look alike.
 */
final class RefusedTypes {
  private RefusedTypes() {}

  /** The error for a name that stands for such a type; nothing for other names. */
  static Optional<WeftException> of(Lexeme word) {
    return hint(word.unquoted()).map(hint -> refused(word, word.unquoted(), hint));
  }

  /** True for the name of such a type. */
  static boolean has(String word) {
    return hint(word).isPresent();
  }

  /** The error for a time of day with a distance from UTC. */
  static WeftException zonedTime(Lexeme first) {
    return refused(first, "time with time zone", hint("timetz").orElseThrow());
  }

  private static WeftException refused(Lexeme place, String name, String hint) {
    return WeftException.of(
            ErrorCode.UNSUPPORTED_FEATURE,
            "the type " + name.toUpperCase(Locale.ROOT) + " is not supported")
        .at(place.position())
        .hint(hint);
  }

  private static Optional<String> hint(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "timetz", "time_tz" ->
          Optional.of("use TIME, of which all values are in UTC, or TIMESTAMP WITH TIME ZONE");
      case "bit", "bitstring", "varbit" ->
          Optional.of("use BIGINT with bit_count, & and |, or VARCHAR for the digits");
      case "bignum", "varint" -> Optional.of("use DECIMAL(38,0), or VARCHAR for more digits");
      case "number" -> Optional.of("use DECIMAL(precision, scale), BIGINT or DOUBLE");
      case "union" -> Optional.of("use a STRUCT with a field for each member");
      case "variant" -> Optional.of("use JSON");
      case "geometry", "geography" -> Optional.of("use VARCHAR or BLOB for the written form");
      case "money" -> Optional.of("use DECIMAL(19,4)");
      case "xml" -> Optional.of("use VARCHAR");
      default -> Optional.empty();
    };
  }
}

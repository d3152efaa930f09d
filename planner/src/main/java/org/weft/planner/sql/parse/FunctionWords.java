package org.weft.planner.sql.parse;

import static org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants.*;

import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.calcite.sql.parser.babel.Token;

/**
 * Words that the grammar reads in a syntax of their own, although they are called like any function
 * here: {@code date_trunc('month', d)}, {@code trim(text, characters)}.
 */
final class FunctionWords {
  /** Always functions like others. */
  private static final Set<String> PLAIN =
      Set.of(
          "date_trunc",
          "datetrunc",
          "timestamp_trunc",
          "time_trunc",
          "date_part",
          "datepart",
          "date_diff",
          "datediff",
          "timestamp_diff",
          "timestampdiff",
          "timestampadd",
          "date_add",
          "dateadd",
          "date_sub",
          "datesub",
          "time_diff",
          "contains_substr",
          "translate",
          "left",
          "right",
          "format_date",
          "parse_date",
          "to_date",
          "to_timestamp",
          "hour",
          "minute",
          "second",
          "year",
          "quarter",
          "month",
          "week",
          "dayofyear",
          "dayofweek",
          "dayofmonth",
          "day",
          "log",
          "char",
          "repeat",
          "insert");

  /** Functions like others if their arguments stand between commas. */
  private static final Set<String> WITH_COMMAS = Set.of("trim", "overlay");

  /** Functions whose first argument may be a bare unit of time. */
  private static final Set<String> WITH_UNIT =
      Set.of(
          "date_trunc",
          "datetrunc",
          "date_part",
          "datepart",
          "date_diff",
          "datediff",
          "timestampdiff",
          "timestampadd",
          "dateadd",
          "date_add",
          "date_sub",
          "datesub");

  private FunctionWords() {}

  /**
   * True if the word is the name of a function like others.
   *
   * @param ahead the tokens behind it, from 0
   */
  static boolean isPlainCall(Token word, IntFunction<Token> ahead) {
    String name = word.image.toLowerCase(Locale.ROOT);
    if (PLAIN.contains(name)) {
      return ahead.apply(0).kind == LPAREN;
    }
    return WITH_COMMAS.contains(name) && ahead.apply(0).kind == LPAREN && separator(ahead) == COMMA;
  }

  /** What stands behind the first argument. */
  private static int separator(IntFunction<Token> ahead) {
    int depth = 0;
    for (int i = 0; ; i++) {
      int kind = ahead.apply(i).kind;
      if (kind == LPAREN || kind == LBRACKET || kind == LBRACE) {
        depth++;
      } else if (kind == RPAREN || kind == RBRACKET || kind == RBRACE) {
        depth--;
      }
      boolean separates = depth == 1 && (kind == COMMA || kind == FROM || kind == PLACING);
      if (depth == 0 || kind == EOF || separates) {
        return kind;
      }
    }
  }

  /** True if the first argument is a bare unit: {@code datediff(day, a, b)}. */
  static boolean hasBareUnit(Token word, IntFunction<Token> ahead) {
    return WITH_UNIT.contains(word.image.toLowerCase(Locale.ROOT))
        && ahead.apply(0).kind == LPAREN
        && ahead.apply(2).kind == COMMA
        && isUnit(ahead.apply(1));
  }

  private static boolean isUnit(Token token) {
    if (token.kind == QUOTED_STRING) {
      return false;
    }
    String unit = token.image.toLowerCase(Locale.ROOT);
    return switch (unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit) {
      case "year", "quarter", "month", "week", "day", "hour", "minute", "second" -> true;
      case "millisecond", "microsecond", "nanosecond", "decade", "century", "millennium" -> true;
      case "dayofyear", "dayofweek", "isodow", "isoyear", "doy", "dow", "epoch" -> true;
      default -> false;
    };
  }
}

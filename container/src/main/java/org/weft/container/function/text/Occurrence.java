package org.weft.container.function.text;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.weft.container.expression.tree.Failures;

/**
 * Which match of a regular expression is meant: as in PostgreSQL, Oracle and Snowflake.
 *
 * @param start the character from which on is searched, from 1; {@code ^} still stands for the
 *     start of the whole text
 * @param number the so manieth match from there, from 1
 */
public record Occurrence(long start, long number) {
  /** The first match of the whole text. */
  public static final Occurrence FIRST = new Occurrence(1, 1);

  /** Which matches are replaced. */
  public enum Extent {
    ONE,
    ALL
  }

  public Occurrence {
    if (start < 1) {
      throw Failures.badValue("a search starts at character 1 or later, not at " + start);
    }
    if (number < 1) {
      throw Failures.badValue("the first match is number 1, not " + number);
    }
  }

  /** The match, or nothing if there are not so many. */
  public Optional<MatchResult> find(Pattern pattern, String text) {
    return Regexes.run(() -> found(pattern, text));
  }

  private Optional<MatchResult> found(Pattern pattern, String text) {
    int from = offset(text);
    Matcher matcher = pattern.matcher(text);
    if (from < 0 || !matcher.find(from)) {
      return Optional.empty();
    }
    for (long i = 1; i < number; i++) {
      if (!matcher.find()) {
        return Optional.empty();
      }
    }
    return Optional.of(matcher.toMatchResult());
  }

  /** How many matches there are from the start on. */
  public long count(Pattern pattern, String text) {
    return Regexes.run(
        () -> {
          int from = offset(text);
          Matcher matcher = pattern.matcher(text);
          long count = 0;
          boolean isFound = from >= 0 && matcher.find(from);
          while (isFound) {
            count++;
            isFound = matcher.find();
          }
          return count;
        });
  }

  /**
   * The text with the match replaced, or with this and all behind it; a replacement that names a
   * group there is not does nothing.
   */
  public String replace(Pattern pattern, String text, Replacement by, Extent extent) {
    return Regexes.run(
        () -> {
          int from = offset(text);
          Matcher matcher = pattern.matcher(text);
          boolean fits = from >= 0 && by.highestGroup() <= matcher.groupCount();
          boolean isFound = fits && matcher.find(from);
          if (!isFound) {
            return text;
          }
          StringBuilder result = new StringBuilder();
          int end = 0;
          for (long i = 1; isFound; i++) {
            if (i == number || (i > number && extent == Extent.ALL)) {
              result.append(text, end, matcher.start());
              by.append(matcher, result);
              end = matcher.end();
            }
            isFound = (i < number || extent == Extent.ALL) && matcher.find();
          }
          return result.append(text, end, text.length()).toString();
        });
  }

  /** Where the start lies in Java's text; -1 behind its end. What is behind it is not counted. */
  private int offset(String text) {
    int offset = 0;
    for (long i = 1; i < start; i++) {
      if (offset == text.length()) {
        return -1;
      }
      offset += Character.charCount(text.codePointAt(offset));
    }
    return offset;
  }
}

package org.weft.container.function.text;

import java.util.ArrayList;
import java.util.List;

/** Parts of texts. */
public final class Pieces {
  private Pieces() {}

  /** Where something is taken away. */
  public enum Ends {
    LEFT,
    RIGHT,
    BOTH
  }

  /** What counts as a match. */
  public enum Words {
    ANY,
    /** Only where no letter or digit stands before or behind. */
    WHOLE
  }

  /** The text without any of the characters at its ends. */
  public static String trim(String text, String characters, Ends ends) {
    int start = 0;
    int end = text.length();
    while (ends != Ends.RIGHT && start < end && characters.indexOf(text.codePointAt(start)) >= 0) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (ends != Ends.LEFT && end > start && characters.indexOf(text.codePointBefore(end)) >= 0) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  /** The first characters; for a negative count all but so many of the last. */
  public static String left(String text, long count) {
    int length = text.codePointCount(0, text.length());
    long wanted = count >= 0 ? Math.min(count, length) : Math.max(0, length + count);
    return text.substring(0, text.offsetByCodePoints(0, (int) wanted));
  }

  /** The last characters; for a negative count all but so many of the first. */
  public static String right(String text, long count) {
    int length = text.codePointCount(0, text.length());
    long wanted = count >= 0 ? Math.min(count, length) : Math.max(0, length + count);
    return text.substring(text.offsetByCodePoints(0, (int) (length - wanted)));
  }

  /**
   * The piece of that number between separators, from the end if negative, empty if there is none.
   * An empty separator splits characters.
   */
  public static String splitPart(String text, String separator, long number) {
    if (separator.isEmpty()) {
      return characterAt(text, number);
    }
    int start = 0;
    int end = text.length();
    if (number > 0) {
      for (long i = 1; i < number; i++) {
        int found = text.indexOf(separator, start);
        if (found < 0) {
          return "";
        }
        start = found + separator.length();
      }
      int found = text.indexOf(separator, start);
      return text.substring(start, found < 0 ? end : found);
    }
    List<String> parts = split(text, separator);
    long index = number == 0 ? -1 : parts.size() + number;
    return index < 0 ? "" : parts.get((int) index);
  }

  private static String characterAt(String text, long number) {
    int length = text.codePointCount(0, text.length());
    long index = number > 0 ? number - 1 : length + number;
    if (number == 0 || index < 0 || index >= length) {
      return "";
    }
    return Character.toString(text.codePointAt(text.offsetByCodePoints(0, (int) index)));
  }

  /** The pieces between separators; the characters if the separator is empty. */
  public static List<String> split(String text, String separator) {
    List<String> parts = new ArrayList<>();
    if (separator.isEmpty()) {
      text.codePoints().forEach(point -> parts.add(Character.toString(point)));
      return parts;
    }
    int start = 0;
    int found = text.indexOf(separator);
    while (found >= 0) {
      parts.add(text.substring(start, found));
      start = found + separator.length();
      found = text.indexOf(separator, start);
    }
    parts.add(text.substring(start));
    return parts;
  }

  /** What stands before a separator, or behind one counted from the end. */
  public static String substringIndex(String text, String separator, long number) {
    if (number == 0 || separator.isEmpty()) {
      return "";
    }
    int at = number > 0 ? -separator.length() : text.length();
    for (long i = 0; i < Math.abs(number); i++) {
      at =
          number > 0
              ? text.indexOf(separator, at + separator.length())
              : text.lastIndexOf(separator, at - 1);
      if (at < 0) {
        return text;
      }
    }
    return number > 0 ? text.substring(0, at) : text.substring(at + separator.length());
  }

  /** Where a text lies in another from a start on, from 1, or 0. */
  public static long locate(String searched, String text, long start) {
    if (start < 1) {
      return 0;
    }
    int length = text.codePointCount(0, text.length());
    if (start - 1 > length) {
      return 0;
    }
    int found = text.indexOf(searched, text.offsetByCodePoints(0, (int) (start - 1)));
    return found < 0 ? 0 : 1L + text.codePointCount(0, found);
  }

  /** Where a text last lies in another, from 1, or 0; an empty one lies behind its end. */
  public static long locateLast(String text, String searched) {
    int found = text.lastIndexOf(searched);
    return found < 0 ? 0 : 1L + text.codePointCount(0, found);
  }

  /** The text with characters from a start on, from 1, replaced. */
  public static String overlay(String text, String replacement, long start, long length) {
    int count = text.codePointCount(0, text.length());
    int from = (int) Math.max(0, Math.min(count, start - 1));
    int until = (int) Math.max(from, Math.min(count, from + Math.max(0, length)));
    return text.substring(0, text.offsetByCodePoints(0, from))
        + replacement
        + text.substring(text.offsetByCodePoints(0, until));
  }

  /** How often a text lies in another, without overlaps. */
  public static long count(String text, String searched, Words words) {
    long count = 0;
    int found = searched.isEmpty() ? -1 : text.indexOf(searched);
    while (found >= 0) {
      int end = found + searched.length();
      boolean whole = !isLetterBefore(text, found) && !isLetterAt(text, end);
      count += whole || words == Words.ANY ? 1 : 0;
      found = text.indexOf(searched, end);
    }
    return count;
  }

  private static boolean isLetterBefore(String text, int index) {
    return index > 0 && Character.isLetterOrDigit(text.codePointBefore(index));
  }

  private static boolean isLetterAt(String text, int index) {
    return index < text.length() && Character.isLetterOrDigit(text.codePointAt(index));
  }
}

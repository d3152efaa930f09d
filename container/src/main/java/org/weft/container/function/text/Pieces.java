package org.weft.container.function.text;

/** Parts of texts. */
public final class Pieces {
  private Pieces() {}

  /** Where something is taken away. */
  public enum Ends {
    LEFT,
    RIGHT,
    BOTH
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
   * Without separator the text is one piece.
   */
  public static String splitPart(String text, String separator, long number) {
    if (separator.isEmpty()) {
      return number == 1 || number == -1 || number == 0 ? text : "";
    }
    return number >= 0
        ? partFromStart(text, separator, Math.max(1, number))
        : partFromEnd(text, separator, -number);
  }

  private static String partFromStart(String text, String separator, long number) {
    int start = 0;
    for (long i = 1; i < number; i++) {
      int found = text.indexOf(separator, start);
      if (found < 0) {
        return "";
      }
      start = found + separator.length();
    }
    int end = text.indexOf(separator, start);
    return text.substring(start, end < 0 ? text.length() : end);
  }

  private static String partFromEnd(String text, String separator, long number) {
    String[] parts = text.split(java.util.regex.Pattern.quote(separator), -1);
    return number <= parts.length ? parts[(int) (parts.length - number)] : "";
  }
}

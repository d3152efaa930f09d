package org.weft.container.function.text;

/** Texts with other letters, or the same in another order. */
public final class Letters {
  private Letters() {}

  /** Capitals at the starts of words, small letters inside; words are letters and digits. */
  public static String initcap(String text) {
    StringBuilder result = new StringBuilder(text.length());
    boolean inWord = false;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      result.appendCodePoint(inWord ? Character.toLowerCase(point) : Character.toUpperCase(point));
      inWord = Character.isLetterOrDigit(point);
      i += Character.charCount(point);
    }
    return result.toString();
  }

  /** A capital at the start, small letters behind. */
  public static String capitalize(String text) {
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      result.appendCodePoint(i == 0 ? Character.toUpperCase(point) : Character.toLowerCase(point));
      i += Character.charCount(point);
    }
    return result.toString();
  }

  /** The code points from the last to the first. */
  public static String reverse(String text) {
    return new StringBuilder(text).reverse().toString();
  }
}

package org.weft.container.function.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Texts with other letters, or the same in another order. */
public final class Letters {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}+");
  private static final Pattern SPACES = Pattern.compile("\\s+");

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

  /** The characters from the last to the first; marks stay with their letters. */
  public static String reverse(String text) {
    return text.chars().anyMatch(Letters::mayJoin)
        ? Graphemes.of(text).reversed()
        : new StringBuilder(text).reverse().toString();
  }

  /** True for what may belong to the character before it. */
  private static boolean mayJoin(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.FORMAT,
          Character.SURROGATE ->
          true;
      default -> c == '\n';
    };
  }

  /** Letters without what Unicode takes apart as marks. */
  public static String stripAccents(String text) {
    return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
  }

  /** Letters and marks composed. */
  public static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** Letters and marks apart. */
  public static String decomposed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD);
  }

  /** Without the punctuation of ASCII. */
  public static String withoutPunctuation(String text) {
    return PUNCTUATION.matcher(text).replaceAll("");
  }

  /** Single spaces for runs of white space, none at the ends. */
  public static String singleSpaces(String text) {
    return SPACES.matcher(text.strip()).replaceAll(" ");
  }

  /** Each character of {@code from} becomes the one at its place in {@code to}, or nothing. */
  public static String translate(String text, String from, String to) {
    int[] sources = from.codePoints().toArray();
    int[] targets = to.codePoints().toArray();
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              int place = indexOf(sources, point);
              if (place < 0) {
                result.appendCodePoint(point);
              } else if (place < targets.length) {
                result.appendCodePoint(targets[place]);
              }
            });
    return result.toString();
  }

  private static int indexOf(int[] points, int point) {
    for (int i = 0; i < points.length; i++) {
      if (points[i] == point) {
        return i;
      }
    }
    return -1;
  }
}

package org.weft.container.function.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names of several words, spelt as programmers do. */
public final class Words {
  private Words() {}

  /** The words: runs of letters and digits, cut where a capital follows a small letter. */
  public static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int[] points = text.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      if (!Character.isLetterOrDigit(points[i]) || startsWord(points, i)) {
        finish(word, words);
      }
      if (Character.isLetterOrDigit(points[i])) {
        word.appendCodePoint(points[i]);
      }
    }
    finish(word, words);
    return words;
  }

  /** A capital behind a small letter, or the last of several capitals before a small one. */
  private static boolean startsWord(int[] points, int i) {
    if (i == 0 || !Character.isUpperCase(points[i])) {
      return false;
    }
    return Character.isLowerCase(points[i - 1])
        || (Character.isUpperCase(points[i - 1])
            && i + 1 < points.length
            && Character.isLowerCase(points[i + 1]));
  }

  private static void finish(StringBuilder word, List<String> words) {
    if (word.length() > 0) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  public static String camel(String text) {
    List<String> words = of(text);
    return words.isEmpty()
        ? ""
        : words.get(0).toLowerCase(Locale.ROOT)
            + words.stream().skip(1).map(Letters::capitalize).collect(Collectors.joining());
  }

  public static String upperCamel(String text) {
    return of(text).stream().map(Letters::capitalize).collect(Collectors.joining());
  }

  public static String title(String text) {
    return of(text).stream().map(Letters::capitalize).collect(Collectors.joining(" "));
  }

  /** All words small, with something between them. */
  public static String small(String text, String between) {
    return String.join(between, of(text)).toLowerCase(Locale.ROOT);
  }

  /** All words in capitals, with something between them. */
  public static String big(String text, String between) {
    return String.join(between, of(text)).toUpperCase(Locale.ROOT);
  }
}

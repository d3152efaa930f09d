package org.weft.container.function.text;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.weft.container.expression.tree.Failures;

/** How far apart two texts are, in code points. */
public final class Distances {
  /** Texts with more pairs of characters are not compared. */
  private static final long MAX_PAIRS = 1L << 30;

  private static final double WINKLER_THRESHOLD = 0.7;
  private static final double WINKLER_WEIGHT = 0.1;
  private static final int WINKLER_PREFIX = 4;

  private Distances() {}

  private static void check(int[] a, int[] b) {
    if ((long) a.length * b.length > MAX_PAIRS) {
      throw Failures.badValue(
          "texts of " + a.length + " and " + b.length + " characters are too long to compare");
    }
  }

  /** Insertions, deletions and replacements. */
  public static long levenshtein(String left, String right) {
    int[] a = left.codePoints().toArray();
    int[] b = right.codePoints().toArray();
    check(a, b);
    int[] row = new int[b.length + 1];
    for (int j = 0; j <= b.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length; i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length; j++) {
        int above = row[j];
        int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length];
  }

  /** Insertions, deletions, replacements and exchanges, also of what was changed before. */
  public static long damerau(String left, String right) {
    int[] a = left.codePoints().toArray();
    int[] b = right.codePoints().toArray();
    check(a, b);
    int infinite = a.length + b.length;
    int[][] costs = new int[a.length + 2][b.length + 2];
    costs[0][0] = infinite;
    for (int i = 0; i <= a.length; i++) {
      costs[i + 1][0] = infinite;
      costs[i + 1][1] = i;
    }
    for (int j = 0; j <= b.length; j++) {
      costs[0][j + 1] = infinite;
      costs[1][j + 1] = j;
    }
    Map<Integer, Integer> lastRow = new HashMap<>();
    for (int i = 1; i <= a.length; i++) {
      int lastColumn = 0;
      for (int j = 1; j <= b.length; j++) {
        int k = lastRow.getOrDefault(b[j - 1], 0);
        int l = lastColumn;
        boolean same = a[i - 1] == b[j - 1];
        int replaced = costs[i][j] + (same ? 0 : 1);
        int inserted = 1 + Math.min(costs[i + 1][j], costs[i][j + 1]);
        int exchanged = costs[k][l] + (i - k - 1) + 1 + (j - l - 1);
        costs[i + 1][j + 1] = Math.min(exchanged, Math.min(replaced, inserted));
        if (same) {
          lastColumn = j;
        }
      }
      lastRow.put(a[i - 1], i);
    }
    return costs[a.length + 1][b.length + 1];
  }

  /** Places that differ. */
  public static long hamming(String left, String right) {
    int[] a = left.codePoints().toArray();
    int[] b = right.codePoints().toArray();
    if (a.length != b.length || a.length == 0) {
      throw Failures.badValue("hamming needs two texts of one length that is not 0");
    }
    long different = 0;
    for (int i = 0; i < a.length; i++) {
      different += a[i] == b[i] ? 0 : 1;
    }
    return different;
  }

  /** Characters in both of those in either. */
  public static double jaccard(String left, String right) {
    if (left.isEmpty() || right.isEmpty()) {
      throw Failures.badValue("jaccard needs two texts that are not empty");
    }
    BitSet a = characters(left);
    BitSet b = characters(right);
    BitSet both = (BitSet) a.clone();
    both.and(b);
    a.or(b);
    return (double) both.cardinality() / a.cardinality();
  }

  private static BitSet characters(String text) {
    BitSet characters = new BitSet();
    text.codePoints().forEach(characters::set);
    return characters;
  }

  /** Jaro's similarity. */
  public static double jaro(String left, String right) {
    int[] a = left.codePoints().toArray();
    int[] b = right.codePoints().toArray();
    if (a.length == 0 || b.length == 0) {
      return 0;
    }
    check(a, b);
    int window = Math.max(0, Math.max(a.length, b.length) / 2 - 1);
    boolean[] usedA = new boolean[a.length];
    boolean[] usedB = new boolean[b.length];
    int matches = 0;
    for (int i = 0; i < a.length; i++) {
      int end = Math.min(b.length, i + window + 1);
      for (int j = Math.max(0, i - window); j < end; j++) {
        if (!usedB[j] && a[i] == b[j]) {
          usedA[i] = true;
          usedB[j] = true;
          matches++;
          break;
        }
      }
    }
    if (matches == 0) {
      return 0;
    }
    int exchanged = 0;
    int j = 0;
    for (int i = 0; i < a.length; i++) {
      if (usedA[i]) {
        while (!usedB[j]) {
          j++;
        }
        exchanged += a[i] == b[j] ? 0 : 1;
        j++;
      }
    }
    double m = matches;
    return (m / a.length + m / b.length + (m - exchanged / 2) / m) / 3;
  }

  /** Jaro's similarity, higher for texts that start alike. */
  public static double jaroWinkler(String left, String right) {
    double jaro = jaro(left, right);
    if (jaro <= WINKLER_THRESHOLD) {
      return jaro;
    }
    int[] a = left.codePoints().limit(WINKLER_PREFIX).toArray();
    int[] b = right.codePoints().limit(WINKLER_PREFIX).toArray();
    int prefix = 0;
    while (prefix < Math.min(a.length, b.length) && a[prefix] == b[prefix]) {
      prefix++;
    }
    return jaro + prefix * WINKLER_WEIGHT * (1 - jaro);
  }

  /** American Soundex; texts that do not start with an ASCII letter stay as they are. */
  public static String soundex(String text) {
    if (text.isEmpty() || !isLetter(text.charAt(0))) {
      return text;
    }
    StringBuilder code = new StringBuilder();
    code.append(Character.toUpperCase(text.charAt(0)));
    char last = digit(text.charAt(0));
    for (int i = 1; i < text.length() && code.length() < 4; i++) {
      char letter = Character.toUpperCase(text.charAt(i));
      if (!isLetter(letter)) {
        last = '0';
        continue;
      }
      char digit = digit(letter);
      if (digit != '0' && digit != last) {
        code.append(digit);
      }
      // H and W do not part two letters that sound alike
      last = letter == 'H' || letter == 'W' ? last : digit;
    }
    while (code.length() < 4) {
      code.append('0');
    }
    return code.toString();
  }

  private static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
  }

  private static char digit(char letter) {
    return "01230120022455012623010202".charAt(Character.toUpperCase(letter) - 'A');
  }
}

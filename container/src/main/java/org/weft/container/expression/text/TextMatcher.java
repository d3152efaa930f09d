package org.weft.container.expression.text;

import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Views;

/**
 * A test that texts pass. Each kind has a loop of its own, so that the compiler sees one test per
 * loop.
 */
abstract sealed class TextMatcher {
  /** Rows whose text passes; {@code flip} 1 picks the others. */
  abstract int select(long views, int flip, int[] sel, int n, int[] out);

  /** Roughly how long a row takes, a comparison of integers being 1. */
  abstract int cost();

  /** Texts that are these bytes. */
  static final class Exact extends TextMatcher {
    private final Needle needle;

    Exact(Needle needle) {
      this.needle = needle;
    }

    @Override
    int select(long views, int flip, int[] sel, int n, int[] out) {
      int m = 0;
      for (int k = 0; k < n; k++) {
        int row = sel == null ? k : sel[k];
        long view = views + 16L * row;
        boolean hit =
            Views.length(view) == needle.length() && needle.isAt(Memory.getLong(view + 8));
        out[m] = row;
        m += (hit ? 1 : 0) ^ flip;
      }
      return m;
    }

    @Override
    int cost() {
      return 3;
    }
  }

  /** Texts that start with these bytes; four of them lie in the view. */
  static final class Prefix extends TextMatcher {
    private final Needle needle;
    private final int head;
    private final int headMask;

    Prefix(Needle needle, byte[] bytes) {
      this.needle = needle;
      int first = 0;
      int mask = 0;
      for (int i = 0; i < Math.min(4, bytes.length); i++) {
        first |= (bytes[i] & 0xFF) << (8 * i);
        mask |= 0xFF << (8 * i);
      }
      this.head = first;
      this.headMask = mask;
    }

    @Override
    int select(long views, int flip, int[] sel, int n, int[] out) {
      int m = 0;
      int length = needle.length();
      for (int k = 0; k < n; k++) {
        int row = sel == null ? k : sel[k];
        long view = views + 16L * row;
        boolean hit =
            ((Memory.getInt(view + 4) ^ head) & headMask) == 0
                && Views.length(view) >= length
                && (length <= 4 || needle.isAt(Memory.getLong(view + 8)));
        out[m] = row;
        m += (hit ? 1 : 0) ^ flip;
      }
      return m;
    }

    @Override
    int cost() {
      return 3;
    }
  }

  /** Texts that end with these bytes. */
  static final class Suffix extends TextMatcher {
    private final Needle needle;

    Suffix(Needle needle) {
      this.needle = needle;
    }

    @Override
    int select(long views, int flip, int[] sel, int n, int[] out) {
      int m = 0;
      int length = needle.length();
      for (int k = 0; k < n; k++) {
        int row = sel == null ? k : sel[k];
        long view = views + 16L * row;
        int rest = Views.length(view) - length;
        boolean hit = rest >= 0 && needle.isAt(Memory.getLong(view + 8) + rest);
        out[m] = row;
        m += (hit ? 1 : 0) ^ flip;
      }
      return m;
    }

    @Override
    int cost() {
      return 4;
    }
  }

  /** Texts that hold these bytes somewhere. */
  static final class Contains extends TextMatcher {
    private final Needle needle;

    Contains(Needle needle) {
      this.needle = needle;
    }

    @Override
    int select(long views, int flip, int[] sel, int n, int[] out) {
      int m = 0;
      for (int k = 0; k < n; k++) {
        int row = sel == null ? k : sel[k];
        long view = views + 16L * row;
        long bytes = Memory.getLong(view + 8);
        boolean hit = needle.find(bytes, bytes + Views.length(view)) >= 0;
        out[m] = row;
        m += (hit ? 1 : 0) ^ flip;
      }
      return m;
    }

    @Override
    int cost() {
      return 20;
    }
  }

  /** Texts that start with one needle, end with another and hold others between, in order. */
  static final class Sequence extends TextMatcher {
    private final Needle start;
    private final Needle[] middle;
    private final Needle end;

    Sequence(Needle start, Needle[] middle, Needle end) {
      this.start = start;
      this.middle = middle;
      this.end = end;
    }

    @Override
    int select(long views, int flip, int[] sel, int n, int[] out) {
      int m = 0;
      for (int k = 0; k < n; k++) {
        int row = sel == null ? k : sel[k];
        long view = views + 16L * row;
        boolean hit = matches(Memory.getLong(view + 8), Views.length(view));
        out[m] = row;
        m += (hit ? 1 : 0) ^ flip;
      }
      return m;
    }

    private boolean matches(long bytes, int length) {
      if (length < start.length() + end.length()) {
        return false;
      }
      long last = bytes + length - end.length();
      if (!start.isAt(bytes) || !end.isAt(last)) {
        return false;
      }
      long from = bytes + start.length();
      for (Needle needle : middle) {
        long found = needle.find(from, last);
        if (found < 0) {
          return false;
        }
        from = found + needle.length();
      }
      return true;
    }

    @Override
    int cost() {
      return 20;
    }
  }

  /** Texts that match a pattern of code points. */
  static final class Wildcards extends TextMatcher {
    private final LikePattern pattern;

    Wildcards(LikePattern pattern) {
      this.pattern = pattern;
    }

    @Override
    int select(long views, int flip, int[] sel, int n, int[] out) {
      int m = 0;
      for (int k = 0; k < n; k++) {
        int row = sel == null ? k : sel[k];
        long view = views + 16L * row;
        boolean hit = pattern.matches(Memory.getLong(view + 8), Views.length(view));
        out[m] = row;
        m += (hit ? 1 : 0) ^ flip;
      }
      return m;
    }

    @Override
    int cost() {
      return 60;
    }
  }
}

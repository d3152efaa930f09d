package org.weft.container.aggregate;

/**
 * Spans of words, apart from each other, that hold all words met so far: what lies in no span was
 * not met. There are few; of the gaps between words those that are kept are the widest. For one
 * thread.
 */
final class KeySpans {
  private static final int MOST = 32;

  private final long[] least = new long[MOST + 1];
  private final long[] greatest = new long[MOST + 1];
  private final long[] last = new long[MOST + 1];
  private int count;
  private int current;

  /**
   * The narrowest gap between spans when it was last looked at, once there are as many as may be.
   */
  private long narrowest;

  /** Becomes what the other is. */
  void copy(KeySpans other) {
    System.arraycopy(other.least, 0, least, 0, other.count);
    System.arraycopy(other.greatest, 0, greatest, 0, other.count);
    System.arraycopy(other.last, 0, last, 0, other.count);
    count = other.count;
    current = other.current;
    narrowest = other.narrowest;
  }

  /** Goes to the span that ends with the word; false if there is none. */
  boolean continues(long word) {
    if (count > 0 && greatest[current] == word) {
      return true;
    }
    int span = at(word);
    if (span < 0 || greatest[span] != word) {
      return false;
    }
    current = span;
    return true;
  }

  /**
   * Adds a word that no span holds.
   *
   * @param said what is said of it, to be asked for as long as it is the last of its span
   * @return false if a span holds it: nothing was done
   */
  boolean adds(long word, long said) {
    int before = count > 0 && isBehindCurrent(word) ? current : at(word);
    if (before >= 0 && word <= greatest[before]) {
      return false;
    }
    long gap = before < 0 ? -1 : word - greatest[before];
    if (before >= 0 && Long.compareUnsigned(gap, narrowest) <= 0) {
      current = before;
      extend(word, said);
    } else {
      insert(before + 1, word, said);
    }
    return true;
  }

  private boolean isBehindCurrent(long word) {
    return word > greatest[current] && (current + 1 == count || word < least[current + 1]);
  }

  /** The last span that does not begin behind the word, -1 if there is none. */
  private int at(long word) {
    int span = count - 1;
    while (span >= 0 && least[span] > word) {
      span--;
    }
    return span;
  }

  private void insert(int span, long word, long said) {
    for (long[] words : new long[][] {least, greatest, last}) {
      System.arraycopy(words, span, words, span + 1, count - span);
    }
    least[span] = word;
    greatest[span] = word;
    last[span] = said;
    current = span;
    count++;
    if (count > MOST) {
      joinNearest();
    }
  }

  private void joinNearest() {
    int nearest = nearest();
    least[nearest + 1] = least[nearest];
    for (long[] words : new long[][] {least, greatest, last}) {
      System.arraycopy(words, nearest + 1, words, nearest, count - nearest - 1);
    }
    count--;
    if (current > nearest) {
      current--;
    }
    int next = nearest();
    narrowest = least[next + 1] - greatest[next];
  }

  /** The span with the narrowest gap behind it. */
  private int nearest() {
    int nearest = 0;
    for (int span = 1; span + 1 < count; span++) {
      long gap = least[span + 1] - greatest[span];
      if (Long.compareUnsigned(gap, least[nearest + 1] - greatest[nearest]) < 0) {
        nearest = span;
      }
    }
    return nearest;
  }

  /** What was said of the word that {@link #continues} was asked about last, and was true of. */
  long last() {
    return last[current];
  }

  /** The last word of the present span. */
  long greatest() {
    return greatest[current];
  }

  /** The last word before the span behind the present one. */
  long limit() {
    return current + 1 == count ? Long.MAX_VALUE : least[current + 1] - 1;
  }

  /** How far, unsigned, a word may lie behind a span to be added to it. */
  long narrowest() {
    return narrowest;
  }

  /** Adds all from the end of the present span up to a word that can be added to it. */
  void extend(long word, long said) {
    greatest[current] = word;
    last[current] = said;
  }

  /** The number of spans. */
  int count() {
    return count;
  }

  long last(int span) {
    return last[span];
  }

  void setLast(int span, long said) {
    last[span] = said;
  }
}

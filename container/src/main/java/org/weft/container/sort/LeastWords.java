package org.weft.container.sort;

import org.weft.planner.expr.WindowCall.RankFunction;
import org.weft.planner.memory.Memory;

/**
 * The least words of a partition's rows, at most so many, as a heap with the greatest on top: a
 * count, then the words. A row beyond the top is not needed. Says nothing of who owns the memory.
 *
 * @param limit how many words there are at most
 * @param counted what is counted: rows, with their peers or without, or groups of peers
 * @param isExact true if rows with equal words are peers
 */
record LeastWords(int limit, RankFunction counted, boolean isExact) {
  /** Words that a heap takes. */
  int size() {
    return limit + 1;
  }

  /**
   * Adds the word of a row, unless there are enough that come before it.
   *
   * @param heap the address of the count, zero at first
   * @return false if the row is not needed
   */
  boolean add(long heap, long word) {
    int count = (int) Memory.getLong(heap);
    long words = heap + 8;
    if (count == limit) {
      int order = Long.compareUnsigned(word, Memory.getLong(words));
      if (order >= 0) {
        // of peers any may be the last row that counts
        return order == 0 && !(isExact && counted == RankFunction.ROW_NUMBER);
      }
      if (!isKnown(words, count, word)) {
        sink(words, word);
      }
      return true;
    }
    if (!isKnown(words, count, word)) {
      rise(words, count, word);
      Memory.putLong(heap, count + 1L);
    }
    return true;
  }

  private boolean isKnown(long words, int count, long word) {
    if (counted == RankFunction.DENSE_RANK) {
      for (int i = 0; i < count; i++) {
        if (Memory.getLong(words + 8L * i) == word) {
          return true;
        }
      }
    }
    return false;
  }

  /** Puts a word behind the others and brings it up to its place. */
  private static void rise(long words, int count, long word) {
    int at = count;
    while (at > 0) {
      int above = (at - 1) >>> 1;
      long other = Memory.getLong(words + 8L * above);
      if (Long.compareUnsigned(other, word) >= 0) {
        break;
      }
      Memory.putLong(words + 8L * at, other);
      at = above;
    }
    Memory.putLong(words + 8L * at, word);
  }

  /** Puts a word in the place of the greatest and brings it down to its own. */
  private void sink(long words, long word) {
    int at = 0;
    while (true) {
      int below = 2 * at + 1;
      if (below >= limit) {
        break;
      }
      long other = Memory.getLong(words + 8L * below);
      if (below + 1 < limit) {
        long right = Memory.getLong(words + 8L * (below + 1));
        if (Long.compareUnsigned(right, other) > 0) {
          other = right;
          below++;
        }
      }
      if (Long.compareUnsigned(other, word) <= 0) {
        break;
      }
      Memory.putLong(words + 8L * at, other);
      at = below;
    }
    Memory.putLong(words + 8L * at, word);
  }
}

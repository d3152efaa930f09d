package org.weft.container.sort;

import org.weft.planner.memory.Memory;

/**
 * Sorting of (word, row) pairs, 16 bytes each: least significant digit first, eight bits at a time,
 * leaving out digits that are the same everywhere. Stable.
 */
public final class Pairs {
  /** Bytes of a pair. */
  public static final int WIDTH = 16;

  private static final int DIGITS = 8;
  private static final int RADIX = 256;
  private static final int FEW = 48;

  private Pairs() {}

  /** The word of the n-th pair. */
  public static long word(long pairs, long n) {
    return Memory.getLong(pairs + n * WIDTH);
  }

  /** The row of the n-th pair. */
  public static long row(long pairs, long n) {
    return Memory.getLong(pairs + n * WIDTH + 8);
  }

  /** Writes the n-th pair. */
  public static void put(long pairs, long n, long word, long row) {
    Memory.putLong(pairs + n * WIDTH, word);
    Memory.putLong(pairs + n * WIDTH + 8, row);
  }

  /**
   * Sorts by word, without sign.
   *
   * @param spare room for as many pairs
   * @return where the sorted pairs lie: {@code pairs} or {@code spare}
   */
  public static long sort(long pairs, long spare, long count) {
    if (count <= FEW) {
      insertionSort(pairs, count);
      return pairs;
    }
    long[] counts = new long[DIGITS * RADIX];
    count(pairs, count, counts);
    long from = pairs;
    long to = spare;
    for (int digit = 0; digit < DIGITS; digit++) {
      int base = digit * RADIX;
      int someValue = (int) (word(from, 0) >>> (8 * digit)) & (RADIX - 1);
      if (counts[base + someValue] == count) {
        continue;
      }
      long position = 0;
      for (int i = base; i < base + RADIX; i++) {
        long here = counts[i];
        counts[i] = to + position * WIDTH;
        position += here;
      }
      scatter(from, count, counts, base, 8 * digit);
      long other = from;
      from = to;
      to = other;
    }
    return from;
  }

  private static void count(long pairs, long count, long[] counts) {
    for (long i = 0; i < count; i++) {
      long word = Memory.getLong(pairs + i * WIDTH);
      counts[(int) word & 0xFF]++;
      counts[RADIX + ((int) (word >>> 8) & 0xFF)]++;
      counts[2 * RADIX + ((int) (word >>> 16) & 0xFF)]++;
      counts[3 * RADIX + ((int) (word >>> 24) & 0xFF)]++;
      counts[4 * RADIX + ((int) (word >>> 32) & 0xFF)]++;
      counts[5 * RADIX + ((int) (word >>> 40) & 0xFF)]++;
      counts[6 * RADIX + ((int) (word >>> 48) & 0xFF)]++;
      counts[7 * RADIX + ((int) (word >>> 56) & 0xFF)]++;
    }
  }

  private static void scatter(long from, long count, long[] positions, int base, int shift) {
    for (long i = 0; i < count; i++) {
      long word = Memory.getLong(from + i * WIDTH);
      long row = Memory.getLong(from + i * WIDTH + 8);
      int slot = base + ((int) (word >>> shift) & 0xFF);
      long to = positions[slot];
      Memory.putLong(to, word);
      Memory.putLong(to + 8, row);
      positions[slot] = to + WIDTH;
    }
  }

  private static void insertionSort(long pairs, long count) {
    for (long i = 1; i < count; i++) {
      long word = word(pairs, i);
      long row = row(pairs, i);
      long j = i - 1;
      while (j >= 0 && Long.compareUnsigned(word(pairs, j), word) > 0) {
        put(pairs, j + 1, word(pairs, j), row(pairs, j));
        j--;
      }
      put(pairs, j + 1, word, row);
    }
  }

  /** Brings pairs with equal words into the order of their rows. */
  static void orderTies(long pairs, long count, RowComparator comparator) {
    long start = 0;
    while (start < count) {
      long word = word(pairs, start);
      long end = start + 1;
      while (end < count && word(pairs, end) == word) {
        end++;
      }
      if (end - start > 1) {
        orderTie(pairs + start * WIDTH, Math.toIntExact(end - start), comparator);
      }
      start = end;
    }
  }

  private static void orderTie(long pairs, int count, RowComparator comparator) {
    long[] rows = new long[count];
    for (int i = 0; i < count; i++) {
      rows[i] = row(pairs, i);
    }
    mergeSort(rows.clone(), rows, 0, count, comparator);
    for (int i = 0; i < count; i++) {
      Memory.putLong(pairs + (long) i * WIDTH + 8, rows[i]);
    }
  }

  /** Sorts {@code to}; both arrays hold the same rows at first. */
  private static void mergeSort(long[] from, long[] to, int start, int end, RowComparator order) {
    if (end - start < 2) {
      return;
    }
    int middle = (start + end) >>> 1;
    mergeSort(to, from, start, middle, order);
    mergeSort(to, from, middle, end, order);
    int left = start;
    int right = middle;
    for (int i = start; i < end; i++) {
      if (right >= end || (left < middle && order.compare(from[left], from[right]) <= 0)) {
        to[i] = from[left++];
      } else {
        to[i] = from[right++];
      }
    }
  }
}

package org.weft.container.accumulate;

import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/**
 * A growing array of 64-bit integers that can be asked for its n-th least. Floats go in as {@link
 * #order integers of the same order}. For one thread.
 */
final class Numbers {
  private static final int FIRST = 62;
  private static final int FEW = 24;
  private static final long LARGEST_KEPT = 1 << 20;

  private final MemoryScope scope;
  private Block block;
  private long size;

  /** An array whose memory belongs to the scope. */
  Numbers(MemoryScope scope) {
    this.scope = scope;
    this.block = scope.allocate(8L * FIRST);
  }

  /** An integer of the same order as floats: NaN above all, and the zeros equal. */
  static long order(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  /** The float of an {@link #order}. */
  static double real(long order) {
    return Double.longBitsToDouble(order ^ ((order >> 63) & Long.MAX_VALUE));
  }

  /** Forgets the numbers; much memory is given back. */
  void clear() {
    size = 0;
    if (block.capacity() > LARGEST_KEPT) {
      block.close();
      block = scope.allocate(8L * FIRST);
    }
  }

  /** Bytes that adding so many numbers may take at once. */
  long growth(int count) {
    return 8 * (size + count) > block.capacity() ? 2 * block.capacity() : 0;
  }

  void add(long number) {
    if (8 * (size + 1) > block.capacity()) {
      Block larger = scope.allocate(2 * block.capacity());
      Memory.copy(block.address(), larger.address(), 8 * size);
      block.close();
      block = larger;
    }
    set(size++, number);
  }

  long size() {
    return size;
  }

  long get(long index) {
    return Memory.getLong(block.address() + 8 * index);
  }

  private void set(long index, long number) {
    Memory.putLong(block.address() + 8 * index, number);
  }

  private void swap(long a, long b) {
    long kept = get(a);
    set(a, get(b));
    set(b, kept);
  }

  /**
   * The n-th least, from 0; what lies before index n is not greater then, and what lies behind not
   * less.
   */
  long select(long n) {
    long low = 0;
    long high = size - 1;
    while (high - low > FEW) {
      long pivot = pivot(low, high);
      // three ways, so that many equal numbers are done with at once
      long less = low;
      long greater = high;
      long i = low;
      while (i <= greater) {
        long number = get(i);
        if (number < pivot) {
          swap(less++, i++);
        } else if (number > pivot) {
          swap(i, greater--);
        } else {
          i++;
        }
      }
      if (n < less) {
        high = less - 1;
      } else if (n > greater) {
        low = greater + 1;
      } else {
        return pivot;
      }
    }
    sortFew(low, high);
    return get(n);
  }

  /** The median of nine numbers spread over the range, or of three. */
  private long pivot(long low, long high) {
    long step = (high - low) / 8;
    long a = median(get(low), get(low + step), get(low + 2 * step));
    long b = median(get(low + 3 * step), get(low + 4 * step), get(low + 5 * step));
    long c = median(get(low + 6 * step), get(low + 7 * step), get(high));
    return median(a, b, c);
  }

  private static long median(long a, long b, long c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  private void sortFew(long low, long high) {
    for (long i = low + 1; i <= high; i++) {
      long number = get(i);
      long k = i;
      while (k > low && get(k - 1) > number) {
        set(k, get(k - 1));
        k--;
      }
      set(k, number);
    }
  }
}

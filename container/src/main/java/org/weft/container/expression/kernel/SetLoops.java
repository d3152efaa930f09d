package org.weft.container.expression.kernel;

import java.util.Arrays;
import org.weft.planner.memory.Memory;

/** Selection by membership of a list of 64-bit numbers. {@code flip} 1 picks those outside it. */
public final class SetLoops {
  private SetLoops() {}

  /** A list of few members is compared with, one by one and without branches. */
  public static int few(long values, long[] members, int flip, int[] sel, int n, int[] out) {
    int m = 0;
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      long x = Memory.getLong(values + 8L * i);
      int hit = 0;
      for (long member : members) {
        hit |= SelectLoops.same(x, member);
      }
      out[m] = i;
      m += hit ^ flip;
    }
    return m;
  }

  /** Looks members up in a {@link #table}. */
  public static int many(long values, long[] table, int flip, int[] sel, int n, int[] out) {
    int m = 0;
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      out[m] = i;
      m += find(table, Memory.getLong(values + 8L * i)) ^ flip;
    }
    return m;
  }

  /** 128-bit numbers among members of 64 bits. */
  public static int wide(long values, long[] members, int flip, int[] sel, int n, int[] out) {
    int m = 0;
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      long low = Memory.getLong(values + 16L * i);
      int hit = 0;
      if (Memory.getLong(values + 16L * i + 8) == low >> 63) {
        for (long member : members) {
          hit |= SelectLoops.same(low, member);
        }
      }
      out[m] = i;
      m += hit ^ flip;
    }
    return m;
  }

  /**
   * An open hash table, at most a quarter full. Its last element is what empty slots hold: a number
   * that is no member.
   */
  public static long[] table(long[] members) {
    long empty = Long.MIN_VALUE;
    long[] sorted = members.clone();
    Arrays.sort(sorted);
    while (Arrays.binarySearch(sorted, empty) >= 0) {
      empty++;
    }
    int slots = Integer.highestOneBit(members.length * 4 - 1) << 1;
    long[] table = new long[slots + 1];
    Arrays.fill(table, empty);
    for (long member : members) {
      int slot = slot(member, slots);
      while (table[slot] != empty && table[slot] != member) {
        slot = (slot + 1) & (slots - 1);
      }
      table[slot] = member;
    }
    return table;
  }

  private static int find(long[] table, long value) {
    int slots = table.length - 1;
    long empty = table[slots];
    if (value == empty) {
      return 0;
    }
    int slot = slot(value, slots);
    while (table[slot] != empty) {
      if (table[slot] == value) {
        return 1;
      }
      slot = (slot + 1) & (slots - 1);
    }
    return 0;
  }

  private static int slot(long value, int slots) {
    return (int) ((value * 0x9E3779B97F4A7C15L) >>> 32) & (slots - 1);
  }
}

package org.weft.shuffle.block;

import org.weft.planner.memory.Memory;

/** Arrow's 128-bit decimals against Weft's 64-bit ones. */
final class DecimalKernels {
  private DecimalKernels() {}

  static void widen(long from, int n, long to) {
    for (int i = 0; i < n; i++) {
      long value = Memory.getLong(from + 8L * i);
      Memory.putLong(to + 16L * i, value);
      Memory.putLong(to + 16L * i + 8, value >> 63);
    }
  }

  /** Keeps the low 64 bits: decimals of up to 18 digits have no others. */
  static void narrow(long from, int n, long to) {
    for (int i = 0; i < n; i++) {
      Memory.putLong(to + 8L * i, Memory.getLong(from + 16L * i));
    }
  }
}

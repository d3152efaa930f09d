package org.weft.container.sort;

import org.weft.container.expression.kernel.SelectLoops;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;

/**
 * One key of some rows as arrays of numbers, so that the loops behind it know no layouts: the n-th
 * element belongs to the n-th row. For one thread.
 */
final class KeyValues {
  private final byte[] valid = new byte[Batch.CAPACITY];
  private final long[] orders = new long[Batch.CAPACITY];
  private final long[] views = new long[Batch.CAPACITY];
  private final long[] at = new long[Batch.CAPACITY];
  private int count;
  private boolean wide;

  /** Reads a key of stored rows, at most a batch of them. */
  void read(RowFormat format, int key, long[] rows, int rowCount) {
    count = rowCount;
    int validity = format.keyValidityOffset(key);
    int offset = format.keyOffset(key);
    for (int i = 0; i < rowCount; i++) {
      valid[i] = Memory.getByte(rows[i] + validity);
      at[i] = rows[i] + offset;
    }
    load(format.keyLayout(key), at);
  }

  /** Reads values that lie anywhere; {@link #valid} is for the caller to fill. */
  void read(Layout layout, long[] addresses, int rowCount) {
    count = rowCount;
    load(layout, addresses);
  }

  int count() {
    return count;
  }

  /** 1 for a value, 0 for null. */
  byte[] valid() {
    return valid;
  }

  /** Numbers of the same order; a 128-bit one that does not fit is the nearest that does. */
  long[] orders() {
    return orders;
  }

  /** True if a number did not fit 64 bits. */
  boolean isWide() {
    return wide;
  }

  /** The addresses of the views of text. */
  long[] views() {
    return views;
  }

  private void load(Layout layout, long[] from) {
    wide = false;
    switch (layout) {
      case BOOL8, INT8 -> {
        for (int i = 0; i < count; i++) {
          orders[i] = Memory.getByte(from[i]);
        }
      }
      case INT16 -> {
        for (int i = 0; i < count; i++) {
          orders[i] = Memory.getShort(from[i]);
        }
      }
      case INT32 -> {
        for (int i = 0; i < count; i++) {
          orders[i] = Memory.getInt(from[i]);
        }
      }
      case INT64 -> {
        for (int i = 0; i < count; i++) {
          orders[i] = Memory.getLong(from[i]);
        }
      }
      case INT128 -> saturated(from);
      case FLOAT32 -> {
        for (int i = 0; i < count; i++) {
          orders[i] = SelectLoops.order(Memory.getFloat(from[i]));
        }
      }
      case FLOAT64 -> {
        for (int i = 0; i < count; i++) {
          orders[i] = SelectLoops.order(Memory.getDouble(from[i]));
        }
      }
      case VIEW -> System.arraycopy(from, 0, views, 0, count);
    }
  }

  private void saturated(long[] from) {
    for (int i = 0; i < count; i++) {
      long low = Memory.getLong(from[i]);
      long high = Memory.getLong(from[i] + 8);
      boolean fits = high == low >> 63;
      orders[i] = fits ? low : (high >> 63) ^ Long.MAX_VALUE;
      wide |= !fits && valid[i] != 0;
    }
  }
}

package org.weft.planner.vector.nested;

import org.weft.planner.memory.Memory;

/**
 * Values next to each other as in a flat vector of their type's layout, to be put into nested ones.
 * What lies at a null is undefined.
 *
 * @param validity address of one byte per value, 1 for a value and 0 for null; 0 if none is null
 */
public record FlatValues(int count, long data, long validity) {
  boolean isNull(int index) {
    return validity != 0 && Memory.getByte(validity + index) == 0;
  }

  /** How many of some values are null. */
  int nulls(int from, int to) {
    if (validity == 0) {
      return 0;
    }
    int valid = 0;
    for (int i = from; i < to; i++) {
      valid += Memory.getByte(validity + i);
    }
    return to - from - valid;
  }
}

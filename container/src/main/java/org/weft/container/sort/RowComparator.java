package org.weft.container.sort;

import org.weft.container.expression.kernel.SelectLoops;
import org.weft.planner.expr.SortKey;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/** Compares stored rows key by key. Thread-safe. */
final class RowComparator {
  private final int first;
  private final SortKey[] keys;
  private final Layout[] layouts;
  private final int[] offsets;
  private final int[] validities;

  /** Compares by the keys from {@code first} on. */
  RowComparator(RowFormat format, int first) {
    this(format, first, format.keys().size());
  }

  /** Compares by the keys from {@code first} to before {@code count}. */
  RowComparator(RowFormat format, int first, int count) {
    this.first = first;
    keys = format.keys().subList(0, count).toArray(new SortKey[0]);
    layouts = new Layout[count];
    offsets = new int[count];
    validities = new int[count];
    for (int k = 0; k < count; k++) {
      layouts[k] = format.keyLayout(k);
      offsets[k] = format.keyOffset(k);
      validities[k] = format.keyValidityOffset(k);
    }
  }

  /** Negative if row {@code a} comes before row {@code b}. */
  int compare(long a, long b) {
    for (int k = first; k < keys.length; k++) {
      int order = compareKey(k, a, b);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private int compareKey(int k, long a, long b) {
    boolean aValid = Memory.getByte(a + validities[k]) != 0;
    boolean bValid = Memory.getByte(b + validities[k]) != 0;
    if (!aValid || !bValid) {
      if (aValid == bValid) {
        return 0;
      }
      return aValid == (keys[k].nulls() == SortKey.Nulls.LAST) ? -1 : 1;
    }
    int order = compareValues(layouts[k], a + offsets[k], b + offsets[k]);
    return keys[k].direction() == SortKey.Direction.ASCENDING ? order : -order;
  }

  private static int compareValues(Layout layout, long a, long b) {
    return switch (layout) {
      case BOOL8, INT8 -> Byte.compare(Memory.getByte(a), Memory.getByte(b));
      case INT16 -> Short.compare(Memory.getShort(a), Memory.getShort(b));
      case INT32 -> Integer.compare(Memory.getInt(a), Memory.getInt(b));
      case INT64 -> Long.compare(Memory.getLong(a), Memory.getLong(b));
      case INT128 -> {
        int high = Long.compare(Memory.getLong(a + 8), Memory.getLong(b + 8));
        yield high != 0 ? high : Long.compareUnsigned(Memory.getLong(a), Memory.getLong(b));
      }
      case FLOAT32 ->
          Long.compare(
              SelectLoops.order(Memory.getFloat(a)), SelectLoops.order(Memory.getFloat(b)));
      case FLOAT64 ->
          Long.compare(
              SelectLoops.order(Memory.getDouble(a)), SelectLoops.order(Memory.getDouble(b)));
      case VIEW -> Integer.signum(Views.compare(a, b));
    };
  }
}

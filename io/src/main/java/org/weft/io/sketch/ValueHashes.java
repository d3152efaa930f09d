package org.weft.io.sketch;

import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/** Adds values to a sketch. Whole numbers have one hash, whatever their width. */
final class ValueHashes {
  private static final long FACTOR = 0x9E3779B97F4A7C15L;
  private static final long FACTOR_2 = 0xBF58476D1CE4E5B9L;
  private static final long FACTOR_3 = 0x94D049BB133111EBL;

  private ValueHashes() {}

  /** Adds values that lie one behind the other and are not null. */
  static void add(Layout layout, long address, int count, DistinctSketch sketch) {
    for (int i = 0; i < count; i++) {
      sketch.add(hash(layout, address + ((long) i << layout.shift())));
    }
  }

  /**
   * Adds those values that are not null.
   *
   * @param validity address of one byte per value
   */
  static void addValid(
      Layout layout, long address, int count, long validity, DistinctSketch sketch) {
    for (int i = 0; i < count; i++) {
      if (Memory.getByte(validity + i) != 0) {
        sketch.add(hash(layout, address + ((long) i << layout.shift())));
      }
    }
  }

  /** The hash of one value. */
  static long hash(Layout layout, long address) {
    return switch (layout) {
      case BOOL8, INT8 -> mix(Memory.getByte(address));
      case INT16 -> mix(Memory.getShort(address));
      case INT32, FLOAT32 -> mix(Memory.getInt(address));
      case INT64, FLOAT64 -> mix(Memory.getLong(address));
      case INT128 -> mix(mix(Memory.getLong(address)) ^ Memory.getLong(address + 8));
      case VIEW -> bytes(Views.bytes(address), Views.length(address));
    };
  }

  /** The finalizer of SplitMix64: every bit of the value moves every bit of the hash. */
  private static long mix(long value) {
    long x = value + FACTOR;
    x = (x ^ (x >>> 30)) * FACTOR_2;
    x = (x ^ (x >>> 27)) * FACTOR_3;
    return x ^ (x >>> 31);
  }

  /** Eight more bytes may be read, as behind every view. */
  private static long bytes(long address, int length) {
    long hash = length;
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      hash = mix(hash ^ Memory.getLong(address + i));
    }
    if (i < length) {
      int unused = Long.SIZE - Byte.SIZE * (length - i);
      hash = mix(hash ^ (Memory.getLong(address + i) & (-1L >>> unused)));
    }
    return mix(hash);
  }
}

package org.weft.shuffle.write;

import org.weft.planner.memory.Memory;
import org.weft.shuffle.partition.SelectedValues;

/**
 * The loops that move the rows {@code from..to} of a batch to their builders: row i goes to slot
 * {@code slots[i]} of the builder {@code partitions[i]}, whose column starts at {@code
 * bases[partitions[i]]}.
 */
final class ScatterKernels {
  /** Up to this length strings are copied eight bytes at a time, without a call. */
  private static final int SHORT = 64;

  private ScatterKernels() {}

  /** What the loops have in common: where each row of a range goes. */
  record Route(int from, int to, int[] partitions, int[] slots) {}

  static void copy8(Route route, long data, int[] index, long[] bases) {
    int[] partitions = route.partitions;
    int[] slots = route.slots;
    for (int i = route.from, to = route.to; i < to; i++) {
      Memory.putByte(bases[partitions[i]] + slots[i], Memory.getByte(data + index[i]));
    }
  }

  static void copy16(Route route, long data, int[] index, long[] bases) {
    int[] partitions = route.partitions;
    int[] slots = route.slots;
    for (int i = route.from, to = route.to; i < to; i++) {
      Memory.putShort(bases[partitions[i]] + 2L * slots[i], Memory.getShort(data + 2L * index[i]));
    }
  }

  static void copy32(Route route, long data, int[] index, long[] bases) {
    int[] partitions = route.partitions;
    int[] slots = route.slots;
    for (int i = route.from, to = route.to; i < to; i++) {
      Memory.putInt(bases[partitions[i]] + 4L * slots[i], Memory.getInt(data + 4L * index[i]));
    }
  }

  static void copy64(Route route, long data, int[] index, long[] bases) {
    int[] partitions = route.partitions;
    int[] slots = route.slots;
    for (int i = route.from, to = route.to; i < to; i++) {
      Memory.putLong(bases[partitions[i]] + 8L * slots[i], Memory.getLong(data + 8L * index[i]));
    }
  }

  static void copy128(Route route, long data, int[] index, long[] bases) {
    int[] partitions = route.partitions;
    int[] slots = route.slots;
    for (int i = route.from, to = route.to; i < to; i++) {
      long target = bases[partitions[i]] + 16L * slots[i];
      long source = data + 16L * index[i];
      Memory.putLong(target, Memory.getLong(source));
      Memory.putLong(target + 8, Memory.getLong(source + 8));
    }
  }

  /** For decimals of more than 18 digits that lie in 64 bits. */
  static void widen64(Route route, long data, int[] index, long[] bases) {
    int[] partitions = route.partitions;
    int[] slots = route.slots;
    for (int i = route.from, to = route.to; i < to; i++) {
      long target = bases[partitions[i]] + 16L * slots[i];
      long value = Memory.getLong(data + 8L * index[i]);
      Memory.putLong(target, value);
      Memory.putLong(target + 8, value >> 63);
    }
  }

  /** Validity bytes of a column that may hold nulls. */
  static void ones(Route route, long[] bases) {
    int[] partitions = route.partitions;
    int[] slots = route.slots;
    for (int i = route.from, to = route.to; i < to; i++) {
      Memory.putByte(bases[partitions[i]] + slots[i], (byte) 1);
    }
  }

  /** Adds up the bytes of views for each partition; {@code lengths[i]} becomes row i's. */
  static void viewLengths(Route route, long data, int[] index, int[] lengths, long[] sums) {
    int[] partitions = route.partitions;
    for (int i = route.from, to = route.to; i < to; i++) {
      int length = Memory.getInt(data + 16L * index[i]);
      lengths[i] = length;
      sums[partitions[i]] += length;
    }
  }

  /** As {@link #viewLengths}, a null having no bytes. */
  static void nullableViewLengths(Route route, SelectedValues values, int[] lengths, long[] sums) {
    int[] partitions = route.partitions;
    long data = values.data();
    int[] index = values.index();
    long validity = values.validity();
    int[] validityIndex = values.validityIndex();
    for (int i = route.from, to = route.to; i < to; i++) {
      int length =
          Memory.getByte(validity + validityIndex[i]) == 0
              ? 0
              : Memory.getInt(data + 16L * index[i]);
      lengths[i] = length;
      sums[partitions[i]] += length;
    }
  }

  /** Copies the bytes of views behind those of their partition, and notes where they end. */
  static void copyViews(
      Route route, ViewSource source, long[] offsetBases, long[] byteBases, int[] sizes) {
    int[] partitions = route.partitions;
    int[] slots = route.slots;
    long data = source.data;
    int[] index = source.index;
    int[] lengths = source.lengths;
    for (int i = route.from, to = route.to; i < to; i++) {
      int partition = partitions[i];
      int length = lengths[i];
      int size = sizes[partition];
      long target = byteBases[partition] + size;
      if (length > 0) {
        long bytes = Memory.getLong(data + 16L * index[i] + 8);
        if (length <= SHORT) {
          for (int k = 0; k < length; k += 8) {
            Memory.putLong(target + k, Memory.getLong(bytes + k));
          }
        } else {
          Memory.copy(bytes, target, length);
        }
      }
      size += length;
      sizes[partition] = size;
      Memory.putInt(offsetBases[partition] + 4L * slots[i] + 4, size);
    }
  }

  /** Views to copy, their lengths computed before. */
  record ViewSource(long data, int[] index, int[] lengths) {}
}

package org.weft.shuffle.block;

import org.weft.planner.memory.Memory;

/** Arrow's offsets and bytes against Weft's 16-byte views. */
final class ViewKernels {
  private ViewKernels() {}

  /**
   * Makes views of the values between offsets. Bytes up to 8 behind the end may be read.
   *
   * @return false if an offset lies before the one before it or behind the end
   */
  static boolean views(long offsets, long bytes, long size, int n, long views) {
    int start = Memory.getInt(offsets);
    boolean sound = start >= 0;
    for (int i = 0; i < n; i++) {
      int end = Memory.getInt(offsets + 4L * i + 4);
      if (end < start || end > size || !sound) {
        return false;
      }
      int length = end - start;
      long address = bytes + start;
      long prefix = Memory.getInt(address) & 0xFFFFFFFFL;
      if (length < 4) {
        prefix &= (1L << (8 * length)) - 1;
      }
      Memory.putLong(views + 16L * i, (prefix << 32) | length);
      Memory.putLong(views + 16L * i + 8, address);
      start = end;
    }
    return sound;
  }
}

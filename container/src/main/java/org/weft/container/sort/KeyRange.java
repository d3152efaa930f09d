package org.weft.container.sort;

import java.util.Arrays;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DecimalType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/**
 * What is known of the values of one key: how far apart they lie decides how many bits they need.
 */
final class KeyRange {
  private final Layout layout;
  private boolean hasNulls;
  private boolean isWide;
  private long least = Long.MAX_VALUE;
  private long greatest = Long.MIN_VALUE;
  private byte[] common;
  private int longest;

  /** Nothing seen so far. */
  KeyRange(Layout layout) {
    this.layout = layout;
  }

  /** Whatever the key's type allows. */
  static KeyRange any(RowFormat format, int key) {
    KeyRange range = new KeyRange(format.keyLayout(key));
    range.hasNulls = true;
    range.longest = Integer.MAX_VALUE;
    range.common = new byte[0];
    switch (format.keyType(key).kind()) {
      case BOOLEAN, NULL -> range.between(0, 1);
      case INT8 -> range.between(Byte.MIN_VALUE, Byte.MAX_VALUE);
      case INT16 -> range.between(Short.MIN_VALUE, Short.MAX_VALUE);
      case INT32, DATE, ENUM -> range.between(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case DECIMAL -> {
        DecimalType type = (DecimalType) format.keyType(key);
        long limit = type.fitsLong() ? (long) Math.pow(10, type.precision()) : Long.MAX_VALUE;
        range.isWide = !type.fitsLong();
        range.between(-limit - 1, limit);
      }
      case UUID -> {
        range.isWide = true;
        range.between(Long.MIN_VALUE, Long.MAX_VALUE);
      }
      default -> range.between(Long.MIN_VALUE, Long.MAX_VALUE);
    }
    return range;
  }

  private void between(long low, long high) {
    least = low;
    greatest = high;
  }

  /** Takes in the key of some rows. */
  void add(KeyValues values) {
    byte[] valid = values.valid();
    int count = values.count();
    int present = 0;
    for (int i = 0; i < count; i++) {
      present += valid[i];
    }
    hasNulls |= present < count;
    isWide |= values.isWide();
    if (layout == Layout.VIEW) {
      addText(values.views(), valid, count);
    } else {
      addNumbers(values.orders(), valid, count);
    }
  }

  private void addNumbers(long[] orders, byte[] valid, int count) {
    long low = least;
    long high = greatest;
    for (int i = 0; i < count; i++) {
      if (valid[i] != 0) {
        low = Math.min(low, orders[i]);
        high = Math.max(high, orders[i]);
      }
    }
    between(low, high);
  }

  private void addText(long[] views, byte[] valid, int count) {
    for (int i = 0; i < count; i++) {
      if (valid[i] == 0) {
        continue;
      }
      int length = Views.length(views[i]);
      longest = Math.max(longest, length);
      if (common == null) {
        common = Views.toBytes(views[i]);
      } else if (common.length > 0) {
        cutCommon(Views.bytes(views[i]), length);
      }
    }
  }

  private void cutCommon(long bytes, int length) {
    int limit = Math.min(common.length, length);
    int same = 0;
    while (same < limit && Memory.getByte(bytes + same) == common[same]) {
      same++;
    }
    if (same < common.length) {
      common = Arrays.copyOf(common, same);
    }
  }

  /** Takes in what another thread saw. */
  void add(KeyRange other) {
    hasNulls |= other.hasNulls;
    isWide |= other.isWide;
    between(Math.min(least, other.least), Math.max(greatest, other.greatest));
    longest = Math.max(longest, other.longest);
    if (common == null) {
      common = other.common;
    } else if (other.common != null) {
      int same = Arrays.mismatch(common, other.common);
      common = same < 0 ? common : Arrays.copyOf(common, same);
    }
  }

  boolean hasNulls() {
    return hasNulls;
  }

  /** True if not all numbers fit 64 bits. */
  boolean isWide() {
    return isWide;
  }

  /** The least number in the order of numbers; greater than the greatest if there is none. */
  long least() {
    return least;
  }

  long greatest() {
    return greatest;
  }

  /** How many bytes all texts start with. */
  int commonPrefix() {
    return common == null ? 0 : common.length;
  }

  /** The length of the longest text. */
  int longest() {
    return longest;
  }
}

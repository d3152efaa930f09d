package org.weft.planner.vector.nested;

import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/**
 * Makes many nested values of columns of what they hold, where a {@link NestedBuilder} makes one of
 * its parts. Floats among the parts must be canonical: see {@link #canonicalFloats}. For one
 * thread.
 */
public abstract sealed class ValuePacker permits ListPacker, StructPacker, MapPacker {
  private static final long FLOAT_NAN = Float.floatToIntBits(Float.NaN);
  private static final long DOUBLE_NAN = Double.doubleToLongBits(Double.NaN);

  ValuePacker() {}

  /** Bytes of a value. */
  abstract int length(int index);

  /** Writes a value, {@link #length} bytes. */
  abstract void write(int index, long to);

  /** Appends a value to an arena, and writes a view of it. */
  public final void pack(int index, ByteArena arena, long view) {
    int length = length(index);
    long address = arena.reserve(length);
    write(index, address);
    Views.put(view, address, length);
  }

  /** Makes floats what they are inside of nested values: one NaN, one zero. Others stay. */
  public static void canonicalFloats(TypeKind kind, long values, int count) {
    if (kind == TypeKind.FLOAT32) {
      for (int i = 0; i < count; i++) {
        float value = Memory.getFloat(values + 4L * i);
        if (value == 0 || Float.isNaN(value)) {
          Memory.putInt(values + 4L * i, value == 0 ? 0 : (int) FLOAT_NAN);
        }
      }
    } else if (kind == TypeKind.FLOAT64) {
      for (int i = 0; i < count; i++) {
        double value = Memory.getDouble(values + 8L * i);
        if (value == 0 || Double.isNaN(value)) {
          Memory.putLong(values + 8L * i, value == 0 ? 0 : DOUBLE_NAN);
        }
      }
    }
  }

  /** Copies bytes, and zeros up to a multiple of eight; returns the end. */
  static long copyPadded(long from, long to, int length) {
    copyFew(from, to, length);
    int over = length & 7;
    if (over > 0) {
      long last = to + length - over;
      Memory.putLong(last, Memory.getLong(last) & (1L << (8 * over)) - 1);
    }
    return to + ListReader.padded(length);
  }

  /**
   * Copies bytes, up to seven more than asked for. Most values are short: eight bytes at a time
   * beat a call.
   */
  static void copyFew(long from, long to, int length) {
    if (length > 96) {
      Memory.copy(from, to, length);
      return;
    }
    for (int i = 0; i < length; i += 8) {
      Memory.putLong(to + i, Memory.getLong(from + i));
    }
  }

  /** The sum of the lengths of views. */
  static long viewedBytes(FlatValues views, int from, int to) {
    long bytes = 0;
    for (int i = from; i < to; i++) {
      if (!views.isNull(i)) {
        bytes += Views.length(views.data() + (long) Views.WIDTH * i);
      }
    }
    return bytes;
  }

  /** Where a value lies. */
  static long at(FlatValues values, Layout layout, int index) {
    return values.data() + ((long) index << layout.shift());
  }
}

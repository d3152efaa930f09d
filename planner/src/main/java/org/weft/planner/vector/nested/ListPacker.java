package org.weft.planner.vector.nested;

import org.weft.planner.memory.Memory;
import org.weft.planner.type.ListType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/** Makes lists of a column of elements. */
public final class ListPacker extends ValuePacker {
  private final Layout layout;
  private FlatValues elements;
  private long offsets;

  /** A packer of lists of this type. */
  public ListPacker(ListType type) {
    this.layout = Layout.of(type.element());
  }

  /**
   * The lists to be packed.
   *
   * @param ends address of where each list's elements begin among all (int32), and one more: where
   *     the last one's end
   */
  public void point(FlatValues values, long ends) {
    elements = values;
    offsets = ends;
  }

  /** The index of a list's first element. */
  int first(int index) {
    return Memory.getInt(offsets + 4L * index);
  }

  @Override
  int length(int index) {
    int from = first(index);
    int to = first(index + 1);
    int size = to - from;
    long length = ListReader.HEADER;
    if (elements.nulls(from, to) > 0) {
      length += ListReader.padded(size);
    }
    if (layout == Layout.VIEW) {
      length += ListReader.padded(4L * size + 4);
      length += ListReader.padded(viewedBytes(elements, from, to));
    } else {
      length += ListReader.padded((long) size << layout.shift());
    }
    return NestedBuilder.checked(length);
  }

  @Override
  void write(int index, long list) {
    int from = first(index);
    int to = first(index + 1);
    int size = to - from;
    int nulls = elements.nulls(from, to);
    Memory.putInt(list, size);
    Memory.putInt(list + 4, nulls);
    long at = list + ListReader.HEADER;
    if (nulls > 0) {
      at = copyPadded(elements.validity() + from, at, size);
    }
    if (layout == Layout.VIEW) {
      writeViewed(from, to, at);
    } else {
      copyPadded(at(elements, layout, from), at, size << layout.shift());
      if (nulls > 0) {
        zeroNulls(from, to, at);
      }
    }
  }

  private void zeroNulls(int from, int to, long values) {
    for (int i = from; i < to; i++) {
      if (elements.isNull(i)) {
        Memory.fill(values + ((long) (i - from) << layout.shift()), layout.width(), (byte) 0);
      }
    }
  }

  private void writeViewed(int from, int to, long ends) {
    long bytes = ends + ListReader.padded(4L * (to - from) + 4);
    Memory.putLong(bytes - 8, 0);
    long at = bytes;
    Memory.putInt(ends, 0);
    for (int i = from; i < to; i++) {
      if (!elements.isNull(i)) {
        long view = elements.data() + (long) Views.WIDTH * i;
        int length = Views.length(view);
        copyFew(Views.bytes(view), at, length);
        at += length;
      }
      Memory.putInt(ends + 4L * (i - from + 1), (int) (at - bytes));
    }
    for (; (at - bytes & 7) != 0; at++) {
      Memory.putByte(at, (byte) 0);
    }
  }
}

package org.weft.planner.vector.nested;

import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/** The elements of a list. Pointed at one list after the other; for one thread. */
public final class ListReader {
  static final int HEADER = 8;

  private final DataType element;
  private final Layout layout;
  private final int shift;
  private int size;
  private long validity;
  private long values;
  private long bytes;

  /** A reader of lists of this element type. */
  public ListReader(DataType element) {
    this.element = element;
    this.layout = Layout.of(element);
    this.shift = layout.shift();
  }

  /** The number of elements of the list at an address, without a reader. */
  public static int size(long list) {
    return Memory.getInt(list);
  }

  /** Reads the list whose bytes begin at an address ({@link Views#bytes} of a row's view). */
  public ListReader point(long list) {
    size = Memory.getInt(list);
    int nulls = Memory.getInt(list + 4);
    long at = list + HEADER;
    validity = 0;
    if (nulls > 0) {
      validity = at;
      at += padded(size);
    }
    values = at;
    bytes = layout == Layout.VIEW ? at + padded(4L * size + 4) : 0;
    return this;
  }

  /** The next multiple of eight. */
  static long padded(long length) {
    return (length + 7) & -8;
  }

  /** The type of the elements. */
  public DataType element() {
    return element;
  }

  /** The layout of the elements; VIEW says that they have no fixed width. */
  public Layout layout() {
    return layout;
  }

  /** The number of elements, nulls included. */
  public int size() {
    return size;
  }

  /** Address of one byte per element, 1 for a value and 0 for null; 0 if no element is null. */
  public long validity() {
    return validity;
  }

  /** Address of the elements of fixed width, as in a flat vector. */
  public long values() {
    return values;
  }

  public boolean isNull(int index) {
    return validity != 0 && Memory.getByte(validity + index) == 0;
  }

  /** The address of an element of fixed width. */
  public long value(int index) {
    return values + ((long) index << shift);
  }

  /** Where the bytes of an element of variable length begin: text, or a nested value. */
  public long bytes(int index) {
    return bytes + Memory.getInt(values + 4L * index);
  }

  /** How many bytes an element of variable length has. */
  public int length(int index) {
    return Memory.getInt(values + 4L * index + 4) - Memory.getInt(values + 4L * index);
  }

  /**
   * Writes an element as it lies in a vector, 16 bytes at most: the value, or a view of its bytes,
   * which holds as long as the list does.
   */
  public void copy(int index, long to) {
    if (layout == Layout.VIEW) {
      Views.put(to, bytes(index), length(index));
    } else {
      Memory.copy(value(index), to, layout.width());
    }
  }

  /**
   * Points a vector at the elements from {@code first} on, without a copy.
   *
   * @throws IllegalStateException if the elements have no fixed width
   */
  public void pointVector(Vector vector, int first) {
    if (layout == Layout.VIEW) {
      throw new IllegalStateException("elements of type " + element + " have no fixed width");
    }
    vector.pointFlat(layout, value(first), validity == 0 ? 0 : validity + first);
  }
}

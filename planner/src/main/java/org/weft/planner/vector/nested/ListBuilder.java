package org.weft.planner.vector.nested;

import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.ListType;
import org.weft.planner.vector.Layout;

/** Builds lists. */
public final class ListBuilder extends ValuesBuilder {
  private final ListType type;
  private final Layout layout;
  private final MemoryScope memory;
  private final ByteRoom validity;
  private final ByteRoom values;
  private final ByteRoom bytes;
  private NestedBuilder child;
  private int size;
  private int nulls;

  /** A builder whose memory belongs to the scope. */
  public ListBuilder(ListType type, MemoryScope memory) {
    this.type = type;
    this.layout = Layout.of(type.element());
    this.memory = memory;
    this.validity = new ByteRoom(memory);
    this.values = new ByteRoom(memory);
    this.bytes = layout == Layout.VIEW ? new ByteRoom(memory) : null;
    start();
  }

  @Override
  public void start() {
    validity.clear();
    values.clear();
    size = 0;
    nulls = 0;
    if (bytes != null) {
      bytes.clear();
      Memory.putInt(values.reserve(4), 0);
    }
  }

  /** The number of elements so far. */
  public int size() {
    return size;
  }

  @Override
  public Layout nextLayout() {
    return layout;
  }

  @Override
  public NestedBuilder child() {
    if (child == null) {
      child = NestedBuilder.of(type.element(), memory);
    }
    return child;
  }

  @Override
  public void addNull() {
    if (nulls == 0) {
      Memory.fill(validity.reserve(size), size, (byte) 1);
    }
    nulls++;
    size++;
    Memory.putByte(validity.reserve(1), (byte) 0);
    if (layout == Layout.VIEW) {
      Memory.putInt(values.reserve(4), (int) bytes.size());
    } else {
      Memory.fill(values.reserve(layout.width()), layout.width(), (byte) 0);
    }
  }

  private void valid() {
    size++;
    if (nulls > 0) {
      Memory.putByte(validity.reserve(1), (byte) 1);
    }
  }

  @Override
  long place() {
    if (layout == Layout.VIEW) {
      throw new IllegalStateException("elements of type " + type.element() + " are bytes");
    }
    valid();
    return values.reserve(layout.width());
  }

  @Override
  long place(int length) {
    if (layout != Layout.VIEW) {
      throw new IllegalStateException("elements of type " + type.element() + " are no bytes");
    }
    valid();
    long address = bytes.reserve(length);
    Memory.putInt(values.reserve(4), (int) bytes.size());
    return address;
  }

  /**
   * Adds elements that lie as in a flat vector of the elements' layout.
   *
   * @param valid address of one byte per element, or 0 if none is null
   */
  public void addAll(long from, long valid, int count) {
    boolean copyable = valid == 0 && layout != Layout.FLOAT32 && layout != Layout.FLOAT64;
    if (copyable && layout != Layout.VIEW) {
      if (nulls > 0) {
        Memory.fill(validity.reserve(count), count, (byte) 1);
      }
      size += count;
      long length = (long) count << layout.shift();
      Memory.copy(from, values.reserve(length), length);
      return;
    }
    for (int i = 0; i < count; i++) {
      if (valid != 0 && Memory.getByte(valid + i) == 0) {
        addNull();
      } else {
        add(layout, from + ((long) i << layout.shift()));
      }
    }
  }

  @Override
  public int length() {
    long length = ListReader.HEADER + ListReader.padded(values.size());
    if (nulls > 0) {
      length += ListReader.padded(size);
    }
    if (bytes != null) {
      length += ListReader.padded(bytes.size());
    }
    return checked(length);
  }

  @Override
  public void write(long address) {
    Memory.putInt(address, size);
    Memory.putInt(address + 4, nulls);
    long at = address + ListReader.HEADER;
    if (nulls > 0) {
      at = validity.write(at);
    }
    at = values.write(at);
    if (bytes != null) {
      bytes.write(at);
    }
  }
}

package org.weft.planner.vector.nested;

import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.StructType;
import org.weft.planner.vector.Views;

/**
 * Collects one value, gives its bytes, and starts over: {@link #start}, then the additions of the
 * kind of builder, then {@link #length} and {@link #write}, or {@link #append}. A value inside of
 * another is built by the {@code child} of the outer builder and then added to it. For one thread.
 */
public abstract sealed class NestedBuilder permits ValuesBuilder, MapBuilder {
  NestedBuilder() {}

  /** A builder of lists, structs or maps, whose memory belongs to the scope. */
  public static NestedBuilder of(DataType type, MemoryScope memory) {
    if (type instanceof ListType list) {
      return new ListBuilder(list, memory);
    }
    if (type instanceof StructType struct) {
      return new StructBuilder(struct, memory);
    }
    if (type instanceof MapType map) {
      return new MapBuilder(map, memory);
    }
    throw new IllegalArgumentException("not a nested type: " + type);
  }

  /** Forgets what was collected: the next value begins. */
  public abstract void start();

  /** Bytes of the collected value. */
  public abstract int length();

  /** Writes the collected value, {@link #length} bytes. */
  public abstract void write(long address);

  /** Writes the collected value to an arena, and a view of it at {@code view}. */
  public final void append(ByteArena arena, long view) {
    int length = length();
    long address = arena.reserve(length);
    write(address);
    Views.put(view, address, length);
  }

  static int checked(long length) {
    if (length > Integer.MAX_VALUE) {
      throw ByteRoom.tooLarge();
    }
    return (int) length;
  }
}

package org.weft.planner.vector.nested;

import org.weft.planner.memory.Block;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.vector.Layout;

/**
 * A value as it lies inside of nested ones, whatever layout it came in: as the only element of a
 * list. For one thread.
 */
public final class CanonicalValue {
  private static final int FIRST = 64;

  private final MemoryScope scope;
  private final ListBuilder builder;
  private final ListReader reader;
  private Block block;

  /** Values of this type, in memory of the scope. */
  public CanonicalValue(DataType type, MemoryScope memory) {
    this.scope = memory;
    this.builder = new ListBuilder(new ListType(type), memory);
    this.reader = new ListReader(type);
  }

  /** The list of the value, until the next call; {@link ValuesBuilder#add(Layout, long)}. */
  public ListReader of(Layout layout, long address) {
    builder.start();
    builder.add(layout, address);
    return finish();
  }

  /** Starts over: takes one value, of which {@link #finish} then gives the list. */
  ListBuilder start() {
    builder.start();
    return builder;
  }

  ListReader finish() {
    int length = builder.length();
    if (block == null || block.capacity() < length) {
      if (block != null) {
        block.close();
      }
      block = scope.allocate(Math.max(FIRST, 2L * length));
    }
    builder.write(block.address());
    return reader.point(block.address());
  }
}

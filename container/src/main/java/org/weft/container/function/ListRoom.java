package org.weft.container.function;

import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.nested.NestedBuilder;

/** Room for one nested value at a time, for functions whose answer is none. */
final class ListRoom {
  private final ByteArena arena;

  ListRoom(MemoryScope memory) {
    this.arena = new ByteArena(memory);
  }

  /** The address of the collected value; the one before is gone. */
  long write(NestedBuilder value) {
    arena.reset();
    long address = arena.reserve(value.length());
    value.write(address);
    return address;
  }
}

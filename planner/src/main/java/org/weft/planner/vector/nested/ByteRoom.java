package org.weft.planner.vector.nested;

import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/** Bytes that grow at their end, and move when they do. */
final class ByteRoom {
  private static final int FIRST = 240;

  private final MemoryScope scope;
  private Block block;
  private long size;

  ByteRoom(MemoryScope scope) {
    this.scope = scope;
  }

  /** Where the bytes lie until the next {@link #reserve}. */
  long address() {
    return block == null ? 0 : block.address();
  }

  long size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** The address of this many more bytes, uninitialised. */
  long reserve(long bytes) {
    long wanted = size + bytes;
    if (block == null || wanted > block.capacity()) {
      grow(wanted);
    }
    long address = block.address() + size;
    size = wanted;
    return address;
  }

  private void grow(long wanted) {
    if (wanted > Integer.MAX_VALUE) {
      throw tooLarge();
    }
    Block larger = scope.allocate(Math.max(wanted, block == null ? FIRST : 2 * block.capacity()));
    if (block != null) {
      Memory.copy(block.address(), larger.address(), size);
      block.close();
    }
    block = larger;
  }

  static WeftException tooLarge() {
    return WeftException.of(ErrorCode.INVALID_VALUE, "a list, struct or map takes more than 2 GiB");
  }

  /** Adds zeros up to a multiple of eight bytes. */
  void pad() {
    int gap = (int) (-size & 7);
    if (gap > 0) {
      Memory.fill(reserve(gap), gap, (byte) 0);
    }
  }

  /** Copies all bytes, and zeros up to a multiple of eight; returns the end. */
  long write(long to) {
    if (size > 0) {
      Memory.copy(block.address(), to, size);
    }
    long end = to + size;
    int gap = (int) (-size & 7);
    if (gap > 0) {
      Memory.fill(end, gap, (byte) 0);
    }
    return end + gap;
  }
}

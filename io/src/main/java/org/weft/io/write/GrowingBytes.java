package org.weft.io.write;

import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/**
 * Bytes in one piece of memory that grows at its end; growing moves it, so addresses hold until the
 * next reservation only.
 */
public final class GrowingBytes implements AutoCloseable {
  private static final long FIRST = 4 << 10;

  private final MemoryScope memory;
  private Block block;
  private long size;

  public GrowingBytes(MemoryScope memory) {
    this.memory = memory;
  }

  /** Where the next byte goes; there is room for at least so many (and a block's padding). */
  public long reserve(long more) {
    if (block == null || block.capacity() - size < more) {
      grow(size + more);
    }
    return block.address() + size;
  }

  private void grow(long needed) {
    long doubled = block == null ? FIRST : 2 * block.capacity();
    Block larger = memory.allocate(Math.max(needed, doubled - Block.PADDING));
    if (block != null) {
      Memory.copy(block.address(), larger.address(), size);
      block.close();
    }
    block = larger;
  }

  /** Counts so many bytes at the reserved place as written. */
  public void advance(long bytes) {
    size += bytes;
  }

  /** Appends bytes of memory. */
  public void append(long from, long bytes) {
    long to = reserve(bytes);
    Memory.copy(from, to, bytes);
    size += bytes;
  }

  /** Appends bytes of an array. */
  public void append(byte[] from, int offset, int length) {
    long to = reserve(length);
    Memory.copy(from, offset, to, length);
    size += length;
  }

  /** The first byte; only if something was reserved. */
  public long address() {
    return block == null ? reserve(0) : block.address();
  }

  public long size() {
    return size;
  }

  /** Forgets the content, keeps the memory. */
  public void clear() {
    size = 0;
  }

  /** Gives the memory back; more may be reserved later. */
  @Override
  public void close() {
    size = 0;
    if (block != null) {
      Block old = block;
      block = null;
      old.close();
    }
  }
}

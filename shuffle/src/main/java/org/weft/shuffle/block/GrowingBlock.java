package org.weft.shuffle.block;

import org.weft.planner.memory.Block;
import org.weft.planner.memory.MemoryScope;

/** Memory that is asked for in different sizes and kept for the next time. */
public final class GrowingBlock implements AutoCloseable {
  private final MemoryScope scope;
  private Block block;

  public GrowingBlock(MemoryScope scope) {
    this.scope = scope;
  }

  /** The address of at least so many bytes. What was there before is lost if it had to grow. */
  public long reserve(long bytes) {
    if (block == null || block.capacity() < bytes) {
      close();
      block = scope.allocate(bytes);
    }
    return block.address();
  }

  /** The usable bytes, 0 before the first {@link #reserve}. */
  public long capacity() {
    return block == null ? 0 : block.capacity();
  }

  /** Gives the memory back; more may be asked for later. */
  @Override
  public void close() {
    if (block != null) {
      Block old = block;
      block = null;
      old.close();
    }
  }
}

package org.weft.container.window;

import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/** One piece of memory that grows when more is asked for. For one thread. */
final class Scratch {
  /** Blocks that are so many times too large are given back, unless they are small anyway. */
  private static final int TOO_LARGE = 8;

  private static final long SMALL = 1 << 20;

  private final MemoryScope scope;
  private Block block;

  Scratch(MemoryScope scope) {
    this.scope = scope;
  }

  /** The address of at least this many bytes, whose content is undefined. */
  long ensure(long bytes) {
    if (block == null || block.capacity() < bytes || isTooLarge(bytes)) {
      if (block != null) {
        block.close();
        block = null;
      }
      block = scope.allocate(bytes);
    }
    return block.address();
  }

  /** The address of at least this many bytes, which begin with those there were. */
  long grow(long bytes, long used) {
    if (block == null) {
      return ensure(bytes);
    }
    if (block.capacity() < bytes) {
      Block larger = scope.allocate(Math.max(bytes, 2 * block.capacity()));
      Memory.copy(block.address(), larger.address(), used);
      block.close();
      block = larger;
    }
    return block.address();
  }

  private boolean isTooLarge(long bytes) {
    return block.capacity() > SMALL && block.capacity() / TOO_LARGE > bytes;
  }

  /** Gives back what is far more than this many bytes, which stay. */
  void shrink(long used) {
    if (block != null && isTooLarge(used)) {
      Block smaller = scope.allocate(Math.max(SMALL / 2, 2 * used));
      Memory.copy(block.address(), smaller.address(), used);
      block.close();
      block = smaller;
    }
  }

  /** The address of what was ensured last. */
  long address() {
    return block.address();
  }
}

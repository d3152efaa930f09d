package org.weft.planner.memory;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * All off-heap memory of a process, with a limit.
 *
 * <p>Blocks are powers of two from 4 KiB. Up to 64 MiB they are kept when given back and lent
 * again, still mapped and touched: fresh pages for every hash table cost a factor of 1.3 to 3
 * (measured, engine-performance.md §5). Kept blocks do not count as used and are freed when the
 * limit needs them. Thread-safe.
 */
public final class MemoryPool implements AutoCloseable {
  private static final int SMALLEST_SHIFT = 12;
  private static final long LARGEST_KEPT = 64L << 20;

  private final long limit;
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong peak = new AtomicLong();
  private final AtomicLong kept = new AtomicLong();
  private final SizeClass[] classes =
      new SizeClass[Long.numberOfTrailingZeros(LARGEST_KEPT) - SMALLEST_SHIFT + 1];

  /** Free blocks of one size. */
  private static final class SizeClass {
    private final ArrayDeque<Block> free = new ArrayDeque<>();
  }

  /** A pool that lends at most this many bytes at a time. */
  public MemoryPool(long limit) {
    this.limit = limit;
    for (int i = 0; i < classes.length; i++) {
      classes[i] = new SizeClass();
    }
  }

  /** A new owner of memory. The name appears in errors. */
  public MemoryScope scope(String owner) {
    return new MemoryScope(this, owner);
  }

  public long limit() {
    return limit;
  }

  /** Bytes lent now. */
  public long used() {
    return used.get();
  }

  /** Most bytes ever lent at a time. */
  public long peak() {
    return peak.get();
  }

  Block take(long bytes, String owner) {
    long size = sizeFor(bytes);
    long now = used.addAndGet(size);
    if (now > limit) {
      used.addAndGet(-size);
      throw WeftException.of(
              ErrorCode.OUT_OF_MEMORY,
              owner
                  + " needs "
                  + bytes
                  + " bytes, but "
                  + (now - size)
                  + " of "
                  + limit
                  + " bytes are in use")
          .hint("raise weft.memory.limit, or use fewer threads");
    }
    peak.accumulateAndGet(now, Math::max);
    Block block = keptBlock(size);
    if (block == null) {
      if (now + kept.get() > limit) {
        freeKept();
      }
      block = new Block(this, Memory.allocate(size), size);
    }
    if (Memory.CHECK) {
      LiveBlocks.add(block.address(), size);
    }
    return block;
  }

  void give(Block block) {
    long size = block.allocated();
    if (Memory.CHECK) {
      LiveBlocks.remove(block.address());
      Memory.poison(block.address(), size);
    }
    if (size <= LARGEST_KEPT) {
      SizeClass sizeClass = classOf(size);
      synchronized (sizeClass) {
        sizeClass.free.push(new Block(this, block.address(), size));
      }
      kept.addAndGet(size);
    } else {
      Memory.free(block.address());
    }
    used.addAndGet(-size);
  }

  private Block keptBlock(long size) {
    if (size > LARGEST_KEPT) {
      return null;
    }
    SizeClass sizeClass = classOf(size);
    synchronized (sizeClass) {
      Block block = sizeClass.free.poll();
      if (block != null) {
        kept.addAndGet(-size);
      }
      return block;
    }
  }

  private SizeClass classOf(long size) {
    return classes[Long.numberOfTrailingZeros(size) - SMALLEST_SHIFT];
  }

  private void freeKept() {
    for (SizeClass sizeClass : classes) {
      synchronized (sizeClass) {
        Block block;
        while ((block = sizeClass.free.poll()) != null) {
          kept.addAndGet(-block.allocated());
          Memory.free(block.address());
        }
      }
    }
  }

  private static long sizeFor(long bytes) {
    if (bytes < 0 || bytes > 1L << 46) {
      throw new IllegalArgumentException("cannot allocate " + bytes + " bytes");
    }
    long padded = Math.max(bytes + Block.PADDING, 1L << SMALLEST_SHIFT);
    if (padded > LARGEST_KEPT) {
      // large blocks are not recycled, so they need no size class: round to 1 MiB only
      return (padded + (1 << 20) - 1) & -(1 << 20);
    }
    return Long.highestOneBit(padded - 1) << 1;
  }

  /**
   * Frees what is kept.
   *
   * @throws IllegalStateException if something is still lent
   */
  @Override
  public void close() {
    freeKept();
    if (used.get() != 0) {
      throw new IllegalStateException(used.get() + " bytes were not given back");
    }
  }
}

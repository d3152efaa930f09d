package org.weft.planner.memory;

/**
 * A piece of off-heap memory, lent by a {@link MemoryScope}. Its content is undefined at first.
 *
 * <p>At least {@link #PADDING} bytes behind the capacity asked for may be read and written, so that
 * kernels may load and store eight bytes at a time to the end.
 */
public final class Block implements AutoCloseable {
  /** Bytes that may be touched behind the end. */
  public static final int PADDING = 16;

  private final MemoryPool pool;
  private final long address;
  private final long allocated;
  private MemoryScope scope;
  Block previous;
  Block next;

  Block(MemoryPool pool, long address, long allocated) {
    this.pool = pool;
    this.address = address;
    this.allocated = allocated;
  }

  public long address() {
    return address;
  }

  /** Usable bytes; at least what was asked for. */
  public long capacity() {
    return allocated;
  }

  long allocated() {
    return allocated;
  }

  MemoryScope scope() {
    return scope;
  }

  void lend(MemoryScope to) {
    scope = to;
  }

  /** Gives the memory back. Once only. */
  @Override
  public void close() {
    MemoryScope owner = scope;
    if (owner == null) {
      throw new IllegalStateException("a block was given back twice");
    }
    owner.remove(this);
    scope = null;
    pool.give(this);
    // only now, so that nobody sees memory in use that nobody holds
    owner.holdsLess(allocated);
  }
}

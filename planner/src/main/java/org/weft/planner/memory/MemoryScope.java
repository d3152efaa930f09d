package org.weft.planner.memory;

/**
 * An owner of memory: an operator, a reader, a query. Closing it gives back whatever it still
 * holds, so that an error on the way cannot leak. Thread-safe.
 */
public final class MemoryScope implements AutoCloseable {
  private final MemoryPool pool;
  private final String owner;
  private Block first;
  private long held;
  private boolean closed;

  MemoryScope(MemoryPool pool, String owner) {
    this.pool = pool;
    this.owner = owner;
  }

  /**
   * Lends at least this many bytes, uninitialised.
   *
   * @throws org.weft.planner.error.WeftException OUT_OF_MEMORY beyond the pool's limit
   */
  public Block allocate(long bytes) {
    Block block = pool.take(bytes, owner);
    block.lend(this);
    synchronized (this) {
      if (!closed) {
        block.next = first;
        if (first != null) {
          first.previous = block;
        }
        first = block;
        held += block.allocated();
        return block;
      }
    }
    pool.give(block);
    throw new IllegalStateException(owner + " is closed");
  }

  /** Lends at least this many bytes, all zero. */
  public Block allocateZeroed(long bytes) {
    Block block = allocate(bytes);
    Memory.fill(block.address(), bytes, (byte) 0);
    return block;
  }

  /** Bytes held now. */
  public synchronized long held() {
    return held;
  }

  public MemoryPool pool() {
    return pool;
  }

  public String owner() {
    return owner;
  }

  synchronized void remove(Block block) {
    if (block.previous != null) {
      block.previous.next = block.next;
    } else {
      first = block.next;
    }
    if (block.next != null) {
      block.next.previous = block.previous;
    }
    block.previous = null;
    block.next = null;
    held -= block.allocated();
  }

  /** Gives back all blocks. May be called twice. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    while (true) {
      Block block;
      synchronized (this) {
        block = first;
      }
      if (block == null) {
        return;
      }
      block.close();
    }
  }
}

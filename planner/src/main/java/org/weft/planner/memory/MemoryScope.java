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
  private long promised;
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
    Block block = promised == 0 ? pool.take(bytes, 0, this) : takePromised(bytes);
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

  private Block takePromised(long bytes) {
    long owed;
    synchronized (this) {
      owed = Math.min(promised, MemoryPool.sizeFor(bytes));
      promised -= owed;
    }
    try {
      return pool.take(bytes, owed, this);
    } catch (RuntimeException | Error e) {
      pool.promise(-owed);
      throw e;
    }
  }

  /**
   * Counts so many bytes as held, although they will be allocated later: what will be needed to
   * make use of what is held, such as an index of rows. Allocations of this scope use the promise
   * up. Never refused, so that the owner can decide what to do about it.
   */
  public void promise(long bytes) {
    synchronized (this) {
      promised += bytes;
    }
    pool.promise(bytes);
  }

  /** Takes back what is left of what was promised. */
  public void unpromise() {
    long left;
    synchronized (this) {
      left = promised;
      promised = 0;
    }
    pool.promise(-left);
  }

  /** Lends at least this many bytes, all zero. */
  public Block allocateZeroed(long bytes) {
    Block block = allocate(bytes);
    Memory.fill(block.address(), bytes, (byte) 0);
    return block;
  }

  /** Bytes held now, promised ones included. */
  public synchronized long held() {
    return held + promised;
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
  }

  synchronized void holdsLess(long bytes) {
    held -= bytes;
  }

  /** Gives back all blocks and promises. May be called twice. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    pool.forget(this);
    unpromise();
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

package org.weft.planner.memory;

/**
 * What one thread of an operator holds and can spill. The owner asks {@link #mustSpill} at points
 * where it could spill, which is before each batch it takes in; so memory is short only by what
 * threads take between two such points.
 */
public final class MemoryClaim implements AutoCloseable {
  private final SpillArbiter arbiter;
  private final Spillable holder;
  private final Runnable checkpoint;
  private volatile Thread owner = Thread.currentThread();
  private volatile boolean asked;

  MemoryClaim(SpillArbiter arbiter, Spillable holder, Runnable checkpoint) {
    this.arbiter = arbiter;
    this.holder = holder;
    this.checkpoint = checkpoint;
  }

  /**
   * To be called by the owner when it could spill; may wait for others to spill, but not for long.
   *
   * @param more bytes it is about to take
   * @return true if it has to spill what it holds first
   */
  public boolean mustSpill(long more) {
    owner = Thread.currentThread();
    if (asked) {
      asked = false;
      return holder.held() > 0;
    }
    if (!arbiter.isShort(more)) {
      return false;
    }
    boolean must = arbiter.decide(this, more);
    if (must) {
      asked = false;
    }
    return must;
  }

  /** Bytes it holds. */
  long held() {
    return holder.held();
  }

  boolean spillNow() {
    return holder.spillNow();
  }

  /** Throws if the owner was told to stop. */
  void check() {
    checkpoint.run();
  }

  /** The thread whose safe points are the owner's. */
  Thread owner() {
    return owner;
  }

  boolean isAsked() {
    return asked;
  }

  /** Lets the owner know that others need memory. */
  void ask() {
    asked = true;
  }

  /** Nothing is held any more. May be called twice. */
  @Override
  public void close() {
    arbiter.remove(this);
  }
}

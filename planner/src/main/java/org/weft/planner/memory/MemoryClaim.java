package org.weft.planner.memory;

import java.util.concurrent.TimeUnit;

/**
 * What one thread of an operator holds and can spill. The owner asks {@link #mustSpill} at points
 * where it could spill, which is before each batch it takes in; so memory is short only by what
 * threads take between two such points.
 */
public final class MemoryClaim implements AutoCloseable {
  /** A query that has to end gets to it at its next batch. */
  private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final SpillArbiter arbiter;
  private final Spillable holder;
  private final Query query;
  private volatile Thread owner = Thread.currentThread();
  private volatile boolean asked;
  private volatile boolean rests;
  private volatile long failedAt;

  /** Whose memory it is. Called from threads of any query. */
  public interface Query {
    /** Throws the reason if it was told to stop. */
    void check();

    /** Tells it to stop, because its rows could not be spilled. */
    void fail(RuntimeException because);
  }

  MemoryClaim(SpillArbiter arbiter, Spillable holder, Query query) {
    this.arbiter = arbiter;
    this.holder = holder;
    this.query = query;
  }

  /**
   * To be called by the owner when it could spill; may wait for others to spill, but not for long.
   *
   * @param more bytes it is about to take
   * @return true if it has to spill what it holds first
   */
  public boolean mustSpill(long more) {
    owner = Thread.currentThread();
    rests = false;
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

  /**
   * Spills for another thread, which may be of another query: a full disk, or that the holder's
   * query was cancelled, ends the holder's query and not the one that asks.
   */
  boolean spillNow() {
    if (failedAt != 0) {
      return false;
    }
    try {
      return holder.spillNow();
    } catch (RuntimeException e) {
      failedAt = System.nanoTime() | 1;
      query.fail(e);
      return false;
    }
  }

  /** True if its query ended a moment ago and has not given back what it has. */
  boolean isEnding() {
    return failedAt != 0 && System.nanoTime() - failedAt < FAREWELL_NANOS;
  }

  /** Throws if the owner was told to stop. */
  void check() {
    query.check();
  }

  /** The thread whose safe points are the owner's. */
  Thread owner() {
    return owner;
  }

  /** The owner has come to the end of its work, and only others can give it more. */
  void rest() {
    rests = true;
  }

  /** True until the owner comes to a safe point again. */
  boolean rests() {
    return rests;
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

package org.weft.container.pipeline;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.MemoryClaim;

/** Tells the threads of a query to stop. Thread-safe; looked at between batches. */
public final class Cancellation implements MemoryClaim.Query {
  private final Set<Reaction> reactions = new LinkedHashSet<>();
  private volatile RuntimeException reason;

  /** Stops the query as if its user had. */
  public void cancel() {
    cancel(WeftException.of(ErrorCode.CANCELLED, "the query was cancelled"));
  }

  /** Stops the query because of a failure; the first reason counts. */
  public void cancel(RuntimeException because) {
    List<Reaction> pending;
    synchronized (this) {
      if (reason != null) {
        return;
      }
      reason = because;
      pending = List.copyOf(reactions);
      reactions.clear();
    }
    pending.forEach(reaction -> reaction.action.run());
  }

  public boolean isCancelled() {
    return reason != null;
  }

  @Override
  public void fail(RuntimeException because) {
    cancel(because);
  }

  /** Throws the reason if the query was cancelled. */
  @Override
  public void check() {
    RuntimeException because = reason;
    if (because != null) {
      throw because;
    }
  }

  /**
   * For threads that wait for something other than a batch: the action wakes them. It runs once, on
   * the thread that cancels, or at once if the query is cancelled already; not after the
   * registration was closed, except that it may still be running then.
   */
  public Registration whenCancelled(Runnable action) {
    Reaction reaction = new Reaction(action);
    synchronized (this) {
      if (reason == null) {
        reactions.add(reaction);
        return () -> remove(reaction);
      }
    }
    action.run();
    return () -> {};
  }

  private synchronized void remove(Reaction reaction) {
    reactions.remove(reaction);
  }

  /** Ends a {@link #whenCancelled}. */
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  /** Told apart by identity. */
  private static final class Reaction {
    private final Runnable action;

    Reaction(Runnable action) {
      this.action = action;
    }
  }
}

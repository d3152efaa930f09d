package org.weft.container.result;

import java.util.ArrayDeque;
import java.util.Deque;
import org.weft.container.pipeline.Cancellation;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * Finished rows between the threads that make them and the one that pulls them, bounded in bytes: a
 * slow reader slows the query down instead of filling memory. Thread-safe.
 */
public final class ResultQueue implements AutoCloseable {
  private final long maxBytes;
  private final Cancellation cancellation;
  private final Cancellation.Registration waking;
  private final Deque<OwnedBatch> batches = new ArrayDeque<>();
  private long bytes;
  private boolean ended;
  private boolean closed;
  private RuntimeException failure;

  /**
   * @param maxBytes when this much waits, {@link #put} waits too
   * @param cancellation cancelled by {@link #close}
   */
  public ResultQueue(long maxBytes, Cancellation cancellation) {
    this.maxBytes = maxBytes;
    this.cancellation = cancellation;
    this.waking = cancellation.whenCancelled(this::wake);
  }

  private synchronized void wake() {
    notifyAll();
  }

  /** True if a reader would have to wait. */
  public synchronized boolean isEmpty() {
    return batches.isEmpty();
  }

  /**
   * Takes over a batch, waiting for room.
   *
   * @throws RuntimeException the reason, if the query is cancelled; the batch stays the caller's
   */
  public synchronized void put(OwnedBatch batch) {
    while (bytes >= maxBytes && !closed && !cancellation.isCancelled()) {
      pause();
    }
    cancellation.check();
    batches.add(batch);
    bytes += batch.bytes();
    notifyAll();
  }

  /** No more batches will come. */
  public synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** No more batches will come, because of this. What was put before is dropped. */
  public synchronized void fail(RuntimeException because) {
    failure = because;
    drop();
    end();
  }

  /**
   * The next batch, which becomes the caller's, or null at the end; waits for it.
   *
   * @throws RuntimeException what the query failed with
   */
  public synchronized OwnedBatch take() {
    while (batches.isEmpty() && !ended) {
      pause();
    }
    if (failure != null) {
      throw failure;
    }
    OwnedBatch batch = batches.poll();
    if (batch != null) {
      bytes -= batch.bytes();
      notifyAll();
    }
    return batch;
  }

  /** Nobody will take any more: cancels the query unless it has ended, and drops what waits. */
  @Override
  public void close() {
    waking.close();
    if (leave()) {
      cancellation.cancel();
    }
  }

  /** True if the query is still running. */
  private synchronized boolean leave() {
    closed = true;
    drop();
    notifyAll();
    return !ended;
  }

  /** Waits until {@link #end} or {@link #fail} was called. */
  public synchronized void awaitEnd() {
    boolean interrupted = false;
    while (!ended) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    drop();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void drop() {
    batches.forEach(OwnedBatch::close);
    batches.clear();
    bytes = 0;
  }

  private void pause() {
    try {
      wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      WeftException interrupted =
          WeftException.of(ErrorCode.CANCELLED, "interrupted while waiting for rows", e);
      cancellation.cancel(interrupted);
      throw interrupted;
    }
  }
}

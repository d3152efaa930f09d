package org.weft.container.pipeline;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one query: the calling one, and up to {@code threads - 1} borrowed ones.
 *
 * <p>The caller works too, so nothing waits for a borrowed thread to wake up, and one thread needs
 * no executor at all.
 */
public final class QueryThreads implements ParallelWork {
  private static final Logger LOG = LoggerFactory.getLogger(QueryThreads.class);

  private final int threads;
  private final Executor lender;
  private final Cancellation cancellation;
  private final Runnable atRest;

  /** Threads of whose rest nobody is told. */
  public QueryThreads(int threads, Executor lender, Cancellation cancellation) {
    this(threads, lender, cancellation, () -> {});
  }

  /**
   * @param lender where further threads come from; unused if {@code threads} is 1
   * @param cancellation told of the first failure, so that other pieces stop
   * @param atRest called by a thread when there is nothing left to do for it but to wait
   */
  public QueryThreads(int threads, Executor lender, Cancellation cancellation, Runnable atRest) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads");
    }
    this.threads = threads;
    this.lender = lender;
    this.cancellation = cancellation;
    this.atRest = atRest;
  }

  @Override
  public int threads() {
    return threads;
  }

  @Override
  public void runAll(List<Runnable> pieces) {
    Crew crew = new Crew(pieces);
    borrow(crew, Math.min(threads, pieces.size()) - 1);
    crew.run();
    crew.await();
    cancellation.check();
  }

  /**
   * Lets further threads help, or fewer if there are none to be had: this thread works through
   * everything alone if it must, and may not leave before those that have begun.
   */
  private void borrow(Crew crew, int helpers) {
    try {
      for (int i = 0; i < helpers; i++) {
        lender.execute(crew);
      }
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      LOG.warn("fewer threads than {} for a query: {}", threads, e.toString());
    }
  }

  /** Threads that take pieces until none is left. */
  private final class Crew implements Runnable {
    private final List<Runnable> pieces;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch open;

    Crew(List<Runnable> pieces) {
      this.pieces = List.copyOf(pieces);
      this.open = new CountDownLatch(pieces.size());
    }

    @Override
    public void run() {
      for (int i = next.getAndIncrement(); i < pieces.size(); i = next.getAndIncrement()) {
        try {
          if (!cancellation.isCancelled()) {
            pieces.get(i).run();
          }
        } catch (Throwable failure) {
          cancellation.cancel(Failures.asRuntime(failure));
        } finally {
          open.countDown();
        }
      }
      atRest.run();
    }

    /** Waits for pieces that other threads have begun. Not interruptible: they use our memory. */
    void await() {
      boolean interrupted = false;
      while (true) {
        try {
          open.await();
          break;
        } catch (InterruptedException e) {
          cancellation.cancel();
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

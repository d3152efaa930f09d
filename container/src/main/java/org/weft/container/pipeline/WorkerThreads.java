package org.weft.container.pipeline;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that run pipelines, shared by all queries of a process. They are daemons, made when
 * wanted and kept for a while, so that a pipeline costs no thread creation.
 */
public final class WorkerThreads implements Executor, AutoCloseable {
  private static final long KEEP_IDLE_SECONDS = 60;

  private final AtomicInteger made = new AtomicInteger();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          KEEP_IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          this::thread);

  private Thread thread(Runnable body) {
    Thread thread = new Thread(body, "weft-worker-" + made.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /** Runs it on an idle thread, or a new one if none is idle. */
  @Override
  public void execute(Runnable work) {
    threads.execute(work);
  }

  /** Lets running work end and takes no more. */
  @Override
  public void close() {
    threads.shutdown();
  }
}

package org.weft.container.pipeline;

/**
 * A step that turns batches into batches without keeping them: filter, project, join probe.
 *
 * <p>The factory is shared by all threads of a pipeline; each thread makes its own worker.
 */
public interface StreamOperator {
  /** A worker for one thread that hands its batches to {@code next}. */
  Worker worker(BatchConsumer next);

  /** The state of one thread. */
  interface Worker extends BatchConsumer, AutoCloseable {
    /** No more input on this thread: hands on what is held back. Once, and not after a failure. */
    void finish();

    /** Gives back all memory; may come at any point. */
    @Override
    void close();
  }
}

package org.weft.container.pipeline;

/**
 * The end of a pipeline: keeps rows (build side, aggregation, sort) or gives them away (shuffle
 * write, result).
 *
 * <p>Life: one {@link #worker} per thread takes batches and is finished; when all are, {@link
 * #finish} runs once; then what was kept can be read by the next pipeline's source; {@link #close}
 * gives everything back and may come at any point, also after a failure.
 */
public interface Sink extends AutoCloseable {
  /** A worker for one thread. Called from that thread. */
  Worker worker();

  /**
   * All workers are finished: merges what they kept. Work worth sharing goes to {@code threads}.
   */
  void finish(ParallelWork threads);

  @Override
  void close();

  /** The state of one thread. */
  interface Worker extends BatchConsumer, AutoCloseable {
    /** No more input on this thread. Once, and not after a failure. */
    void finish();

    @Override
    void close();
  }
}

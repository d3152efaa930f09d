package org.weft.container.pipeline;

/**
 * The start of a pipeline: a scan, a shuffle read, or what a sink kept. The work is divided into
 * morsels that the workers take from a shared supply.
 */
public interface Source {
  /** A worker for one thread. Called from that thread. */
  Worker worker();

  /** True if there is certainly nothing, so that nobody need be made to look. */
  default boolean isEmpty() {
    return false;
  }

  /**
   * Called once, before the first worker is made.
   *
   * @param threads for work that has to be done between morsels; of no use to most sources
   */
  default void prepare(ParallelWork threads) {}

  /** The most workers that find something to do; at least 1. */
  int parallelism();

  /** The state of one thread. */
  interface Worker extends AutoCloseable {
    /**
     * Pushes some batches, about one morsel; checks {@code next.wantsMore()} between them.
     *
     * @return false when there is nothing left for this worker
     */
    boolean pump(BatchConsumer next);

    @Override
    void close();
  }
}

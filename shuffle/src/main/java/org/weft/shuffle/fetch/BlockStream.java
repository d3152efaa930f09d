package org.weft.shuffle.fetch;

/** The answer to a request for blocks: whole blocks, in the order asked for. For one thread. */
public interface BlockStream extends AutoCloseable {
  /**
   * Waits for more blocks.
   *
   * @return false if all have come
   * @throws TransportFailure if they cannot
   */
  boolean advance();

  /** What came with the last {@link #advance}. Once; the caller closes it. */
  FetchedBlocks take();

  /** Makes {@link #advance} fail soon. The only method for other threads. */
  void cancel();

  /** Stops the transfer if it is not complete. */
  @Override
  void close();
}

package org.weft.shuffle.fetch;

import org.weft.shuffle.exchange.MapOutputLocation;

/**
 * Checked blocks of some map outputs. For one thread, but {@link #cancel} for any.
 *
 * <p>The number of a block's output is its place in the list that was asked for.
 */
public interface BlockSupply extends AutoCloseable {
  /** Sends the first requests, without waiting. */
  void start();

  /**
   * Waits for more blocks.
   *
   * @return false if all have come
   * @throws FetchFailure naming outputs that cannot be had
   * @throws org.weft.planner.error.WeftException UNAUTHENTICATED if a server refuses the ticket;
   *     CANCELLED after {@link #cancel}
   */
  boolean advance();

  /** What came with the last {@link #advance}. Once; the caller closes it. */
  FetchedBlocks take();

  /** The output that a number stands for. */
  MapOutputLocation location(int part);

  /** Makes {@link #advance} fail soon. */
  void cancel();

  @Override
  void close();
}

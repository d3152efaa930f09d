package org.weft.shuffle.read;

import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.shuffle.fetch.ShuffleClient;

/**
 * The rows of some partitions of many map outputs, batch by batch. For one thread, but {@link
 * #cancel} for any.
 */
public interface ShuffleReader extends AutoCloseable {
  /**
   * Sends the first requests and returns without waiting.
   *
   * @param scope tells the pool; the reader's memory is its own and goes back at {@link #close}
   */
  static ShuffleReader open(ShuffleClient client, ShuffleRequest request, MemoryScope scope) {
    MemoryScope own = scope.pool().scope("shuffle read of " + scope.owner());
    try {
      return switch (request.order()) {
        case ANY, LISTED -> BlockReader.open(client, request, own);
        case MERGED -> MergingReader.open(client, request, own);
      };
    } catch (RuntimeException e) {
      own.close();
      throw e;
    }
  }

  /**
   * Moves to the next batch, waiting for it.
   *
   * @return false at the end
   * @throws org.weft.shuffle.fetch.FetchFailure naming map outputs that cannot be had, or are
   *     damaged
   */
  boolean advance();

  /** The present batch, valid until the next {@link #advance}. */
  Batch batch();

  /** Stored bytes that have come so far. */
  long bytesFetched();

  /** Makes {@link #advance} fail with CANCELLED soon. */
  void cancel();

  @Override
  void close();
}

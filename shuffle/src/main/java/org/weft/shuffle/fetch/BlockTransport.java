package org.weft.shuffle.fetch;

import org.weft.planner.memory.MemoryScope;
import org.weft.shuffle.exchange.ServerAddress;
import org.weft.shuffle.file.BlockRequest;

/** How stored blocks come from a server. Thread-safe. */
public interface BlockTransport extends AutoCloseable {
  /**
   * Asks for blocks, without waiting for them.
   *
   * @param scope where the memory of what arrives comes from
   * @throws TransportFailure if that fails at once
   */
  BlockStream open(ServerAddress server, BlockRequest request, MemoryScope scope);

  @Override
  void close();
}

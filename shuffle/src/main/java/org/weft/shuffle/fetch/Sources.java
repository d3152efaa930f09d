package org.weft.shuffle.fetch;

import org.weft.planner.memory.MemoryScope;
import org.weft.shuffle.exchange.ServerAddress;
import org.weft.shuffle.file.BlockRequest;

/** Where the outputs that a server made can be had from. */
interface Sources {
  /**
   * Asks for blocks.
   *
   * @param failed how often that was tried before: not every way needs to be tried first
   */
  BlockStream open(ServerAddress server, BlockRequest request, Attempt failed);

  /** What an attempt is made with. */
  record Attempt(int number, MemoryScope scope) {}
}

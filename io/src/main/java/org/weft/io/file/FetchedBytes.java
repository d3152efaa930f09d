package org.weft.io.file;

import java.util.List;
import org.weft.planner.memory.Block;

/** Bytes of a file in memory: one address per range asked for. Closing gives the memory back. */
public final class FetchedBytes implements AutoCloseable {
  private final List<Block> blocks;
  private final long[] addresses;

  FetchedBytes(List<Block> blocks, long[] addresses) {
    this.blocks = List.copyOf(blocks);
    this.addresses = addresses;
  }

  /** Where the range of this ordinal starts; {@code Block.PADDING} bytes behind it may be read. */
  public long address(int range) {
    return addresses[range];
  }

  /** Once only. */
  @Override
  public void close() {
    blocks.forEach(Block::close);
  }
}

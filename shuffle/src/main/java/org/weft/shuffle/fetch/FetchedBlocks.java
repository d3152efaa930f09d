package org.weft.shuffle.fetch;

import java.util.List;
import org.weft.planner.memory.Block;

/** Some blocks as they were stored, in memory of the pool. Whoever holds it closes it. */
public final class FetchedBlocks implements AutoCloseable {
  private final Block memory;
  private final long bytes;
  private final List<Fetched> blocks;

  FetchedBlocks(Block memory, long bytes, List<Fetched> blocks) {
    this.memory = memory;
    this.bytes = bytes;
    this.blocks = List.copyOf(blocks);
  }

  /**
   * One block.
   *
   * @param part which output of the request it belongs to
   * @param checksum CRC-32C that its bytes should have
   */
  public record Fetched(int part, int partition, long address, int length, int rows, int checksum) {
    Fetched of(int otherPart) {
      return new Fetched(otherPart, partition, address, length, rows, checksum);
    }
  }

  /** The blocks, in the order asked for. */
  public List<Fetched> blocks() {
    return blocks;
  }

  /** Stored bytes of all blocks. */
  public long bytes() {
    return bytes;
  }

  /** The same blocks, counted from another first output; this object must not be used any more. */
  FetchedBlocks renumbered(int firstPart) {
    return new FetchedBlocks(
        memory, bytes, blocks.stream().map(block -> block.of(block.part + firstPart)).toList());
  }

  @Override
  public void close() {
    memory.close();
  }
}

package org.weft.shuffle.file;

import java.util.List;
import org.weft.shuffle.exchange.PartitionRange;

/**
 * Which stored blocks are wanted: those of the range of every output, output by output, partition
 * by partition, each in the order of writing.
 *
 * @param messageBytes about how many bytes are to come at a time
 */
public record BlockRequest(List<Part> parts, PartitionRange partitions, int messageBytes) {
  public BlockRequest {
    parts = List.copyOf(parts);
    if (parts.isEmpty() || messageBytes < 1) {
      throw new IllegalArgumentException("a request for nothing");
    }
  }

  /**
   * One output.
   *
   * @param skip how many of its first blocks to leave out, because they came before
   */
  public record Part(OutputId output, int skip) {}
}

package org.weft.container.aggregate;

import org.weft.container.hash.RowStore;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/** The groups of one thread: rows in one store, or dealt by their hash's top bits to several. */
final class GroupStore {
  /** Is shown every chunk of rows. */
  interface ChunkVisitor {
    void visit(long first, int rows, int width);
  }

  private final MemoryScope scope;
  private final AggregateLayout layout;
  private RowStore[] partitions;
  private int bits;

  GroupStore(MemoryScope scope, AggregateLayout layout) {
    this.scope = scope;
    this.layout = layout;
    this.partitions = new RowStore[] {new RowStore(scope, layout.width())};
  }

  /** A fresh row for a group of this hash. */
  long append(long hash) {
    return partitions[partition(hash, bits)].append();
  }

  private static int partition(long hash, int bits) {
    // in two steps because a shift by 64 is none
    return (int) (hash >>> 1 >>> (63 - bits));
  }

  boolean isPartitioned() {
    return bits > 0;
  }

  /**
   * Moves all rows to {@code 2^bits} partitions. Their addresses change.
   *
   * @param largestChunk bytes that a partition takes at a time, at most: all of them grow at about
   *     the same time
   */
  void partition(int newBits, long largestChunk) {
    if (bits != 0) {
      throw new IllegalStateException("partitioned already");
    }
    RowStore all = partitions[0];
    bits = newBits;
    partitions = new RowStore[1 << newBits];
    for (int p = 0; p < partitions.length; p++) {
      partitions[p] = new RowStore(scope, layout.width(), largestChunk);
    }
    for (int c = 0; c < all.chunks(); c++) {
      long row = all.chunk(c);
      for (int i = 0; i < all.chunkRows(c); i++, row += layout.width()) {
        Memory.copy(row, append(layout.keys().hash(row)), layout.width());
      }
    }
    all.clear();
  }

  /** The rows of each partition. */
  RowStore[] partitions() {
    return partitions;
  }

  long rows() {
    long rows = 0;
    for (RowStore partition : partitions) {
      rows += partition.rows();
    }
    return rows;
  }

  void forEachChunk(ChunkVisitor visitor) {
    for (RowStore partition : partitions) {
      for (int c = 0; c < partition.chunks(); c++) {
        visitor.visit(partition.chunk(c), partition.chunkRows(c), layout.width());
      }
    }
  }
}

package org.weft.container.join;

import org.weft.container.spill.PageOutput;
import org.weft.container.spill.PageWriter;
import org.weft.container.spill.SpillLayout;
import org.weft.container.spill.SpilledRows;
import org.weft.planner.memory.MemoryScope;

/** Deals rows to partitions on disk by some bits of a hash. For one thread. */
final class Deal {
  private static final long LEAST_PAGE = 16 << 10;
  private static final long LARGEST_PAGE = 64 << 10;
  private static final long PAGES_OF_MEMORY = 4096;

  private final int usedBits;
  private final int bits;
  private final PageWriter[] writers;

  /**
   * Partitions that are empty at first.
   *
   * @param bits how many bits of the hash tell partitions apart
   * @param usedBits how many above them were used already
   */
  Deal(SpillLayout rows, PageOutput file, int bits, int usedBits, MemoryScope scope) {
    this.bits = bits;
    this.usedBits = usedBits;
    this.writers = new PageWriter[1 << bits];
    long wanted = Long.highestOneBit(Math.max(1, scope.pool().limit() / PAGES_OF_MEMORY));
    long page = Math.max(LEAST_PAGE, Math.min(LARGEST_PAGE, wanted));
    for (int p = 0; p < writers.length; p++) {
      writers[p] = new PageWriter(rows, file, page, scope);
    }
  }

  /** Adds a row by the hash of its keys. */
  void add(long row, long hash) {
    writers[(int) (hash << usedBits >>> 1 >>> (63 - bits))].append(row);
  }

  /** Adds build rows that lie one behind the other. */
  void addBuildRows(BuildLayout layout, long first, int count) {
    long row = first;
    for (int i = 0; i < count; i++, row += layout.width()) {
      add(row, layout.keys() == null ? 0 : layout.keys().hash(row));
    }
  }

  /** Writes what is left; what was added to each partition. */
  SpilledRows[] finish() {
    SpilledRows[] written = new SpilledRows[writers.length];
    for (int p = 0; p < written.length; p++) {
      written[p] = writers[p].finish();
    }
    return written;
  }
}

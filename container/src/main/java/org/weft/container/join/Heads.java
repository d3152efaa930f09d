package org.weft.container.join;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.hash.RowStore;
import org.weft.container.pipeline.ParallelWork;
import org.weft.planner.memory.Memory;

/** Puts the rows of all threads in front of their chains, chunks of rows in parallel. */
final class Heads {
  private static final int STEP = 256;

  private final Places places;
  private final boolean alone;
  private volatile boolean hasDuplicates;

  /** Where rows belong. */
  interface Places {
    /**
     * For some rows one behind the other: the addresses of their heads, 0 for a row that matches
     * nothing, and the bits to be set above the address in each head.
     */
    void of(long first, int rows, long[] heads, long[] bits);

    /** True if a row of the chain, from {@code other} on, has the keys of this row. */
    boolean isRepeated(long row, long other);
  }

  private Heads(Places places, boolean alone) {
    this.places = places;
    this.alone = alone;
  }

  /**
   * Links all rows.
   *
   * @return true if two rows may have the same key
   */
  static boolean link(List<BuildRows> parts, Places places, ParallelWork threads) {
    Heads heads = new Heads(places, threads.threads() == 1);
    List<Runnable> pieces = new ArrayList<>();
    for (BuildRows part : parts) {
      RowStore store = part.store();
      for (int c = 0; c < store.chunks(); c++) {
        long first = store.chunk(c);
        int rows = store.chunkRows(c);
        pieces.add(() -> heads.link(first, rows, store.width()));
      }
    }
    threads.runAll(pieces);
    return heads.hasDuplicates;
  }

  private void link(long first, int rows, int width) {
    long[] at = new long[STEP];
    long[] bits = new long[STEP];
    long row = first;
    boolean duplicates = hasDuplicates;
    for (int left = rows; left > 0; left -= STEP) {
      int count = Math.min(left, STEP);
      places.of(row, count, at, bits);
      for (int i = 0; i < count; i++, row += width) {
        if (at[i] == 0) {
          continue;
        }
        long rest = push(at[i], row, bits[i]);
        duplicates = duplicates || places.isRepeated(row, rest);
      }
    }
    if (duplicates) {
      hasDuplicates = true;
    }
  }

  /** Makes a row the first of a chain and returns the one that was. */
  private long push(long head, long row, long bits) {
    while (true) {
      long old = Memory.getLong(head);
      Memory.putLong(row + BuildLayout.NEXT, old & JoinTable.ADDRESS);
      long changed = row | (old & ~JoinTable.ADDRESS) | bits;
      if (alone) {
        Memory.putLong(head, changed);
        return old & JoinTable.ADDRESS;
      }
      if (Memory.compareAndSwapLong(head, old, changed)) {
        return old & JoinTable.ADDRESS;
      }
    }
  }
}

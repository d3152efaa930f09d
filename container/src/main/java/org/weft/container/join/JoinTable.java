package org.weft.container.join;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.hash.KeyBatch;
import org.weft.container.hash.KeyLayout;
import org.weft.container.hash.RowStore;
import org.weft.container.pipeline.ParallelWork;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashJoin.NullKeys;
import org.weft.planner.type.TypeKind;

/**
 * Finds build rows by key: heads of chains of rows, either at the place of an integer key in the
 * keys' range, or at a place chosen by hash. A head of the second kind has, above the address of
 * the first row, sixteen bits of which those are 1 that hashes of the chain stand for: most rows
 * without a match are turned away before any build row is touched. Read by all threads.
 */
final class JoinTable {
  private static final int ADDRESS_BITS = 48;
  private static final long ADDRESS = (1L << ADDRESS_BITS) - 1;
  private static final int LEAST_HEADS = 1 << 9;

  /** How a key leads to its rows. */
  private enum Kind {
    /** By the key itself; the rows of a chain have equal keys. */
    RANGE,
    /** By the hash of one word. */
    WORD,
    /** By the hash of any keys. */
    ANY
  }

  private final KeyLayout keys;
  private final NullKeys nullKeys;
  private final Kind kind;
  private final long heads;
  private final long least;
  private final long places;
  private final long mask;
  private volatile boolean hasDuplicates;

  /** An empty table for the rows of all threads. */
  JoinTable(
      PhysicalPlan.HashJoin node,
      BuildLayout layout,
      List<BuildRows> parts,
      JoinLimits limits,
      MemoryScope scope) {
    keys = layout.keys();
    nullKeys = node.nullKeys();
    long rows = parts.stream().mapToLong(BuildRows::keyed).sum();
    long low = parts.stream().mapToLong(BuildRows::least).min().orElse(Long.MAX_VALUE);
    long high = parts.stream().mapToLong(BuildRows::greatest).max().orElse(Long.MIN_VALUE);
    boolean word = keys.isSingleWord() && nullKeys == NullKeys.MATCH_NOTHING;
    long range = high - low + 1;
    boolean dense =
        word
            && low <= high
            && range > 0
            && range <= Math.max(LEAST_HEADS, rows * limits.denseFactor())
            && isOrdered(node);
    least = low;
    if (dense) {
      kind = Kind.RANGE;
      places = range;
      mask = 0;
    } else {
      kind = word ? Kind.WORD : Kind.ANY;
      places = Math.max(LEAST_HEADS, Long.highestOneBit(Math.max(1, rows)) * 2);
      mask = places - 1;
    }
    Block block = scope.allocateZeroed(8 * places);
    heads = block.address();
  }

  private static boolean isOrdered(PhysicalPlan.HashJoin node) {
    TypeKind type = node.build().schema().type(node.buildKeys().get(0)).kind();
    return type != TypeKind.FLOAT32 && type != TypeKind.FLOAT64;
  }

  /** Puts all rows into the table. */
  void fill(List<BuildRows> parts, ParallelWork threads) {
    boolean alone = threads.threads() == 1;
    List<Runnable> pieces = new ArrayList<>();
    for (BuildRows part : parts) {
      RowStore store = part.store();
      for (int c = 0; c < store.chunks(); c++) {
        long first = store.chunk(c);
        int rows = store.chunkRows(c);
        pieces.add(() -> fill(first, rows, store.width(), alone));
      }
    }
    threads.runAll(pieces);
  }

  private void fill(long first, int rows, int width, boolean alone) {
    long row = first;
    for (int i = 0; i < rows; i++, row += width) {
      long head = head(row);
      if (head == 0) {
        continue;
      }
      long bit = kind == Kind.RANGE ? 0 : bit(keys.hash(row));
      long old;
      long changed;
      do {
        old = Memory.getLong(head);
        Memory.putLong(row + BuildLayout.NEXT, old & ADDRESS);
        changed = row | (old & ~ADDRESS) | bit;
        if (alone) {
          Memory.putLong(head, changed);
          break;
        }
      } while (!Memory.compareAndSwapLong(head, old, changed));
      if (!hasDuplicates && isRepeated(row, old & ADDRESS)) {
        hasDuplicates = true;
      }
    }
  }

  /** True if the rest of the chain, which changes no more, has a row of the same key. */
  private boolean isRepeated(long row, long rest) {
    if (kind == Kind.RANGE) {
      return rest != 0;
    }
    for (long other = rest; other != 0; other = Memory.getLong(other + BuildLayout.NEXT)) {
      // different keys of equal hashes are so rare that they may count as duplicates
      if (keys.hash(other) == keys.hash(row)) {
        return true;
      }
    }
    return false;
  }

  /** The address of the head of a row's chain; 0 if it can match nothing. */
  private long head(long row) {
    if (nullKeys == NullKeys.MATCH_NOTHING && keys.hasNull(row)) {
      return 0;
    }
    long place =
        kind == Kind.RANGE ? Memory.getLong(row + keys.offset(0)) - least : keys.hash(row) & mask;
    return heads + 8 * place;
  }

  private static long bit(long hash) {
    return 1L << (ADDRESS_BITS + (hash >>> 60));
  }

  /** Puts the first matching row of each of the keys, or 0, into {@code found}. */
  void first(KeyBatch probe, long[] found) {
    int count = probe.count();
    switch (kind) {
      case RANGE -> firstInRange(heads, least, places, probe.words(0), count, found);
      case WORD -> {
        firstByHash(heads, mask, probe.hashes(), count, found);
        resolveWords(probe.words(0), count, keys.offset(0), found);
      }
      case ANY -> {
        firstByHash(heads, mask, probe.hashes(), count, found);
        for (int i = 0; i < count; i++) {
          found[i] = match(probe, i, found[i]);
        }
      }
    }
    if (nullKeys == NullKeys.MATCH_NOTHING && probe.hasNulls()) {
      for (int i = 0; i < count; i++) {
        if (probe.hasNull(i)) {
          found[i] = 0;
        }
      }
    }
  }

  private static void firstInRange(
      long heads, long least, long places, long[] words, int count, long[] found) {
    for (int i = 0; i < count; i++) {
      long place = words[i] - least;
      // a place below 0 is a large one without sign
      boolean inside = Long.compareUnsigned(place, places) < 0;
      found[i] = inside ? Memory.getLong(heads + 8 * place) : 0;
    }
  }

  private static void firstByHash(long heads, long mask, long[] hashes, int count, long[] found) {
    for (int i = 0; i < count; i++) {
      found[i] = Memory.getLong(heads + 8 * (hashes[i] & mask));
    }
    for (int i = 0; i < count; i++) {
      long has = (found[i] >>> (ADDRESS_BITS + (hashes[i] >>> 60))) & 1;
      found[i] = found[i] & ADDRESS & -has;
    }
  }

  private static void resolveWords(long[] words, int count, int offset, long[] found) {
    for (int i = 0; i < count; i++) {
      long row = found[i];
      while (row != 0 && Memory.getLong(row + offset) != words[i]) {
        row = Memory.getLong(row + BuildLayout.NEXT);
      }
      found[i] = row;
    }
  }

  /** The first row of a chain, from this one on, whose keys are the n-th; or 0. */
  private long match(KeyBatch probe, int n, long row) {
    while (row != 0 && !(keys.hash(row) == probe.hashes()[n] && keys.equal(probe, n, row))) {
      row = Memory.getLong(row + BuildLayout.NEXT);
    }
    return row;
  }

  /**
   * Replaces the rows found for the listed keys by the next ones that match, and drops those that
   * have none from the list.
   *
   * @return how many are left
   */
  int next(KeyBatch probe, int[] list, int count, long[] found) {
    if (!hasDuplicates) {
      return 0;
    }
    int left = 0;
    for (int j = 0; j < count; j++) {
      int i = list[j];
      long row = Memory.getLong(found[i] + BuildLayout.NEXT);
      if (kind == Kind.WORD) {
        int offset = keys.offset(0);
        while (row != 0 && Memory.getLong(row + offset) != probe.words(0)[i]) {
          row = Memory.getLong(row + BuildLayout.NEXT);
        }
      } else if (kind == Kind.ANY) {
        row = match(probe, i, row);
      }
      if (row != 0) {
        found[i] = row;
        list[left++] = i;
      }
    }
    return left;
  }

  /** False if no two rows have the same key: then {@link #next} finds nothing. */
  boolean hasDuplicates() {
    return hasDuplicates;
  }
}

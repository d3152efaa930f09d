package org.weft.container.join;

import java.util.List;
import org.weft.container.hash.KeyBatch;
import org.weft.container.hash.KeyLayout;
import org.weft.container.pipeline.ParallelWork;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan.HashJoin.NullKeys;

/**
 * For any keys: heads by hash. Above the address of its first row a head has sixteen bits, of which
 * those are 1 that hashes of the chain stand for: most keys without a match are turned away before
 * a build row is touched.
 */
final class HashTable implements JoinTable {
  private static final int LEAST_HEADS = 1 << 9;

  /** How keys are compared. */
  private enum Comparison {
    WORD,
    WORDS,
    ANY
  }

  private final KeyLayout keys;
  private final NullKeys nullKeys;
  private final Comparison comparison;
  private final int[] offsets;
  private final long heads;
  private final long mask;
  private final boolean hasDuplicates;

  /** A table of all rows, of which this many can match. */
  HashTable(
      KeyLayout keys,
      NullKeys nullKeys,
      List<BuildRows> parts,
      long rows,
      MemoryScope scope,
      ParallelWork threads) {
    this.keys = keys;
    this.nullKeys = nullKeys;
    if (nullKeys == NullKeys.MATCH_EACH_OTHER || !keys.areWords()) {
      comparison = Comparison.ANY;
    } else {
      comparison = keys.isSingleWord() ? Comparison.WORD : Comparison.WORDS;
    }
    offsets = new int[keys.keys()];
    for (int k = 0; k < offsets.length; k++) {
      offsets[k] = keys.offset(k);
    }
    long count = heads(rows, scope.pool().free());
    mask = count - 1;
    // at least a row long, because a row that is not there is read from here
    heads = Heads.allocate(Math.max(8 * count, parts.get(0).store().width()), scope, threads);
    int width = parts.get(0).store().width();
    hasDuplicates = Heads.link(parts, new HashPlaces(width), threads);
  }

  /**
   * Two to four heads for each row, or half as many where that is all there is memory for: longer
   * chains cost less than rows on disk. When memory was always promised for four, the build side of
   * TPC-H Q9 of ten gigabytes did not fit into 512 MiB.
   */
  private static long heads(long rows, long free) {
    long few = Math.max(LEAST_HEADS, Long.highestOneBit(Math.max(1, rows)) * 2);
    return 8 * few <= free / 2 ? 2 * few : few;
  }

  /** The head at the place of the hash. */
  private final class HashPlaces implements Heads.Places {
    private final int width;

    HashPlaces(int width) {
      this.width = width;
    }

    @Override
    public void of(long first, int rows, long[] at, long[] bits) {
      long row = first;
      for (int i = 0; i < rows; i++, row += width) {
        long hash = keys.hash(row);
        boolean dropped = nullKeys == NullKeys.MATCH_NOTHING && keys.hasNull(row);
        at[i] = dropped ? 0 : heads + 8 * (hash & mask);
        bits[i] = 1L << shift(hash);
      }
    }

    @Override
    public boolean isRepeated(long row, long bits, long head) {
      if ((head & bits) == 0) {
        return false;
      }
      long hash = keys.hash(row);
      for (long next = head & ADDRESS; next != 0; next = Memory.getLong(next + BuildLayout.NEXT)) {
        // different keys of equal hashes are so rare that they may count as duplicates
        if (keys.hash(next) == hash) {
          return true;
        }
      }
      return false;
    }
  }

  /** Where the bit lies that stands for a hash. */
  private static int shift(long hash) {
    return ADDRESS_BITS + (int) (hash >>> 60);
  }

  @Override
  public void first(KeyBatch probe, long[] found) {
    int count = probe.count();
    load(heads, mask, probe.hashes(), count, found);
    switch (comparison) {
      case WORD -> {
        long[] stored = probe.scratch();
        gather(found, count, heads, offsets[0], stored);
        resolve(probe.words(0), stored, count, offsets[0], found);
      }
      case WORDS -> {
        long[] stored = probe.scratch();
        gather(found, count, heads, offsets[0], stored);
        resolve(words(probe), stored, count, found);
      }
      case ANY -> {
        for (int i = 0; i < count; i++) {
          found[i] = match(probe, i, found[i]);
        }
      }
    }
    if (nullKeys == NullKeys.MATCH_NOTHING) {
      JoinTable.dropNulls(probe, found);
    }
  }

  /** In two passes without a dependency between rows, so that the misses of the cache overlap. */
  private static void load(long heads, long mask, long[] hashes, int count, long[] found) {
    for (int i = 0; i < count; i++) {
      found[i] = Memory.getLong(heads + 8 * (hashes[i] & mask));
    }
    for (int i = 0; i < count; i++) {
      long has = (found[i] >>> shift(hashes[i])) & 1;
      found[i] = found[i] & ADDRESS & -has;
    }
  }

  /** Reads a word of every row; where there is none, something. */
  private static void gather(long[] rows, int count, long something, int offset, long[] out) {
    for (int i = 0; i < count; i++) {
      long row = rows[i] == 0 ? something : rows[i];
      out[i] = Memory.getLong(row + offset);
    }
  }

  private static void resolve(long[] words, long[] stored, int count, int offset, long[] found) {
    for (int i = 0; i < count; i++) {
      long row = found[i];
      if (row == 0 || stored[i] == words[i]) {
        continue;
      }
      do {
        row = Memory.getLong(row + BuildLayout.NEXT);
      } while (row != 0 && Memory.getLong(row + offset) != words[i]);
      found[i] = row;
    }
  }

  private void resolve(long[][] words, long[] stored, int count, long[] found) {
    long[] first = words[0];
    for (int i = 0; i < count; i++) {
      long row = found[i];
      if (row == 0 || (stored[i] == first[i] && areEqual(words, i, row))) {
        continue;
      }
      found[i] = match(words, i, Memory.getLong(row + BuildLayout.NEXT));
    }
  }

  private long[][] words(KeyBatch probe) {
    long[][] words = new long[offsets.length][];
    for (int k = 0; k < words.length; k++) {
      words[k] = probe.words(k);
    }
    return words;
  }

  /** The first row of a chain, from this one on, whose keys are the n-th; or 0. */
  private long match(long[][] words, int n, long first) {
    long row = first;
    while (row != 0 && !areEqual(words, n, row)) {
      row = Memory.getLong(row + BuildLayout.NEXT);
    }
    return row;
  }

  private boolean areEqual(long[][] words, int n, long row) {
    for (int k = 0; k < words.length; k++) {
      if (Memory.getLong(row + offsets[k]) != words[k][n]) {
        return false;
      }
    }
    return true;
  }

  private long match(KeyBatch probe, int n, long first) {
    long row = first;
    while (row != 0 && !(keys.hash(row) == probe.hashes()[n] && keys.equal(probe, n, row))) {
      row = Memory.getLong(row + BuildLayout.NEXT);
    }
    return row;
  }

  @Override
  public int next(KeyBatch probe, int[] list, int count, long[] found) {
    if (!hasDuplicates) {
      return 0;
    }
    long[][] words = comparison == Comparison.ANY ? null : words(probe);
    int left = 0;
    for (int j = 0; j < count; j++) {
      int i = list[j];
      long row = Memory.getLong(found[i] + BuildLayout.NEXT);
      row = words == null ? match(probe, i, row) : match(words, i, row);
      found[i] = row;
      list[left] = i;
      left += row != 0 ? 1 : 0;
    }
    return left;
  }

  @Override
  public boolean hasDuplicates() {
    return hasDuplicates;
  }
}

package org.weft.container.join;

import java.util.List;
import org.weft.container.hash.KeyBatch;
import org.weft.container.hash.KeyLayout;
import org.weft.container.pipeline.ParallelWork;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/**
 * For one integer key whose values lie close together: an array of heads by key. The rows of a
 * chain have equal keys, so nothing is hashed or compared.
 */
final class RangeTable implements JoinTable {
  private final long heads;
  private final long least;
  private final long places;
  private final boolean hasDuplicates;

  /** A table of all rows, whose keys lie from {@code least} on in that many places. */
  RangeTable(
      KeyLayout keys,
      List<BuildRows> parts,
      long least,
      long places,
      MemoryScope scope,
      ParallelWork threads) {
    this.least = least;
    this.places = places;
    this.heads = Heads.allocate(8 * places, scope, threads);
    int width = parts.get(0).store().width();
    hasDuplicates = Heads.link(parts, new KeyPlaces(keys, width), threads);
  }

  /** The head at the place of the key. */
  private final class KeyPlaces implements Heads.Places {
    private final int key;
    private final int mask;
    private final int width;

    KeyPlaces(KeyLayout keys, int width) {
      this.key = keys.offset(0);
      this.mask = keys.maskOffset(0);
      this.width = width;
    }

    @Override
    public void of(long first, int rows, long[] at, long[] bits) {
      long row = first;
      for (int i = 0; i < rows; i++, row += width) {
        long place = Memory.getLong(row + key) - least;
        at[i] = Memory.getInt(row + mask) != 0 ? 0 : heads + 8 * place;
      }
    }

    @Override
    public boolean isRepeated(long row, long bits, long head) {
      return (head & JoinTable.ADDRESS) != 0;
    }
  }

  @Override
  public void first(KeyBatch probe, long[] found) {
    first(heads, least, places, probe.words(0), probe.count(), found);
    JoinTable.dropNulls(probe, found);
  }

  private static void first(
      long heads, long least, long places, long[] words, int count, long[] found) {
    for (int i = 0; i < count; i++) {
      long place = words[i] - least;
      // without sign, a place below 0 is a large one
      boolean inside = Long.compareUnsigned(place, places) < 0;
      found[i] = inside ? Memory.getLong(heads + 8 * place) : 0;
    }
  }

  @Override
  public int next(KeyBatch probe, int[] list, int count, long[] found) {
    int left = 0;
    if (hasDuplicates) {
      for (int j = 0; j < count; j++) {
        int i = list[j];
        long row = Memory.getLong(found[i] + BuildLayout.NEXT);
        found[i] = row;
        list[left] = i;
        left += row != 0 ? 1 : 0;
      }
    }
    return left;
  }

  @Override
  public boolean hasDuplicates() {
    return hasDuplicates;
  }
}

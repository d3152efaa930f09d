package org.weft.container.join;

import java.util.List;
import org.weft.container.hash.Hashing;
import org.weft.container.hash.KeyLayout;
import org.weft.container.hash.RowStore;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/**
 * Which values a key of the build side has: exactly, by a bit per value, if they lie close
 * together; else by a Bloom filter that lets a few others pass. Immutable; read by all threads.
 */
public final class KeyFilter implements KeySelection {
  /** Bits per row up to which a bit per value is kept. */
  private static final long DENSE = 256;

  /** Bits that are kept for however few rows: they are in the cache nearly all the time. */
  private static final long SMALL = 1L << 20;

  /** The most bits a filter has. */
  static final long MOST_BITS = 1L << 27;

  private static final long LEAST_BITS = 1L << 10;
  private static final int BLOOM_BITS_PER_ROW = 16;

  private final boolean isEmpty;
  private final boolean isExact;
  private final long least;
  private final long places;
  private final long bits;
  private final long mask;

  /** The values of a key: themselves if they are one word, else their hashes. */
  KeyFilter(List<BuildRows> parts, KeyLayout keys, int key, KeyBounds bounds, MemoryScope scope) {
    isEmpty = bounds.rows() == 0;
    least = bounds.least();
    long range = bounds.greatest() - bounds.least() + 1;
    places = range;
    isExact =
        !isEmpty
            && range > 0
            && range <= Math.min(MOST_BITS, Math.max(SMALL, bounds.rows() * DENSE));
    long wanted =
        isExact
            ? range
            : Math.min(MOST_BITS, Math.max(LEAST_BITS, bounds.rows() * BLOOM_BITS_PER_ROW));
    long words = isExact ? (wanted + 63) / 64 : Long.highestOneBit(wanted / 64);
    mask = words - 1;
    bits = isEmpty ? 0 : scope.allocateZeroed(8 * words).address();
    if (!isEmpty) {
      parts.forEach(part -> fill(part.store(), keys, key));
    }
  }

  private void fill(RowStore store, KeyLayout keys, int key) {
    for (int c = 0; c < store.chunks(); c++) {
      long row = store.chunk(c);
      for (int i = 0; i < store.chunkRows(c); i++, row += store.width()) {
        if (!keys.hasNull(row)) {
          put(KeyBounds.word(keys, key, row));
        }
      }
    }
  }

  private void put(long value) {
    long word;
    long set;
    if (isExact) {
      long place = value - least;
      word = bits + 8 * (place >>> 6);
      set = 1L << (place & 63);
    } else {
      long hash = Hashing.mix(value);
      word = bits + 8 * (hash & mask);
      set = Hashing.twoBits(hash);
    }
    Memory.putLong(word, Memory.getLong(word) | set);
  }

  @Override
  public boolean isEmpty() {
    return isEmpty;
  }

  @Override
  public int select(long[] words, int[] rows, int count, int[] out) {
    if (isEmpty) {
      return 0;
    }
    return isExact ? exact(words, rows, count, out) : bloom(words, rows, count, out);
  }

  private int exact(long[] words, int[] rows, int count, int[] out) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      long place = words[i] - least;
      // without sign, a place below 0 is a large one
      boolean inside = Long.compareUnsigned(place, places) < 0;
      long at = inside ? place : 0;
      long bit = (Memory.getLong(bits + 8 * (at >>> 6)) >>> (at & 63)) & 1;
      out[found] = rows[i];
      found += inside ? (int) bit : 0;
    }
    return found;
  }

  private int bloom(long[] words, int[] rows, int count, int[] out) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      long hash = Hashing.mix(words[i]);
      long wanted = Hashing.twoBits(hash);
      out[found] = rows[i];
      found += (Memory.getLong(bits + 8 * (hash & mask)) & wanted) == wanted ? 1 : 0;
    }
    return found;
  }
}

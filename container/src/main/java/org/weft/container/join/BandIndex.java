package org.weft.container.join;

import java.util.List;
import org.weft.container.hash.RowStore;
import org.weft.container.sort.Pairs;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.Band;
import org.weft.planner.vector.Layout;

/**
 * The build rows of a band join in the order of one column, found by binary search, and over a
 * second column the greatest word of every 16 rows, of every 256 and so on, so that runs of rows
 * without a match are passed over in one step. Rows with a null in either column match nothing and
 * are not in it. Immutable; read by all threads.
 */
final class BandIndex {
  /** Fewer rows are paired with whole batches just as fast. */
  static final int WORTHWHILE = 16;

  private static final int FAN_SHIFT = 4;
  private static final int FAN_MASK = (1 << FAN_SHIFT) - 1;
  private static final int MOST_LEVELS = 16;

  private final Band band;
  private final long pairs;
  private final long count;
  private final long[] levels;

  private BandIndex(Band band, long pairs, long count, long[] levels) {
    this.band = band;
    this.pairs = pairs;
    this.count = count;
    this.levels = levels;
  }

  /** The most memory that the index of so many rows takes. */
  static long bytes(long rows) {
    return 2 * Pairs.WIDTH * rows;
  }

  /** Sorts rows; the memory is the scope's. */
  static BandIndex of(Band band, BuildLayout layout, List<BuildRows> parts, MemoryScope scope) {
    long rows = parts.stream().mapToLong(part -> part.store().rows()).sum();
    long pairs = scope.allocate(Pairs.WIDTH * rows).address();
    long spare = scope.allocate(Pairs.WIDTH * rows).address();
    long count = 0;
    for (BuildRows part : parts) {
      count = collect(band, layout, part.store(), pairs, count);
    }
    long sorted = Pairs.sort(pairs, spare, count);
    long[] levels =
        band.second().isPresent()
            ? levels(band.second().get(), layout, sorted, count, sorted == pairs ? spare : pairs)
            : new long[0];
    return new BandIndex(band, sorted, count, levels);
  }

  private static long collect(
      Band band, BuildLayout layout, RowStore store, long pairs, long collected) {
    Layout values = layout.layout(band.sorted());
    int offset = layout.offset(band.sorted());
    int valid = layout.validityOffset(band.sorted());
    int alsoValid = band.second().map(s -> layout.validityOffset(s.build())).orElse(valid);
    long count = collected;
    for (int c = 0; c < store.chunks(); c++) {
      long row = store.chunk(c);
      for (int i = 0; i < store.chunkRows(c); i++, row += store.width()) {
        if (Memory.getByte(row + valid) != 0 && Memory.getByte(row + alsoValid) != 0) {
          Pairs.put(pairs, count++, OrderWords.of(values, row + offset), row);
        }
      }
    }
    return count;
  }

  /** Words of the second column, turned over if small ones are wanted; then greatest ones. */
  private static long[] levels(
      Band.Second second, BuildLayout layout, long pairs, long count, long room) {
    long[] levels = new long[MOST_LEVELS];
    int depth = 0;
    levels[depth++] = room;
    Layout values = layout.layout(second.build());
    int offset = layout.offset(second.build());
    for (long i = 0; i < count; i++) {
      long word = OrderWords.of(values, Pairs.row(pairs, i) + offset);
      Memory.putLong(room + 8 * i, second.side() == Band.Side.AT_LEAST ? word : ~word);
    }
    long below = room;
    long size = count;
    while (size > 1 << FAN_SHIFT) {
      long level = below + 8 * size;
      long blocks = (size + FAN_MASK) >>> FAN_SHIFT;
      for (long b = 0; b < blocks; b++) {
        long greatest = 0;
        for (long i = b << FAN_SHIFT; i < Math.min(size, (b + 1) << FAN_SHIFT); i++) {
          long word = Memory.getLong(below + 8 * i);
          greatest = Long.compareUnsigned(word, greatest) > 0 ? word : greatest;
        }
        Memory.putLong(level + 8 * b, greatest);
      }
      levels[depth++] = level;
      below = level;
      size = blocks;
    }
    return java.util.Arrays.copyOf(levels, depth);
  }

  Band band() {
    return band;
  }

  /** Rows that can match. */
  long count() {
    return count;
  }

  /** The row at a place in the order. */
  long row(long place) {
    return Pairs.row(pairs, place);
  }

  /** The first place whose word is at least this one. */
  long firstAtLeast(long word) {
    long low = 0;
    long high = count;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (Long.compareUnsigned(Pairs.word(pairs, middle), word) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The first place whose word is greater than this one. */
  long firstGreater(long word) {
    return word == -1 ? count : firstAtLeast(word + 1);
  }

  /**
   * The first place from one on that the second column does not rule out; {@code to} if there is
   * none before it.
   *
   * @param wanted what the second column's word, turned over if the band says at most, must reach
   */
  long next(long from, long to, long wanted) {
    long place = from;
    while (place < to) {
      int passed = passed(place, wanted);
      if (passed > 0) {
        place += 1L << (FAN_SHIFT * passed);
      } else if (Long.compareUnsigned(Memory.getLong(levels[0] + 8 * place), wanted) >= 0) {
        return place;
      } else {
        place++;
      }
    }
    return to;
  }

  /** The highest level at which a block begins here that has nothing wanted; 0 if there is none. */
  private int passed(long place, long wanted) {
    int passed = 0;
    long block = place;
    for (int level = 1; level < levels.length && (block & FAN_MASK) == 0; level++) {
      block >>>= FAN_SHIFT;
      if (Long.compareUnsigned(Memory.getLong(levels[level] + 8 * block), wanted) >= 0) {
        return passed;
      }
      passed = level;
    }
    return passed;
  }
}

package org.weft.container.join;

import java.util.Arrays;
import java.util.List;
import org.weft.container.hash.KeyLayout;
import org.weft.container.hash.RowStore;
import org.weft.planner.memory.Memory;

/**
 * Between which values a key of the build side lies, and which it has if those are few. For keys
 * that are one word. Immutable.
 *
 * @param least above {@code greatest} if there is none
 * @param few all values, ascending; empty if they are many
 */
public record KeyValues(long least, long greatest, List<Long> few) {
  /** Statistics are compared with every one of them. */
  static final int FEW = 64;

  /** True if no row has the key. */
  public boolean isEmpty() {
    return least > greatest;
  }

  static KeyValues of(List<BuildRows> parts, KeyLayout keys, int key) {
    Collector all = new Collector();
    parts.forEach(part -> all.add(part.store(), keys, key));
    return new KeyValues(all.least, all.greatest, all.few());
  }

  private static final class Collector {
    private final long[] few = new long[FEW];
    private int count;
    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;

    void add(RowStore store, KeyLayout keys, int key) {
      for (int c = 0; c < store.chunks(); c++) {
        long row = store.chunk(c);
        for (int i = 0; i < store.chunkRows(c); i++, row += store.width()) {
          if (!keys.hasNull(row)) {
            add(Memory.getLong(row + keys.offset(key)));
          }
        }
      }
    }

    private void add(long value) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
      if (count <= FEW) {
        int place = Arrays.binarySearch(few, 0, count, value);
        if (place < 0) {
          insert(-place - 1, value);
        }
      }
    }

    /** One more than there is room for says that they are many. */
    private void insert(int place, long value) {
      if (count < FEW) {
        System.arraycopy(few, place, few, place + 1, count - place);
        few[place] = value;
      }
      count++;
    }

    List<Long> few() {
      return count <= FEW ? Arrays.stream(few, 0, count).boxed().toList() : List.of();
    }
  }
}

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
  public static final int FEW = 64;

  /** True if no row has the key. */
  public boolean isEmpty() {
    return least > greatest;
  }

  static KeyValues of(List<BuildRows> parts, KeyLayout keys, int key, KeyBounds bounds) {
    Collector collector = new Collector();
    for (int i = 0; i < parts.size() && !collector.areMany(); i++) {
      collector.add(parts.get(i).store(), keys, key);
    }
    return new KeyValues(bounds.least(), bounds.greatest(), collector.few());
  }

  /** Looks at rows until there are too many values. */
  private static final class Collector {
    private final long[] few = new long[FEW];
    private int count;

    void add(RowStore store, KeyLayout keys, int key) {
      for (int c = 0; c < store.chunks(); c++) {
        long row = store.chunk(c);
        for (int i = 0; i < store.chunkRows(c) && !areMany(); i++, row += store.width()) {
          if (!keys.hasNull(row)) {
            add(Memory.getLong(row + keys.offset(key)));
          }
        }
      }
    }

    private void add(long value) {
      int place = Arrays.binarySearch(few, 0, count, value);
      if (place < 0) {
        insert(-place - 1, value);
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

    boolean areMany() {
      return count > FEW;
    }

    List<Long> few() {
      return areMany() ? List.of() : Arrays.stream(few, 0, count).boxed().toList();
    }
  }
}

package org.weft.container.join;

import java.util.List;
import org.weft.container.hash.Hashing;
import org.weft.container.hash.KeyLayout;
import org.weft.container.hash.RowStore;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Views;

/**
 * How many rows of a build side have a key, and between which words it lies: its value if that is
 * one word, else its hash. Found by one pass over the rows, for all that is made of it.
 *
 * @param least above {@code greatest} if no row has the key
 */
record KeyBounds(long rows, long least, long greatest) {
  static KeyBounds of(List<BuildRows> parts, KeyLayout keys, int key) {
    Pass pass = new Pass();
    parts.forEach(part -> pass.over(part.store(), keys, key));
    return new KeyBounds(pass.rows, pass.least, pass.greatest);
  }

  /** The word of a row's key. */
  static long word(KeyLayout keys, int key, long row) {
    long at = row + keys.offset(key);
    return switch (keys.form(key)) {
      case WORD -> Memory.getLong(at);
      case WIDE -> Hashing.wide(Memory.getLong(at), Memory.getLong(at + 8));
      case TEXT -> Hashing.bytes(Views.bytes(at), Views.length(at));
    };
  }

  private static final class Pass {
    private long rows;
    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;

    void over(RowStore store, KeyLayout keys, int key) {
      for (int c = 0; c < store.chunks(); c++) {
        long row = store.chunk(c);
        for (int i = 0; i < store.chunkRows(c); i++, row += store.width()) {
          if (!keys.hasNull(row)) {
            long value = word(keys, key, row);
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
            rows++;
          }
        }
      }
    }
  }
}

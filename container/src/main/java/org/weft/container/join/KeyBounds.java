package org.weft.container.join;

import java.util.List;
import org.weft.container.hash.Hashing;
import org.weft.container.hash.KeyForm;
import org.weft.container.hash.KeyLayout;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Views;

/**
 * How many rows of a build side have a key, and between which words it lies: its value if that is
 * one word, else its hash, which may be any word.
 *
 * @param least above {@code greatest} if no row has the key
 */
record KeyBounds(long rows, long least, long greatest) {
  static KeyBounds of(List<BuildRows> parts, KeyLayout keys, int key) {
    long rows = 0;
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (BuildRows part : parts) {
      rows += part.extents().rows();
      least = Math.min(least, part.extents().least(key));
      greatest = Math.max(greatest, part.extents().greatest(key));
    }
    return keys.form(key) == KeyForm.WORD || rows == 0
        ? new KeyBounds(rows, least, greatest)
        : new KeyBounds(rows, Long.MIN_VALUE, Long.MAX_VALUE);
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
}

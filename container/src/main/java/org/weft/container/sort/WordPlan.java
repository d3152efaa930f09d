package org.weft.container.sort;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.sort.WordPart.Form;
import org.weft.planner.expr.SortKey;
import org.weft.planner.vector.Layout;

/**
 * How the keys of a row become a 64-bit word whose unsigned order is the order of the rows.
 *
 * @param parts from the highest bits down
 * @param exactKeys how many leading keys are equal where words are
 * @param keys how many keys there are
 */
record WordPlan(List<WordPart> parts, int exactKeys, int keys) {
  private static final int WORD = 64;

  /** A plan for keys of these ranges. */
  static WordPlan of(RowFormat format, List<KeyRange> ranges) {
    List<WordPart> parts = new ArrayList<>();
    int free = WORD;
    int exact = 0;
    int keys = format.keys().size();
    for (int key = 0; key < keys; key++) {
      KeyRange range = ranges.get(key);
      SortKey order = format.keys().get(key);
      int nullBits = range.hasNulls() ? 1 : 0;
      if (free < nullBits) {
        break;
      }
      int room = free - nullBits;
      boolean isText = format.keyLayout(key) == Layout.VIEW;
      Form form = isText ? text(range, room) : number(range, room);
      int bits = isText ? textBits((WordPart.Text) form) : numberBits(range, room);
      free -= nullBits + bits;
      int nullBit = nullBits == 0 ? -1 : free + bits;
      WordPart part = new WordPart(key, form, free, bits, nullBit, order);
      parts.add(part);
      if (!part.isExact() || range.isWide()) {
        break;
      }
      exact++;
    }
    return new WordPlan(parts, exact, keys);
  }

  /** True if rows with equal words are equal in all keys. */
  boolean isExact() {
    return exactKeys == keys;
  }

  private static Form number(KeyRange range, int room) {
    if (range.least() > range.greatest()) {
      return new WordPart.Number(0, 0, 0);
    }
    return new WordPart.Number(
        range.least(), range.greatest(), Math.max(0, neededBits(range) - room));
  }

  private static int numberBits(KeyRange range, int room) {
    return range.least() > range.greatest() ? 0 : Math.min(room, neededBits(range));
  }

  private static int neededBits(KeyRange range) {
    return WORD - Long.numberOfLeadingZeros(range.greatest() - range.least());
  }

  private static Form text(KeyRange range, int room) {
    int skip = range.commonPrefix();
    int longest = range.longest() - skip;
    if (longest < Long.BYTES) {
      int lengthBits = WORD - Long.numberOfLeadingZeros(Math.max(1, longest));
      if (8 * longest + lengthBits <= room) {
        return new WordPart.Text(skip, longest, lengthBits);
      }
    }
    return new WordPart.Text(skip, Math.min(Math.min(longest, Long.BYTES), room / 8), 0);
  }

  private static int textBits(WordPart.Text text) {
    return 8 * text.bytes() + text.lengthBits();
  }
}

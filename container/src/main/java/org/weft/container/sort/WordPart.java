package org.weft.container.sort;

import org.weft.planner.expr.SortKey;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Views;

/**
 * One key's share of the words: a bit for null, if nulls were seen, above the bits of the value.
 *
 * @param key which key
 * @param shift where the value's lowest bit lies in the word
 * @param bits how many bits the value has
 * @param nullBit where the bit for null lies, or -1
 */
record WordPart(int key, Form form, int shift, int bits, int nullBit, SortKey order) {
  /** How values become bits. */
  sealed interface Form {}

  /**
   * The distance from one end of the range.
   *
   * @param cut low bits left out for lack of room
   */
  record Number(long least, long greatest, int cut) implements Form {}

  /**
   * Some bytes behind what all texts start with, the first one highest.
   *
   * @param lengthBits bits below them for the length, which tells short texts apart; 0 if texts may
   *     be longer
   */
  record Text(int skip, int bytes, int lengthBits) implements Form {}

  /** True if equal bits mean equal values. */
  boolean isExact() {
    return form instanceof Number number ? number.cut == 0 : ((Text) form).lengthBits > 0;
  }

  /** Adds this part to the words of some rows. */
  void addTo(long[] words, KeyValues values) {
    if (bits > 0) {
      if (form instanceof Number number) {
        addNumbers(words, values, number);
      } else {
        addTexts(words, values, (Text) form);
      }
    }
    if (nullBit >= 0) {
      addNulls(words, values);
    }
  }

  private boolean isDescending() {
    return order.direction() == SortKey.Direction.DESCENDING;
  }

  private void addNumbers(long[] words, KeyValues values, Number number) {
    long[] orders = values.orders();
    byte[] valid = values.valid();
    int count = values.count();
    long base = isDescending() ? number.greatest : number.least;
    long sign = isDescending() ? -1 : 0;
    int cut = number.cut;
    for (int i = 0; i < count; i++) {
      // descending: greatest - value, which is ~(value - greatest) + 1
      long distance = ((orders[i] - base) ^ sign) - sign;
      words[i] |= ((distance >>> cut) << shift) & -valid[i];
    }
  }

  private void addTexts(long[] words, KeyValues values, Text text) {
    long[] views = values.views();
    byte[] valid = values.valid();
    long mask = bits == 64 ? -1L : (1L << bits) - 1;
    long flip = isDescending() ? mask : 0;
    for (int i = 0; i < values.count(); i++) {
      if (valid[i] != 0) {
        words[i] |= (textBits(views[i], text) ^ flip) << shift;
      }
    }
  }

  private static long textBits(long view, Text text) {
    int length = Math.max(0, Views.length(view) - text.skip);
    if (length == 0) {
      return 0;
    }
    long first = Long.reverseBytes(Memory.getLong(Views.bytes(view) + text.skip));
    if (length < 8) {
      first &= -1L << (64 - 8 * length);
    }
    if (text.bytes == 0) {
      return 0;
    }
    long result = first >>> (64 - 8 * text.bytes);
    return text.lengthBits == 0 ? result : result << text.lengthBits | length;
  }

  private void addNulls(long[] words, KeyValues values) {
    byte[] valid = values.valid();
    // nulls first: values have the bit; nulls last: nulls have it
    int flip = order.nulls() == SortKey.Nulls.FIRST ? 0 : 1;
    for (int i = 0; i < values.count(); i++) {
      words[i] |= (long) (valid[i] ^ flip) << nullBit;
    }
  }
}

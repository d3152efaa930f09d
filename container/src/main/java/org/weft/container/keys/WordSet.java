package org.weft.container.keys;

import java.util.Arrays;
import org.weft.container.hash.Hashing;

/** At most so many different words. For one thread that adds. */
final class WordSet {
  private final long[] slots;
  private final int mask;
  private final int most;
  private int count;
  private boolean hasZero;

  WordSet(int most) {
    this.most = most;
    this.slots = new long[2 * Integer.highestOneBit(Math.max(1, most) * 2 - 1)];
    this.mask = slots.length - 1;
  }

  static WordSet of(long[] words) {
    WordSet set = new WordSet(words.length);
    for (long word : words) {
      set.add(word);
    }
    return set;
  }

  /** Adds a word; false if it is not there and there is no room for it. */
  boolean add(long word) {
    if (word == 0) {
      if (!hasZero && count == most) {
        return false;
      }
      count += hasZero ? 0 : 1;
      hasZero = true;
      return true;
    }
    int slot = slot(word);
    if (slots[slot] == word) {
      return true;
    }
    if (count == most) {
      return false;
    }
    slots[slot] = word;
    count++;
    return true;
  }

  boolean contains(long word) {
    return word == 0 ? hasZero : slots[slot(word)] == word;
  }

  /** Where a word is, or would be: an empty slot holds 0. */
  private int slot(long word) {
    int slot = (int) Hashing.mix(word) & mask;
    while (slots[slot] != 0 && slots[slot] != word) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  long[] ascending() {
    long[] all = new long[count];
    int n = 0;
    if (hasZero) {
      all[n++] = 0;
    }
    for (long word : slots) {
      if (word != 0) {
        all[n++] = word;
      }
    }
    Arrays.sort(all);
    return all;
  }
}

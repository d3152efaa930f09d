package org.weft.container.hash;

import java.util.Arrays;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/**
 * One key column of the rows at hand as words: the value, or for text the address of its view. For
 * one thread.
 */
final class KeyColumn {
  private final KeyForm form;
  private final ColumnIndex source = new ColumnIndex();
  private final long[] words = new long[Batch.CAPACITY];
  private final long[] high;
  private final byte[] nulls = new byte[Batch.CAPACITY];
  private boolean hasNulls;
  private Dictionary dictionary;
  private long hashedDictionary;
  private long[] entryHashes;

  KeyColumn(KeyForm form) {
    this.form = form;
    this.high = form == KeyForm.WIDE ? new long[Batch.CAPACITY] : null;
  }

  KeyForm form() {
    return form;
  }

  /** The low words of wide keys. */
  long[] words() {
    return words;
  }

  /** The high words of wide keys. */
  long[] high() {
    return high;
  }

  boolean hasNulls() {
    return hasNulls;
  }

  /** 1 for null, valid only if there are any. A null's words are 0. */
  byte[] nulls() {
    return nulls;
  }

  /** The dictionary that text came from, or null. */
  Dictionary dictionary() {
    return dictionary;
  }

  /** With {@link #dictionary}: the entries' ids. */
  int[] ids() {
    return source.index();
  }

  /** Loads the column's values in these rows. */
  void load(Vector vector, int[] rows, int count) {
    loadPresent(vector, rows, count);
    hasNulls = ColumnIndex.nulls(vector, rows, count, nulls) > 0;
    if (hasNulls) {
      clearNulls(words, nulls, count);
      if (form == KeyForm.WIDE) {
        clearNulls(high, nulls, count);
      }
    }
  }

  /** Loads the column's values in rows where none is null. */
  void loadPresent(Vector vector, int[] rows, int count) {
    source.point(vector, rows, count);
    dictionary = vector.encoding() == Vector.Encoding.DICTIONARY ? vector.dictionary() : null;
    hasNulls = false;
    if (form == KeyForm.WIDE) {
      WordLoads.wide(source.layout(), source.base(), source.index(), count, words, high);
    } else {
      WordLoads.load(source.layout(), source.base(), source.index(), count, words);
    }
  }

  private static void clearNulls(long[] words, byte[] nulls, int count) {
    for (int i = 0; i < count; i++) {
      words[i] &= nulls[i] - 1L;
    }
  }

  /**
   * Loads the column's values from a field of some rows.
   *
   * @param maskOffset where an int32 lies whose bit {@code bit} is 1 for null; negative for none
   */
  void loadRows(long[] rows, int count, int offset, int maskOffset, int bit) {
    dictionary = null;
    hasNulls = maskOffset >= 0 && gatherNulls(rows, count, maskOffset, bit, nulls) > 0;
    switch (form) {
      case TEXT -> {
        for (int i = 0; i < count; i++) {
          words[i] = rows[i] + offset;
        }
      }
      case WORD -> gather(rows, count, offset, words);
      case WIDE -> {
        gather(rows, count, offset, words);
        gather(rows, count, offset + 8, high);
      }
    }
  }

  private static int gatherNulls(long[] rows, int count, int maskOffset, int bit, byte[] out) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      int isNull = (Memory.getInt(rows[i] + maskOffset) >>> bit) & 1;
      out[i] = (byte) isNull;
      found += isNull;
    }
    return found;
  }

  private static void gather(long[] rows, int count, int offset, long[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = Memory.getLong(rows[i] + offset);
    }
  }

  /** Writes the hashes of this column as the first key. */
  void hash(long[] hashes, int count) {
    switch (form) {
      case WORD -> hashWords(words, count, hashes);
      case WIDE -> hashWide(words, high, count, hashes);
      case TEXT -> hashText(count, hashes);
    }
    if (hasNulls) {
      replaceNulls(hashes, count);
    }
  }

  private void replaceNulls(long[] hashes, int count) {
    for (int i = 0; i < count; i++) {
      if (nulls[i] != 0) {
        hashes[i] = Hashing.NULL;
      }
    }
  }

  /** Combines the hashes of the keys so far with this column's words or hashes. */
  void combine(long[] hashes, int count, long[] scratch) {
    if (form != KeyForm.WORD) {
      hash(scratch, count);
      combineAll(scratch, count, hashes);
    } else if (hasNulls) {
      System.arraycopy(words, 0, scratch, 0, count);
      replaceNulls(scratch, count);
      combineAll(scratch, count, hashes);
    } else {
      combineAll(words, count, hashes);
    }
  }

  private static void hashWords(long[] words, int count, long[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = Hashing.mix(words[i]);
    }
  }

  private static void hashWide(long[] low, long[] high, int count, long[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = Hashing.wide(low[i], high[i]);
    }
  }

  private static void combineAll(long[] next, int count, long[] hashes) {
    for (int i = 0; i < count; i++) {
      hashes[i] = Hashing.combine(hashes[i], next[i]);
    }
  }

  private void hashText(int count, long[] out) {
    if (dictionary != null) {
      hashEntries(count, out);
      return;
    }
    for (int i = 0; i < count; i++) {
      if (!hasNulls || nulls[i] == 0) {
        out[i] = hashView(words[i]);
      }
    }
  }

  /** Every entry is hashed at most once, when a row first has it. */
  private void hashEntries(int count, long[] out) {
    if (entryHashes == null || hashedDictionary != dictionary.id()) {
      hashedDictionary = dictionary.id();
      if (entryHashes == null || entryHashes.length < dictionary.size()) {
        entryHashes = new long[dictionary.size()];
      } else {
        Arrays.fill(entryHashes, 0, dictionary.size(), 0);
      }
    }
    int[] ids = source.index();
    for (int i = 0; i < count; i++) {
      long hash = entryHashes[ids[i]];
      if (hash == 0) {
        hash = hashView(dictionary.data() + 16L * ids[i]);
        entryHashes[ids[i]] = hash;
      }
      out[i] = hash;
    }
  }

  private static long hashView(long view) {
    return Hashing.bytes(Views.bytes(view), Views.length(view));
  }
}

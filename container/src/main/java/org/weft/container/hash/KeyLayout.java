package org.weft.container.hash;

import java.util.List;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Views;

/**
 * Where keys lie in a row: masks of nulls, flags for the owner's use, the hash unless it is quickly
 * computed from words, and the keys in their {@link KeyForm}s. A null key is all zeros.
 */
public final class KeyLayout {
  private static final int NONE = -1;

  private final KeyForm[] forms;
  private final int maskOffset;
  private final int flagsOffset;
  private final int hashOffset;
  private final int[] offsets;

  /** Takes room for keys of these types, and for some bytes of flags, at the shape's end. */
  public KeyLayout(List<DataType> types, int flags, RowShape shape) {
    forms = types.stream().map(KeyForm::of).toArray(KeyForm[]::new);
    maskOffset = shape.aligned(4 * maskCount(forms.length), 4);
    flagsOffset = shape.bytes(flags);
    hashOffset = areWords() ? NONE : shape.words(1);
    offsets = new int[forms.length];
    for (int k = 0; k < forms.length; k++) {
      offsets[k] = shape.aligned(forms[k].bytes(), 8);
    }
  }

  static int maskCount(int keys) {
    return (keys + 31) / 32;
  }

  public int keys() {
    return forms.length;
  }

  public KeyForm form(int key) {
    return forms[key];
  }

  /** Where a key lies. */
  public int offset(int key) {
    return offsets[key];
  }

  /** Where the int32 lies whose bit {@code key % 32} is 1 if the key is null. */
  public int maskOffset(int key) {
    return maskOffset + 4 * (key >> 5);
  }

  /** Where the owner's flags lie. */
  public int flagsOffset() {
    return flagsOffset;
  }

  /** True if every key is one word: hashes are not stored then. */
  public boolean areWords() {
    for (KeyForm form : forms) {
      if (form != KeyForm.WORD) {
        return false;
      }
    }
    return true;
  }

  /** True if there is only one key, and it is one word. */
  public boolean isSingleWord() {
    return forms.length == 1 && forms[0] == KeyForm.WORD;
  }

  /** True if a key of a row is null. */
  public boolean hasNull(long row) {
    int masks = 0;
    for (int word = 0; word < maskCount(forms.length); word++) {
      masks |= Memory.getInt(row + maskOffset + 4L * word);
    }
    return masks != 0;
  }

  /** The hash of a row's keys. */
  public long hash(long row) {
    if (hashOffset != NONE) {
      return Memory.getLong(row + hashOffset);
    }
    long hash = isNull(row, 0) ? Hashing.NULL : Hashing.mix(Memory.getLong(row + offsets[0]));
    for (int k = 1; k < offsets.length; k++) {
      hash =
          Hashing.combine(hash, isNull(row, k) ? Hashing.NULL : Memory.getLong(row + offsets[k]));
    }
    return hash;
  }

  private boolean isNull(long row, int key) {
    return (Memory.getInt(row + maskOffset + 4L * (key >> 5)) >>> (key & 31) & 1) != 0;
  }

  void loadHashes(long[] rows, KeyBatch keys) {
    if (hashOffset == NONE) {
      return;
    }
    long[] hashes = keys.storedHashes();
    for (int i = 0; i < keys.count(); i++) {
      hashes[i] = Memory.getLong(rows[i] + hashOffset);
    }
  }

  /**
   * Writes masks, hashes and keys: of the listed rows of the batch, row n to {@code rows[n]}. The
   * masks are 0 before.
   *
   * @param copies for each text key, null for others
   */
  public void write(KeyBatch keys, int[] list, int count, long[] rows, TextCopies[] copies) {
    if (keys.hasNulls()) {
      for (int word = 0; word < maskCount(forms.length); word++) {
        writeMasks(keys.mask(word), list, count, rows, word);
      }
    }
    if (hashOffset != NONE) {
      writeWords(keys.hashes(), list, count, rows, hashOffset);
    }
    for (int k = 0; k < forms.length; k++) {
      KeyColumn column = keys.column(k);
      if (forms[k] == KeyForm.TEXT) {
        writeText(column, list, count, rows, offsets[k], copies[k]);
        continue;
      }
      writeWords(column.words(), list, count, rows, offsets[k]);
      if (forms[k] == KeyForm.WIDE) {
        writeWords(column.high(), list, count, rows, offsets[k] + 8);
      }
    }
  }

  private void writeMasks(int[] masks, int[] list, int count, long[] rows, int word) {
    for (int j = 0; j < count; j++) {
      Memory.putInt(rows[list[j]] + maskOffset + 4L * word, masks[list[j]]);
    }
  }

  private static void writeWords(long[] words, int[] list, int count, long[] rows, int offset) {
    for (int j = 0; j < count; j++) {
      Memory.putLong(rows[list[j]] + offset, words[list[j]]);
    }
  }

  private static void writeText(
      KeyColumn column, int[] list, int count, long[] rows, int offset, TextCopies copies) {
    boolean entries = copies.use(column.dictionary());
    for (int j = 0; j < count; j++) {
      int i = list[j];
      long field = rows[i] + offset;
      if (column.hasNulls() && column.nulls()[i] != 0) {
        Memory.putLong(field, 0);
        Memory.putLong(field + 8, 0);
      } else if (entries) {
        copies.putEntry(field, column.ids()[i], column.words()[i]);
      } else {
        copies.put(field, column.words()[i]);
      }
    }
  }

  /**
   * Compares the listed keys of the batch, n with the row at {@code rows[n]}, and puts those that
   * differ into {@code different}; the list is used up.
   *
   * @return how many differ
   */
  public int different(KeyBatch keys, int[] list, int count, long[] rows, int[] different) {
    int found = 0;
    int same = count;
    for (int word = 0; word < maskCount(forms.length); word++) {
      int[] masks = keys.hasNulls() ? keys.mask(word) : RowNumbers.zeros();
      int kept = 0;
      for (int j = 0; j < same; j++) {
        int i = list[j];
        boolean equal = Memory.getInt(rows[i] + maskOffset + 4L * word) == masks[i];
        if (equal) {
          list[kept++] = i;
        } else {
          different[found++] = i;
        }
      }
      same = kept;
    }
    for (int k = 0; k < forms.length; k++) {
      KeyColumn column = keys.column(k);
      int kept = 0;
      for (int j = 0; j < same; j++) {
        int i = list[j];
        if (equal(column, i, rows[i] + offsets[k])) {
          list[kept++] = i;
        } else {
          different[found++] = i;
        }
      }
      same = kept;
    }
    return found;
  }

  /** True if the n-th keys of the batch equal those of a row; nulls are equal to each other. */
  public boolean equal(KeyBatch keys, int n, long row) {
    for (int word = 0; word < maskCount(forms.length); word++) {
      int mask = keys.hasNulls() ? keys.mask(word)[n] : 0;
      if (Memory.getInt(row + maskOffset + 4L * word) != mask) {
        return false;
      }
    }
    for (int k = 0; k < forms.length; k++) {
      if (!equal(keys.column(k), n, row + offsets[k])) {
        return false;
      }
    }
    return true;
  }

  /** The masks are known to be equal: a null is compared with a null. */
  private static boolean equal(KeyColumn column, int n, long field) {
    return switch (column.form()) {
      case WORD -> Memory.getLong(field) == column.words()[n];
      case WIDE ->
          Memory.getLong(field) == column.words()[n]
              && Memory.getLong(field + 8) == column.high()[n];
      case TEXT ->
          (column.hasNulls() && column.nulls()[n] != 0) || Views.equal(column.words()[n], field);
    };
  }
}

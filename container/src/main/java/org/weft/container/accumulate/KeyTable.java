package org.weft.container.accumulate;

import java.util.List;
import java.util.function.LongConsumer;
import org.weft.container.hash.KeyBatch;
import org.weft.container.hash.KeyForm;
import org.weft.container.hash.KeyLayout;
import org.weft.container.hash.RowShape;
import org.weft.container.hash.RowStore;
import org.weft.container.hash.TextCopies;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;

/**
 * Rows by their keys, each with some words for the owner's use. Small at first and cheap to empty,
 * because many groups are small. Nulls are equal to each other. For one thread.
 */
public final class KeyTable {
  private static final int LEAST_SLOTS = 64;

  private final MemoryScope scope;
  private final KeyBatch keys;
  private final KeyLayout layout;
  private final RowStore store;
  private final ByteArena text;
  private final TextCopies[] copies;
  private final int[] candidate = new int[1];
  private final int[] different = new int[1];
  private final int[] wanted = new int[Batch.CAPACITY];
  private final long[] found = new long[Batch.CAPACITY];
  private final int wordsOffset;
  private Block slots;
  private int mask;

  /** Rows of keys of these types, and so many words, in memory of the scope. */
  public KeyTable(List<DataType> types, int words, MemoryScope scope) {
    this.scope = scope;
    keys = new KeyBatch(types);
    RowShape shape = new RowShape();
    layout = new KeyLayout(types, 0, shape);
    wordsOffset = shape.words(words);
    store = new RowStore(scope, shape.width());
    text = new ByteArena(scope);
    copies = new TextCopies[types.size()];
    makeCopies();
    allocate(LEAST_SLOTS);
  }

  private void makeCopies() {
    for (int k = 0; k < copies.length; k++) {
      copies[k] = layout.form(k) == KeyForm.TEXT ? new TextCopies(text) : null;
    }
  }

  private void allocate(int count) {
    slots = scope.allocateZeroed(8L * count);
    mask = count - 1;
  }

  void clear() {
    if (store.rows() == 0) {
      return;
    }
    store.clear();
    text.shrink();
    makeCopies();
    if (mask >= LEAST_SLOTS) {
      slots.close();
      allocate(LEAST_SLOTS);
    } else {
      Memory.fill(slots.address(), 8L * LEAST_SLOTS, (byte) 0);
    }
  }

  /**
   * Puts those of the rows into {@code fresh} whose keys were not there yet, and remembers them.
   *
   * @return how many there are
   */
  public int add(Batch batch, List<Integer> ordinals, int[] rows, int from, int to, int[] fresh) {
    load(batch, ordinals, rows, from, to);
    int added = 0;
    for (int i = 0; i < to - from; i++) {
      long before = store.rows();
      find(i);
      if (store.rows() > before) {
        fresh[added++] = wanted[i];
      }
    }
    return added;
  }

  /**
   * Finds or makes the row of each key; those it makes have words of zero.
   *
   * @return where they lie, until the next call
   */
  long[] find(Batch batch, List<Integer> ordinals, int[] rows, int from, int to) {
    load(batch, ordinals, rows, from, to);
    for (int i = 0; i < to - from; i++) {
      find(i);
    }
    return found;
  }

  private void load(Batch batch, List<Integer> ordinals, int[] rows, int from, int to) {
    int count = to - from;
    System.arraycopy(rows, from, wanted, 0, count);
    keys.load(batch, ordinals, wanted, count);
  }

  private void find(int n) {
    int slot = (int) keys.hashes()[n] & mask;
    while (true) {
      long row = Memory.getLong(slots.address() + 8L * slot);
      if (row == 0) {
        append(n, slot);
        return;
      }
      found[n] = row;
      candidate[0] = n;
      if (layout.different(keys, candidate, 1, found, different) == 0) {
        return;
      }
      slot = (slot + 1) & mask;
    }
  }

  private void append(int n, int slot) {
    long row = store.append();
    Memory.fill(row, store.width(), (byte) 0);
    found[n] = row;
    candidate[0] = n;
    layout.write(keys, candidate, 1, found, copies);
    Memory.putLong(slots.address() + 8L * slot, row);
    if (store.rows() * 2 > mask) {
      grow();
    }
  }

  /** Bytes that so many more keys may take at once. */
  long growth(int count) {
    long texts = hasTexts() ? ByteArena.LARGEST_CHUNK : 0;
    long table = (store.rows() + count) * 2 > mask ? 16L * (mask + 1) : 0;
    return texts + table + (long) count * store.width();
  }

  private boolean hasTexts() {
    for (TextCopies copy : copies) {
      if (copy != null) {
        return true;
      }
    }
    return false;
  }

  /** True if a key of a row is null. */
  boolean isNull(long row, int key) {
    return (Memory.getInt(row + layout.maskOffset(key)) >>> (key & 31) & 1) != 0;
  }

  /** The number of rows. */
  long size() {
    return store.rows();
  }

  /** Shows every row. */
  void forEach(LongConsumer visitor) {
    for (int c = 0; c < store.chunks(); c++) {
      long row = store.chunk(c);
      for (int i = 0; i < store.chunkRows(c); i++, row += store.width()) {
        visitor.accept(row);
      }
    }
  }

  /** Where the owner's words of a row lie, relative to it. */
  int wordsOffset() {
    return wordsOffset;
  }

  /** Where a key lies in a row, in its own layout. */
  int keyOffset(int key) {
    return layout.offset(key);
  }

  private void grow() {
    Block old = slots;
    int oldCount = mask + 1;
    allocate(Math.multiplyExact(oldCount, 2));
    for (int s = 0; s < oldCount; s++) {
      long row = Memory.getLong(old.address() + 8L * s);
      if (row != 0) {
        int slot = (int) layout.hash(row) & mask;
        while (Memory.getLong(slots.address() + 8L * slot) != 0) {
          slot = (slot + 1) & mask;
        }
        Memory.putLong(slots.address() + 8L * slot, row);
      }
    }
    old.close();
  }
}

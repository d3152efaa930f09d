package org.weft.io.parquet.write;

import java.util.Arrays;
import org.weft.io.write.GrowingBytes;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/**
 * Finds the distinct values of a column chunk and gives every value the number of its first like.
 * Gives up as soon as it sees that a dictionary would not pay.
 *
 * <p>Open addressing over entry numbers; the entries themselves lie as a dictionary page holds
 * them.
 */
final class DictionaryBuilder implements AutoCloseable {
  /** Dictionaries are read whole: parquet-java's bound. */
  private static final long MOST_BYTES = 1 << 20;

  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final int FREE = -1;
  private static final int SAMPLE = 4_096;

  private final GrowingBytes entries;
  private final GrowingBytes ids;
  private int[] table = new int[1 << 10];
  private int[] hashes = new int[1 << 9];
  private int[] offsets = new int[1 << 9];
  private int size;

  DictionaryBuilder(MemoryScope memory) {
    this.entries = new GrowingBytes(memory);
    this.ids = new GrowingBytes(memory);
  }

  /** Whether a column chunk has a dictionary worth having. */
  enum Outcome {
    BUILT,
    NOT_WORTH_IT
  }

  /** Entries of the last dictionary built. */
  int size() {
    return size;
  }

  /** The entries, as a page holds them. */
  GrowingBytes entries() {
    return entries;
  }

  /** Address of an int32 per value. */
  long ids() {
    return ids.address();
  }

  Outcome build(ColumnRows rows) {
    StoredColumn column = rows.column();
    int count = (int) rows.valueCount();
    if (count == 0 || column.form() == StoredColumn.Form.BITS || column.isInterval()) {
      return Outcome.NOT_WORTH_IT;
    }
    entries.clear();
    ids.clear();
    size = 0;
    Arrays.fill(table, FREE);
    ids.reserve(4L * count);
    boolean fits =
        switch (column.width()) {
          case 4 -> fours(rows.values(), count);
          case 8 -> eights(rows.values(), count);
          case 16 -> sixteens(rows.values(), count);
          default -> texts(rows.values(), count);
        };
    if (!fits) {
      return Outcome.NOT_WORTH_IT;
    }
    ids.advance(4L * count);
    long idBits = (long) RunEncoder.width(size) * count;
    long withDictionary = entries.size() + (idBits >>> 3);
    return withDictionary <= rows.valueBytes() - (rows.valueBytes() >>> 3)
        ? Outcome.BUILT
        : Outcome.NOT_WORTH_IT;
  }

  /** True if the values seen so far repeat too little. */
  private boolean isHopeless(int seen) {
    return entries.size() > MOST_BYTES || seen >= SAMPLE && size > seen - (seen >>> 2);
  }

  private boolean fours(long values, int count) {
    for (int i = 0; i < count; i++) {
      int value = Memory.getInt(values + 4L * i);
      int hash = (int) (value * MULTIPLIER >>> 32);
      int slot = hash & table.length - 1;
      while (table[slot] != FREE && Memory.getInt(entries.address() + 4L * table[slot]) != value) {
        slot = slot + 1 & table.length - 1;
      }
      int id = table[slot];
      if (id == FREE) {
        Memory.putInt(entries.reserve(4), value);
        entries.advance(4);
        id = add(slot, hash);
        if (isHopeless(i)) {
          return false;
        }
      }
      Memory.putInt(ids.address() + 4L * i, id);
    }
    return true;
  }

  private boolean eights(long values, int count) {
    for (int i = 0; i < count; i++) {
      long value = Memory.getLong(values + 8L * i);
      int hash = (int) ((value ^ value >>> 32) * MULTIPLIER >>> 32);
      int slot = hash & table.length - 1;
      while (table[slot] != FREE && Memory.getLong(entries.address() + 8L * table[slot]) != value) {
        slot = slot + 1 & table.length - 1;
      }
      int id = table[slot];
      if (id == FREE) {
        Memory.putLong(entries.reserve(8), value);
        entries.advance(8);
        id = add(slot, hash);
        if (isHopeless(i)) {
          return false;
        }
      }
      Memory.putInt(ids.address() + 4L * i, id);
    }
    return true;
  }

  private boolean sixteens(long values, int count) {
    for (int i = 0; i < count; i++) {
      long at = values + 16L * i;
      int hash = hash(at, 16);
      int slot = hash & table.length - 1;
      while (table[slot] != FREE && !Memory.equal(entries.address() + 16L * table[slot], at, 16)) {
        slot = slot + 1 & table.length - 1;
      }
      int id = table[slot];
      if (id == FREE) {
        entries.append(at, 16);
        id = add(slot, hash);
        if (isHopeless(i)) {
          return false;
        }
      }
      Memory.putInt(ids.address() + 4L * i, id);
    }
    return true;
  }

  private boolean texts(long values, int count) {
    long at = values;
    for (int i = 0; i < count; i++) {
      int length = 4 + Memory.getInt(at);
      int hash = hash(at, length);
      int slot = hash & table.length - 1;
      while (table[slot] != FREE
          && (hashes[table[slot]] != hash
              || !Memory.equal(entries.address() + offsets[table[slot]], at, length))) {
        slot = slot + 1 & table.length - 1;
      }
      int id = table[slot];
      if (id == FREE) {
        int offset = (int) entries.size();
        entries.append(at, length);
        id = add(slot, hash);
        offsets[id] = offset;
        if (isHopeless(i)) {
          return false;
        }
      }
      Memory.putInt(ids.address() + 4L * i, id);
      at += length;
    }
    return true;
  }

  /** Eight bytes at a time; those behind the end count as zero. */
  private static int hash(long at, int length) {
    long hash = length;
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      hash = (Long.rotateLeft(hash, 29) ^ Memory.getLong(at + i)) * MULTIPLIER;
    }
    if (i < length) {
      long last = Memory.getLong(at + i) << (8 * (8 - (length - i)));
      hash = (Long.rotateLeft(hash, 29) ^ last) * MULTIPLIER;
    }
    return (int) (hash >>> 32);
  }

  /** Numbers the entry just appended. */
  private int add(int slot, int hash) {
    int id = size++;
    table[slot] = id;
    if (id == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * id);
      offsets = Arrays.copyOf(offsets, 2 * id);
    }
    hashes[id] = hash;
    if (size > table.length >>> 1) {
      grow();
    }
    return id;
  }

  private void grow() {
    table = new int[2 * table.length];
    Arrays.fill(table, FREE);
    for (int entry = 0; entry < size; entry++) {
      int slot = hashes[entry] & table.length - 1;
      while (table[slot] != FREE) {
        slot = slot + 1 & table.length - 1;
      }
      table[slot] = entry;
    }
  }

  @Override
  public void close() {
    entries.close();
    ids.close();
  }
}

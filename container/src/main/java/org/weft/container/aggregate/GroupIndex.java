package org.weft.container.aggregate;

import org.weft.container.hash.Hashing;
import org.weft.container.hash.KeyBatch;
import org.weft.container.hash.KeyLayout;
import org.weft.container.hash.RowStore;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;

/**
 * Finds the groups of keys: open addressing with linear probing over slots of eight bytes, each a
 * sixteen-bit tag of the hash and the address of the group's row. For one thread.
 */
public final class GroupIndex implements AutoCloseable {
  private static final int LEAST_SLOTS = 1 << 13;
  private static final int TAG_SHIFT = 48;
  private static final long ADDRESS = (1L << TAG_SHIFT) - 1;

  private final MemoryScope scope;
  private final KeyLayout layout;
  private final long[][] words;
  private final int[] offsets;
  private RowStore all;
  private int[] slotAt;
  private int[] pending;
  private int[] candidates;
  private int[] fresh;
  private Block slots;
  private int mask;
  private int size;
  private boolean hasNullGroup;

  /** Lists of rows that all indexes of a thread may use in turn. */
  public static final class Lists {
    private final int[] slotAt = new int[Batch.CAPACITY];
    private final int[] pending = new int[Batch.CAPACITY];
    private final int[] candidates = new int[Batch.CAPACITY];
    private final int[] fresh = new int[Batch.CAPACITY];
  }

  /** An index of all rows of a store, now and later. */
  GroupIndex(MemoryScope scope, KeyLayout layout, Lists lists, RowStore all) {
    this.scope = scope;
    this.layout = layout;
    this.all = all;
    use(lists);
    words = new long[layout.keys()][];
    offsets = new int[layout.keys()];
    for (int k = 0; k < offsets.length; k++) {
      offsets[k] = layout.offset(k);
    }
    if (all == null) {
      allocate(LEAST_SLOTS);
    } else {
      allocate(slotsFor(all.rows()));
      insertAll();
    }
  }

  /** An index without groups. */
  public GroupIndex(MemoryScope scope, KeyLayout layout, Lists lists) {
    this(scope, layout, lists, null);
  }

  private void use(Lists lists) {
    slotAt = lists.slotAt;
    pending = lists.pending;
    candidates = lists.candidates;
    fresh = lists.fresh;
  }

  /** Hands the index to another thread, with lists of its own, and to rows of other stores. */
  void handOver(Lists lists) {
    all = null;
    use(lists);
  }

  private static int slotsFor(long groups) {
    if (groups > 1 << 29) {
      throw new IllegalArgumentException("an index of " + groups + " groups");
    }
    int wanted = Math.max(LEAST_SLOTS, (int) groups * 2);
    return Integer.highestOneBit(wanted - 1) << 1;
  }

  /** Bytes that an index of so many groups takes. */
  static long bytes(long groups) {
    return 8L * slotsFor(groups);
  }

  /** Forgets all groups and makes room for this many. */
  void reset(long groups) {
    int wanted = slotsFor(groups);
    if (wanted > mask + 1) {
      slots.close();
      allocate(wanted);
    } else {
      // no larger than needed: what is cleared is also what the cache has to hold
      mask = wanted - 1;
      Memory.fill(slots.address(), 8L * wanted, (byte) 0);
    }
    size = 0;
    hasNullGroup = false;
  }

  private void allocate(int count) {
    slots = scope.allocateZeroed(8L * count);
    mask = count - 1;
  }

  /** Bytes that an index, which is null if there is none yet, takes for so many groups more. */
  static long growth(GroupIndex index, long groups) {
    if (index == null) {
      return 8L * slotsFor(groups);
    }
    long slots = index.mask + 1L;
    long wanted = slotsFor(index.size + groups);
    return wanted > slots ? 8 * wanted : 0;
  }

  /** The number of groups in it. */
  public int size() {
    return size;
  }

  /** Forgets all groups. */
  void clear() {
    Memory.fill(slots.address(), 8L * (mask + 1), (byte) 0);
    size = 0;
    hasNullGroup = false;
  }

  /** Puts the row of the group of each of the batch's keys into {@code groups}. */
  public void find(KeyBatch keys, GroupRows rows, long[] groups) {
    while (size + keys.count() > (mask + 1) / 2) {
      grow();
    }
    if (!layout.areWords() || keys.hasNulls() || hasNullGroup) {
      findAny(keys, rows, groups);
    } else if (layout.isSingleWord()) {
      findWord(keys, rows, groups);
    } else {
      findWords(keys, rows, groups);
    }
  }

  /**
   * Puts the row of the group of each of the batch's keys into {@code groups}, and 0 where there is
   * none: nothing is added, so the index need not grow.
   *
   * @return false if these keys cannot be looked up so
   */
  boolean look(KeyBatch keys, long[] groups) {
    if (!layout.areWords() || keys.hasNulls() || hasNullGroup) {
      return false;
    }
    for (int k = 0; k < words.length; k++) {
      words[k] = keys.words(k);
    }
    long base = slots.address();
    long[] hashes = keys.hashes();
    int count = keys.count();
    load(base, mask, hashes, count, groups);
    for (int i = 0; i < count; i++) {
      long tag = Hashing.tag(hashes[i]);
      int slot = (int) hashes[i] & mask;
      long entry = groups[i];
      while (entry != 0 && !(entry >>> TAG_SHIFT == tag && areWords(entry & ADDRESS, i))) {
        slot = (slot + 1) & mask;
        entry = Memory.getLong(base + 8L * slot);
      }
      groups[i] = entry & ADDRESS;
    }
    return true;
  }

  private void findWord(KeyBatch keys, GroupRows rows, long[] groups) {
    long base = slots.address();
    int offset = layout.offset(0);
    long[] hashes = keys.hashes();
    long[] words = keys.words(0);
    int count = keys.count();
    load(base, mask, hashes, count, groups);
    int added = 0;
    for (int i = 0; i < count; i++) {
      long tag = Hashing.tag(hashes[i]);
      long entry = groups[i];
      if (entry >>> TAG_SHIFT == tag
          && entry != 0
          && Memory.getLong((entry & ADDRESS) + offset) == words[i]) {
        groups[i] = entry & ADDRESS;
        continue;
      }
      // the slot may have been filled since it was loaded
      int slot = (int) hashes[i] & mask;
      while (true) {
        entry = Memory.getLong(base + 8L * slot);
        if (entry == 0) {
          long row = rows.row(i, hashes[i]);
          Memory.putLong(row + offset, words[i]);
          Memory.putLong(base + 8L * slot, tag << TAG_SHIFT | row);
          groups[i] = row;
          fresh[added++] = i;
          break;
        }
        if (entry >>> TAG_SHIFT == tag && Memory.getLong((entry & ADDRESS) + offset) == words[i]) {
          groups[i] = entry & ADDRESS;
          break;
        }
        slot = (slot + 1) & mask;
      }
    }
    size += added;
    rows.complete(keys, fresh, added, groups);
  }

  private void findWords(KeyBatch keys, GroupRows rows, long[] groups) {
    long base = slots.address();
    for (int k = 0; k < words.length; k++) {
      words[k] = keys.words(k);
    }
    long[] hashes = keys.hashes();
    int count = keys.count();
    load(base, mask, hashes, count, groups);
    int added = 0;
    for (int i = 0; i < count; i++) {
      long tag = Hashing.tag(hashes[i]);
      int slot = (int) hashes[i] & mask;
      long entry = groups[i];
      while (true) {
        if (entry == 0) {
          // the slot may have been filled since it was loaded
          entry = Memory.getLong(base + 8L * slot);
        }
        if (entry == 0) {
          long row = rows.row(i, hashes[i]);
          putWords(row, i);
          Memory.putLong(base + 8L * slot, tag << TAG_SHIFT | row);
          groups[i] = row;
          fresh[added++] = i;
          break;
        }
        if (entry >>> TAG_SHIFT == tag && areWords(entry & ADDRESS, i)) {
          groups[i] = entry & ADDRESS;
          break;
        }
        slot = (slot + 1) & mask;
        entry = Memory.getLong(base + 8L * slot);
      }
    }
    size += added;
    rows.complete(keys, fresh, added, groups);
  }

  private boolean areWords(long row, int i) {
    for (int k = 0; k < words.length; k++) {
      if (Memory.getLong(row + offsets[k]) != words[k][i]) {
        return false;
      }
    }
    return true;
  }

  private void putWords(long row, int i) {
    for (int k = 0; k < words.length; k++) {
      Memory.putLong(row + offsets[k], words[k][i]);
    }
  }

  /** Without a dependency between rows, so that the misses of the cache overlap. */
  private static void load(long base, int mask, long[] hashes, int count, long[] entries) {
    for (int i = 0; i < count; i++) {
      entries[i] = Memory.getLong(base + 8L * ((int) hashes[i] & mask));
    }
  }

  /**
   * In rounds: every pending row walks to a slot that is empty, which it takes, or of its tag, with
   * whose row it is then compared, column by column; those that differ walk on.
   */
  private void findAny(KeyBatch keys, GroupRows rows, long[] groups) {
    long[] hashes = keys.hashes();
    int waiting = keys.count();
    hasNullGroup |= keys.hasNulls();
    load(slots.address(), mask, hashes, waiting, groups);
    int compared = 0;
    int added = 0;
    for (int i = 0; i < waiting; i++) {
      long entry = groups[i];
      slotAt[i] = (int) hashes[i] & mask;
      if (entry != 0 && entry >>> TAG_SHIFT == Hashing.tag(hashes[i])) {
        groups[i] = entry & ADDRESS;
        candidates[compared++] = i;
      } else if (walk(i, hashes[i], rows, groups)) {
        fresh[added++] = i;
      } else {
        candidates[compared++] = i;
      }
    }
    waiting = compare(keys, rows, groups, added, compared);
    while (waiting > 0) {
      compared = 0;
      added = 0;
      for (int j = 0; j < waiting; j++) {
        int i = pending[j];
        slotAt[i] = (slotAt[i] + 1) & mask;
        if (walk(i, hashes[i], rows, groups)) {
          fresh[added++] = i;
        } else {
          candidates[compared++] = i;
        }
      }
      waiting = compare(keys, rows, groups, added, compared);
    }
  }

  /** Ends a round; returns how many go on. */
  private int compare(KeyBatch keys, GroupRows rows, long[] groups, int added, int compared) {
    size += added;
    rows.complete(keys, fresh, added, groups);
    return layout.different(keys, candidates, compared, groups, pending);
  }

  /** Walks to the next slot in question; true if it was empty and is now the row's. */
  private boolean walk(int i, long hash, GroupRows rows, long[] groups) {
    long base = slots.address();
    long tag = Hashing.tag(hash);
    int slot = slotAt[i];
    while (true) {
      long entry = Memory.getLong(base + 8L * slot);
      if (entry == 0) {
        long row = rows.row(i, hash);
        Memory.putLong(base + 8L * slot, tag << TAG_SHIFT | row);
        groups[i] = row;
        slotAt[i] = slot;
        return true;
      }
      if (entry >>> TAG_SHIFT == tag) {
        groups[i] = entry & ADDRESS;
        slotAt[i] = slot;
        return false;
      }
      slot = (slot + 1) & mask;
    }
  }

  private void grow() {
    Block old = slots;
    int oldCount = mask + 1;
    allocate(Math.multiplyExact(oldCount, 2));
    if (all != null) {
      // in the order of their addresses, where the order of the slots would miss the cache
      insertAll();
    } else {
      for (int s = 0; s < oldCount; s++) {
        long entry = Memory.getLong(old.address() + 8L * s);
        if (entry != 0) {
          insert(layout.hash(entry & ADDRESS), entry);
        }
      }
    }
    old.close();
  }

  private void insertAll() {
    for (int c = 0; c < all.chunks(); c++) {
      long row = all.chunk(c);
      for (int i = 0; i < all.chunkRows(c); i++, row += all.width()) {
        long hash = layout.hash(row);
        insert(hash, Hashing.tag(hash) << TAG_SHIFT | row);
        hasNullGroup |= layout.hasNull(row);
      }
    }
    size = (int) all.rows();
  }

  private void insert(long hash, long entry) {
    long base = slots.address();
    int slot = (int) hash & mask;
    while (Memory.getLong(base + 8L * slot) != 0) {
      slot = (slot + 1) & mask;
    }
    Memory.putLong(base + 8L * slot, entry);
  }

  @Override
  public void close() {
    if (slots != null) {
      slots.close();
      slots = null;
    }
  }
}

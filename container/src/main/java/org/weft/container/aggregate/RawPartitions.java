package org.weft.container.aggregate;

import java.util.Arrays;
import java.util.List;
import org.weft.container.hash.KeyBatch;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;

/**
 * For many groups: collects input rows by partition, as words, and groups them partition by
 * partition. Each partition's index and groups are small enough for the cache while a bufferful of
 * its rows is worked on. For keys and operands of one word each. For one thread.
 */
final class RawPartitions {
  private final AggregateLayout layout;
  private final GroupStore store;
  private final FreshGroups fresh;
  private final StateUpdates updates;
  private final MemoryScope scratch;
  private final int bits;
  private final int bufferBytes;
  private final Block[] buffers;
  private final long[] positions;
  private final long[] ends;
  private final GroupIndex[] indexes;
  private final GroupIndex.Lists lists = new GroupIndex.Lists();
  private final int[] partitionOf = new int[Batch.CAPACITY];
  private final long[] addresses = new long[Batch.CAPACITY];
  private final int[] counts;
  private final KeyBatch keys;
  private final GroupedRows rows;
  private final int[] keyOffsets;
  private final int[] operandOffsets;
  private final int flagsOffset;
  private Block validScratch;
  private boolean flagged;
  private int words;

  RawPartitions(
      AggregateLayout layout,
      List<DataType> keyTypes,
      GroupStore store,
      FreshGroups fresh,
      StateUpdates updates,
      AggregateLimits limits,
      MemoryScope scratch) {
    this.layout = layout;
    this.store = store;
    this.fresh = fresh;
    this.updates = updates;
    this.bits = limits.partitionBits();
    this.bufferBytes = limits.bufferBytes();
    this.scratch = scratch;
    int partitions = 1 << bits;
    buffers = new Block[partitions];
    positions = new long[partitions];
    ends = new long[partitions];
    indexes = new GroupIndex[partitions];
    counts = new int[partitions];
    keys = new KeyBatch(keyTypes);
    int operands = layout.operands().size();
    Operand[] ready = new Operand[operands];
    for (int o = 0; o < operands; o++) {
      ready[o] = new Operand(layout.operands().get(o), scratch);
    }
    rows = new GroupedRows(new long[Batch.CAPACITY], ready, new ByteArena(scratch));
    rows.rows = new int[Batch.CAPACITY];
    keyOffsets = new int[keyTypes.size()];
    for (int k = 0; k < keyOffsets.length; k++) {
      keyOffsets[k] = 8 * words++;
    }
    operandOffsets = new int[operands];
    for (int o = 0; o < operands; o++) {
      operandOffsets[o] = hasValue(o) ? 8 * words++ : -1;
    }
    flagsOffset = 8 * words;
  }

  private boolean hasValue(int operand) {
    return layout.operands().get(operand).form() != OperandForm.PRESENCE;
  }

  /** True if rows of this layout can be collected as words. */
  static boolean canHold(AggregateLayout layout) {
    boolean operands =
        layout.operands().stream()
            .allMatch(spec -> spec.form() != OperandForm.TEXT && spec.form() != OperandForm.WIDE);
    return operands
        && layout.operands().size() <= 32
        && layout.keys().keys() <= 32
        && layout.keys().areWords();
  }

  private GroupIndex index(int partition) {
    if (indexes[partition] == null) {
      indexes[partition] =
          new GroupIndex(scratch, layout.keys(), lists, store.partitions()[partition]);
    }
    return indexes[partition];
  }

  /** The index of all groups of a partition, null if there are none. */
  GroupIndex groups(int partition) {
    return indexes[partition];
  }

  /** Gives up what is needed only while rows come; the indexes stay. */
  void closeBuffers() {
    for (int p = 0; p < buffers.length; p++) {
      if (buffers[p] != null) {
        buffers[p].close();
        buffers[p] = null;
      }
    }
    Arrays.fill(ends, 0);
  }

  /** Takes a batch's rows with their keys. */
  void add(KeyBatch batchKeys, GroupedRows batch) {
    if (!flagged && needsFlags(batchKeys, batch)) {
      flush();
      flagged = true;
      words++;
      Arrays.fill(ends, 0);
    }
    makeRoom(batchKeys.hashes(), batch.count);
    place(partitionOf, batch.count, 8 * words, positions, addresses);
    for (int k = 0; k < keyOffsets.length; k++) {
      putWords(batchKeys.words(k), batch.count, addresses, keyOffsets[k]);
    }
    for (int o = 0; o < operandOffsets.length; o++) {
      if (operandOffsets[o] >= 0) {
        long values = batch.operands[o].values();
        putValues(values, batch.rows, batch.count, addresses, operandOffsets[o]);
      }
    }
    if (flagged) {
      putFlags(batchKeys, batch);
    }
  }

  private static boolean needsFlags(KeyBatch keys, GroupedRows batch) {
    boolean needed = keys.hasNulls();
    for (Operand operand : batch.operands) {
      needed |= operand.valid() != 0;
    }
    return needed;
  }

  /** Finds each row's partition and groups what was collected of those without room for theirs. */
  private void makeRoom(long[] hashes, int count) {
    Arrays.fill(counts, 0);
    count(hashes, 64 - bits, count, partitionOf, counts);
    int width = 8 * words;
    for (int p = 0; p < counts.length; p++) {
      if (positions[p] + (long) counts[p] * width > ends[p]) {
        flush(p);
        open(p, (long) counts[p] * width);
      }
    }
  }

  private static void count(long[] hashes, int shift, int count, int[] partitions, int[] counts) {
    for (int i = 0; i < count; i++) {
      int p = (int) (hashes[i] >>> shift);
      partitions[i] = p;
      counts[p]++;
    }
  }

  private static void place(int[] partitions, int count, int width, long[] ends, long[] rows) {
    for (int i = 0; i < count; i++) {
      int p = partitions[i];
      rows[i] = ends[p];
      ends[p] += width;
    }
  }

  /** Starts a buffer of at least this many bytes. */
  private void open(int p, long needed) {
    if (buffers[p] != null && buffers[p].capacity() < needed) {
      buffers[p].close();
      buffers[p] = null;
    }
    if (buffers[p] == null) {
      buffers[p] = scratch.allocate(Math.max(needed, bufferBytes - Block.PADDING));
    }
    positions[p] = buffers[p].address();
    ends[p] = positions[p] + buffers[p].capacity();
  }

  private static void putWords(long[] from, int count, long[] to, int offset) {
    for (int i = 0; i < count; i++) {
      Memory.putLong(to[i] + offset, from[i]);
    }
  }

  private static void putValues(long values, int[] rows, int count, long[] to, int offset) {
    for (int i = 0; i < count; i++) {
      Memory.putLong(to[i] + offset, Memory.getLong(values + 8L * rows[i]));
    }
  }

  /** A bit per null key in the low half, a bit per operand with a value in the high half. */
  private void putFlags(KeyBatch batchKeys, GroupedRows batch) {
    for (int i = 0; i < batch.count; i++) {
      long flags = batchKeys.nullMask(i) & 0xFFFFFFFFL;
      for (int o = 0; o < batch.operands.length; o++) {
        long valid = batch.operands[o].valid();
        long bit = valid == 0 ? 1 : Memory.getByte(valid + batch.rows[i]);
        flags |= bit << (32 + o);
      }
      Memory.putLong(addresses[i] + flagsOffset, flags);
    }
  }

  /**
   * Bytes that grouping all rows collected will take at most: rows of groups, and larger indexes,
   * which partitions come to need at about the same time. Without looking ahead at them a table of
   * 420 MiB took 100 MiB more in one step.
   */
  long growth() {
    long bytes = 0;
    for (int p = 0; p < buffers.length; p++) {
      if (buffers[p] != null) {
        long collected = (positions[p] - buffers[p].address()) / (8L * words);
        bytes += collected * layout.width() + GroupIndex.growth(indexes[p], collected);
      }
    }
    return bytes;
  }

  /** Groups all rows collected. */
  void flush() {
    for (int p = 0; p < buffers.length; p++) {
      flush(p);
    }
  }

  private void flush(int p) {
    if (buffers[p] == null) {
      return;
    }
    int width = 8 * words;
    long row = buffers[p].address();
    long left = (positions[p] - row) / width;
    positions[p] = row;
    while (left > 0) {
      int count = (int) Math.min(left, Batch.CAPACITY);
      group(p, row, count);
      row += (long) width * count;
      left -= count;
    }
  }

  private void group(int p, long first, int count) {
    int width = 8 * words;
    for (int i = 0; i < count; i++) {
      addresses[i] = first + (long) width * i;
      // loops multiply row numbers by 8: so these are rows of the buffer
      rows.rows[i] = words * i;
    }
    rows.count = count;
    keys.loadWords(addresses, count, keyOffsets, flagged ? flagsOffset : KeyBatch.NO_MASK);
    for (int o = 0; o < operandOffsets.length; o++) {
      long valid = flagged ? valid(o, count) : 0;
      rows.operands[o].point(first + Math.max(0, operandOffsets[o]), valid);
    }
    updates.prepare(rows);
    index(p).find(keys, fresh, rows.groups);
    updates.update(rows);
  }

  /** The validity of an operand, at the row numbers used here; 0 if all are valid. */
  private long valid(int operand, int count) {
    int stride = words * Batch.CAPACITY;
    if (validScratch == null) {
      validScratch = scratch.allocate((long) stride * operandOffsets.length);
    }
    long out = validScratch.address() + (long) stride * operand;
    int all = 1;
    for (int i = 0; i < count; i++) {
      int bit = (int) (Memory.getLong(addresses[i] + flagsOffset) >>> (32 + operand)) & 1;
      Memory.putByte(out + rows.rows[i], (byte) bit);
      all &= bit;
    }
    return all == 1 ? 0 : out;
  }
}

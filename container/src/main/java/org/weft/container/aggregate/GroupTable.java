package org.weft.container.aggregate;

import java.util.Arrays;
import java.util.List;
import org.weft.container.hash.KeyBatch;
import org.weft.container.hash.RowNumbers;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/**
 * The groups that one thread makes of its batches.
 *
 * <p>They start in one table that stays in cache. When it has too many groups, they are dealt to
 * partitions by their hash. From then on input rows are collected by partition first ({@link
 * RawPartitions}). Where they cannot be, because a key or an operand is of variable length or wide,
 * an index of bounded size goes on instead and is emptied when it is full: then a key may get
 * several rows, which {@link GroupMerge} brings together. Keys that ascend are neither collected
 * nor looked up ({@link AscendingGroups}).
 */
final class GroupTable {
  /** Batches of more groups are not sorted by group. */
  private static final int LARGEST_RUNS = 256;

  private final AggregateLayout layout;
  private final AggregateLimits limits;
  private final MemoryScope scratch;
  private final List<DataType> keyTypes;
  private final GroupStore store;
  private final FreshGroups fresh;
  private final StateUpdates updates;
  private final GroupedRows rows;
  private final RowRuns runs = new RowRuns(LARGEST_RUNS);
  private final long only;
  private final KeyBatch keys;
  private final GroupIndex index;
  private final DirectGroups direct;
  private final long[] missingGroups = new long[Batch.CAPACITY];
  private RawPartitions raw;
  private AscendingGroups ascending;
  private boolean hasDuplicates;

  /**
   * A table.
   *
   * @param kept owns the groups
   * @param scratch owns what is needed only while batches come
   */
  GroupTable(
      AggregateLayout layout,
      Schema input,
      AggregateLimits limits,
      MemoryScope kept,
      MemoryScope scratch) {
    this.layout = layout;
    this.limits = limits;
    this.scratch = scratch;
    ByteArena text = new ByteArena(kept);
    store = new GroupStore(kept, layout);
    fresh = new FreshGroups(layout, store, text, scratch.allocate(layout.width()).address());
    updates = new StateUpdates(layout, fresh, store);
    Operand[] operands =
        layout.operands().stream().map(spec -> new Operand(spec, scratch)).toArray(Operand[]::new);
    rows = new GroupedRows(new long[Batch.CAPACITY], operands, text);
    keyTypes = layout.keyOrdinals().stream().map(input::type).toList();
    if (layout.hasKeys()) {
      keys = new KeyBatch(keyTypes);
      index = new GroupIndex(scratch, layout.keys(), new GroupIndex.Lists());
      direct = new DirectGroups(layout.keyOrdinals(), limits.directGroups());
      only = 0;
    } else {
      keys = null;
      index = null;
      direct = null;
      only = fresh.single();
      Arrays.fill(rows.groups, only);
    }
  }

  void accept(Batch batch) {
    rows.rows = RowNumbers.of(batch);
    rows.count = batch.selectedCount();
    boolean words = true;
    for (Operand operand : rows.operands) {
      operand.point(batch, rows.rows, rows.count);
      words &= !operand.isWide();
    }
    if (!layout.hasKeys()) {
      runs.single(rows.rows, rows.count, only);
      updates.update(rows, runs);
      return;
    }
    if (!store.isPartitioned() && acceptDirectly(batch)) {
      return;
    }
    keys.load(batch, layout.keyOrdinals(), rows.rows, rows.count);
    if (raw == null && index.size() > 0 && index.size() + rows.count > limits.tableGroups()) {
      makeRoom();
    }
    if (ascending != null && ascend()) {
      return;
    }
    if (raw != null && words) {
      raw.add(keys, rows);
      return;
    }
    // such rows may belong to groups that are known to the partitions only
    hasDuplicates |= raw != null;
    updates.prepare(rows);
    index.find(keys, fresh, rows.groups);
    updates.update(rows);
  }

  /** Without looking up keys, if they ascend. */
  private boolean ascend() {
    updates.prepare(rows);
    if (ascending.find(keys, rows.groups)) {
      updates.update(rows);
      // the first groups, and those of batches that do not ascend, are not known to it
      hasDuplicates = true;
      return true;
    }
    if (ascending.isInVain()) {
      ascending = null;
    }
    return false;
  }

  /** By dictionary ids, if that is what all keys are. */
  private boolean acceptDirectly(Batch batch) {
    if (!direct.encode(batch, rows.rows, rows.count)) {
      return false;
    }
    updates.prepare(rows);
    int missing = direct.missing(rows.rows, rows.count);
    if (missing > 0) {
      if (index.size() + missing > limits.tableGroups()) {
        direct.unclaim(missing);
        return false;
      }
      keys.load(batch, layout.keyOrdinals(), direct.missingRows(), missing);
      index.find(keys, fresh, missingGroups);
      direct.put(missingGroups, missing);
    }
    if (direct.codeCount() > LARGEST_RUNS) {
      direct.groups(rows.count, rows.groups);
      updates.update(rows);
      return true;
    }
    if (!updates.needsRunsOnly(rows)) {
      direct.groups(rows.count, rows.groups);
    }
    runs.sort(direct.codes(), direct.codeCount(), rows.rows, rows.count, direct.groupOf());
    updates.update(rows, runs);
    return true;
  }

  private void makeRoom() {
    if (!store.isPartitioned()) {
      partition();
      if (layout.keys().isSingleWord()) {
        ascending = new AscendingGroups(fresh);
      }
      if (RawPartitions.canHold(layout)) {
        raw = new RawPartitions(layout, keyTypes, store, fresh, updates, limits, scratch);
        index.clear();
        return;
      }
    }
    hasDuplicates = true;
    index.clear();
  }

  /** Deals the groups to partitions. Their addresses change. */
  void partition() {
    store.partition(limits.partitionBits(), limits.bufferBytes());
  }

  /** Bytes that grouping what was collected will take at most, beside what is held. */
  long growth() {
    return raw == null ? 0 : raw.growth();
  }

  /** No more batches come. */
  void finish() {
    if (raw != null) {
      raw.flush();
    }
  }

  /**
   * Gives up what is needed only while batches come, but for the indexes that find all groups.
   *
   * @return false if there are no such indexes
   */
  boolean keepIndexes() {
    if (raw == null || hasDuplicates) {
      return false;
    }
    raw.closeBuffers();
    return true;
  }

  /** Their memory is given back. */
  void forgetIndexes() {
    raw = null;
  }

  /** The index of all groups of a partition, null if there is none or it was not kept. */
  GroupIndex index(int partition) {
    return raw == null ? null : raw.groups(partition);
  }

  /** True if two rows may have the same keys. */
  boolean hasDuplicates() {
    return hasDuplicates;
  }

  GroupStore store() {
    return store;
  }

  /** Gives all sums two words, so that they do not depend on what this thread has seen. */
  void widenSums() {
    for (SumState sum : layout.sums()) {
      IntegerSums.widen(sum, updates.widths(), store);
    }
  }

  SumWidths widths() {
    return updates.widths();
  }

  /** The row of an aggregation without keys. */
  long only() {
    return only;
  }
}

package org.weft.container.aggregate;

import java.util.Arrays;
import java.util.List;
import org.weft.container.hash.KeyBatch;
import org.weft.container.hash.RowNumbers;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/**
 * The groups that one thread makes of its batches.
 *
 * <p>The index holds a bounded number of groups, so that it and their rows stay in cache. When it
 * is full it is emptied and starts anew: the rows stay, in partitions from then on, and a key may
 * get several rows, which {@link GroupMerge} brings together.
 */
final class GroupTable {
  private final AggregateLayout layout;
  private final AggregateLimits limits;
  private final GroupStore store;
  private final FreshGroups fresh;
  private final GroupedRows rows;
  private final IntegerSums sums;
  private final boolean[] marksSeen;
  private final long only;
  private final KeyBatch keys;
  private final GroupIndex index;
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
    ByteArena text = new ByteArena(kept);
    store = new GroupStore(kept, layout);
    fresh = new FreshGroups(layout, store, text, scratch.allocate(layout.width()).address());
    Operand[] operands =
        layout.operands().stream().map(spec -> new Operand(spec, scratch)).toArray(Operand[]::new);
    rows = new GroupedRows(new long[Batch.CAPACITY], operands, text);
    sums = new IntegerSums(layout.sums());
    marksSeen = new boolean[layout.states().size()];
    if (layout.hasKeys()) {
      List<DataType> types = layout.keyOrdinals().stream().map(input::type).toList();
      keys = new KeyBatch(types);
      index = new GroupIndex(scratch, layout.keys(), 0);
      only = 0;
      layout.states().stream()
          .filter(AggregateState::isSeenMarkedForIt)
          .forEach(state -> fresh.markSeen(state.seenOffset(), (byte) 1));
    } else {
      keys = null;
      index = null;
      Arrays.fill(marksSeen, true);
      only = fresh.single();
      Arrays.fill(rows.groups, only);
    }
  }

  void accept(Batch batch) {
    rows.rows = RowNumbers.of(batch);
    rows.count = batch.selectedCount();
    for (Operand operand : rows.operands) {
      operand.point(batch, rows.rows, rows.count);
    }
    if (layout.hasKeys()) {
      prepareSeen();
      keys.load(batch, layout.keyOrdinals(), rows.rows, rows.count);
      makeRoom(rows.count);
      index.find(keys, fresh, rows.groups);
    }
    update();
  }

  /**
   * As long as a state's operand never held a null, a group has seen a value as soon as it exists;
   * only from the first null on is that noted row by row.
   */
  private void prepareSeen() {
    for (int s = 0; s < marksSeen.length; s++) {
      AggregateState state = layout.states().get(s);
      if (!state.isSeenMarkedForIt() || marksSeen[s]) {
        continue;
      }
      boolean nulls = rows.operands[state.operand()].valid() != 0;
      if (nulls) {
        marksSeen[s] = true;
        fresh.markSeen(state.seenOffset(), (byte) 0);
      }
    }
  }

  private void makeRoom(int more) {
    if (index.size() + more <= limits.tableGroups() || index.size() == 0) {
      return;
    }
    if (!store.isPartitioned()) {
      store.partition(limits.partitionBits());
    }
    hasDuplicates = true;
    index.clear();
  }

  private void update() {
    if (layout.rowsOffset() != AggregateState.NONE) {
      SumLoops.count(rows.groups, rows.count, layout.rowsOffset());
    }
    sums.update(rows, store);
    for (int s = 0; s < marksSeen.length; s++) {
      AggregateState state = layout.states().get(s);
      if (!(state instanceof SumState)) {
        state.update(rows);
      }
      if (marksSeen[s] && state.isSeenMarkedForIt()) {
        markSeen(state.seenOffset(), rows.operands[state.operand()].valid());
      }
    }
  }

  private void markSeen(int offset, long valid) {
    for (int i = 0; i < rows.count; i++) {
      if (valid == 0 || Memory.getByte(valid + rows.rows[i]) != 0) {
        Memory.putByte(rows.groups[i] + offset, (byte) 1);
      }
    }
  }

  /** True if two rows may have the same keys. */
  boolean hasDuplicates() {
    return hasDuplicates;
  }

  GroupStore store() {
    return store;
  }

  SumWidths widths() {
    return sums.widths();
  }

  /** The row of an aggregation without keys. */
  long only() {
    return only;
  }
}

package org.weft.container.aggregate;

import java.util.List;
import org.weft.container.hash.KeyBatch;
import org.weft.container.hash.RowStore;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;

/**
 * Brings together rows of the same keys: the first met takes in the states of the others, which are
 * marked as dead. For one thread.
 */
final class GroupMerge implements AutoCloseable {
  private final AggregateLayout layout;
  private final KeyBatch keys;
  private final GroupIndex index;
  private final GroupPairs pairs;
  private final long[] rows = new long[Batch.CAPACITY];
  private final long[] groups = new long[Batch.CAPACITY];
  private final AdoptedGroups adopted = new AdoptedGroups(rows);

  /** A merge of rows of this layout. */
  GroupMerge(AggregateLayout layout, List<DataType> keyTypes, SumWidths widths, MemoryScope scope) {
    this.layout = layout;
    this.keys = new KeyBatch(keyTypes);
    this.index = new GroupIndex(scope, layout.keys(), new GroupIndex.Lists());
    this.pairs = new GroupPairs(Batch.CAPACITY, widths);
  }

  /** Starts with rows, at most this many, that have no keys in common with those before. */
  void start(long expected) {
    index.reset(expected);
  }

  /** Takes in the rows of a store. */
  void add(RowStore store) {
    for (int c = 0; c < store.chunks(); c++) {
      long row = store.chunk(c);
      int left = store.chunkRows(c);
      while (left > 0) {
        int count = Math.min(left, rows.length);
        for (int i = 0; i < count; i++, row += store.width()) {
          rows[i] = row;
        }
        add(count);
        left -= count;
      }
    }
  }

  private void add(int count) {
    keys.load(layout.keys(), rows, count);
    index.find(keys, adopted, groups);
    int dead = layout.deadOffset();
    int duplicates = 0;
    for (int i = 0; i < count; i++) {
      if (groups[i] != rows[i]) {
        pairs.into[duplicates] = groups[i];
        pairs.from[duplicates++] = rows[i];
        Memory.putByte(rows[i] + dead, (byte) 1);
      }
    }
    pairs.count = duplicates;
    if (duplicates > 0) {
      mergeStates(layout, pairs);
    }
  }

  /** Merges the states of pairs of rows. */
  static void mergeStates(AggregateLayout layout, GroupPairs pairs) {
    if (layout.rowsOffset() != AggregateState.NONE) {
      addWords(pairs, layout.rowsOffset());
    }
    for (AggregateState state : layout.states()) {
      state.merge(pairs);
      if (state.isSeenMarkedForIt()) {
        orBytes(pairs, state.seenOffset());
      }
    }
  }

  private static void addWords(GroupPairs pairs, int offset) {
    for (int i = 0; i < pairs.count; i++) {
      long into = pairs.into[i] + offset;
      Memory.putLong(into, Memory.getLong(into) + Memory.getLong(pairs.from[i] + offset));
    }
  }

  private static void orBytes(GroupPairs pairs, int offset) {
    for (int i = 0; i < pairs.count; i++) {
      long into = pairs.into[i] + offset;
      Memory.putByte(into, (byte) (Memory.getByte(into) | Memory.getByte(pairs.from[i] + offset)));
    }
  }

  @Override
  public void close() {
    index.close();
  }
}

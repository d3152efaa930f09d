package org.weft.container.aggregate;

import java.util.List;
import java.util.function.IntConsumer;
import org.weft.container.hash.KeyBatch;
import org.weft.container.hash.RowStore;
import org.weft.planner.error.WeftException;
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
  private final GroupIndex.Lists lists = new GroupIndex.Lists();
  private final GroupIndex own;
  private final GroupPairs pairs;
  private final long[] rows = new long[Batch.CAPACITY];
  private final long[] groups = new long[Batch.CAPACITY];
  private final AdoptedGroups adopted = new AdoptedGroups(rows);
  private GroupIndex index;

  /** A merge of rows of this layout. */
  GroupMerge(AggregateLayout layout, List<DataType> keyTypes, SumWidths widths, MemoryScope scope) {
    this.layout = layout;
    this.keys = new KeyBatch(keyTypes);
    this.own = new GroupIndex(scope, layout.keys(), lists);
    this.pairs = new GroupPairs(Batch.CAPACITY, widths);
  }

  /** Starts with rows, at most this many, that have no keys in common with those before. */
  void start(long expected) {
    own.reset(expected);
    index = own;
  }

  /** Starts with rows that have an index already, all of different keys. */
  void startFrom(GroupIndex known) {
    known.handOver(lists);
    index = known;
  }

  /** Takes in the rows of a store. */
  void add(RowStore store) {
    forEachBatch(store, this::add);
  }

  /** Takes in rows that lie one behind the other. */
  void add(long first, long count) {
    forEachBatch(first, count, this::add);
  }

  /** Takes in the rows of a store, all of different keys, after which no others come. */
  void addLast(RowStore store) {
    forEachBatch(store, this::compare);
  }

  private void forEachBatch(RowStore store, IntConsumer batch) {
    for (int c = 0; c < store.chunks(); c++) {
      forEachBatch(store.chunk(c), store.chunkRows(c), batch);
    }
  }

  private void forEachBatch(long first, long rowCount, IntConsumer batch) {
    long row = first;
    long left = rowCount;
    while (left > 0) {
      int count = (int) Math.min(left, rows.length);
      for (int i = 0; i < count; i++, row += layout.width()) {
        rows[i] = row;
      }
      batch.accept(count);
      left -= count;
    }
  }

  private void add(int count) {
    keys.load(layout.keys(), rows, count);
    index.find(keys, adopted, groups);
    merge(count);
  }

  /** Only looks: what has no partner stays as it is, and none of the others will need it. */
  private void compare(int count) {
    keys.load(layout.keys(), rows, count);
    if (!index.look(keys, groups)) {
      index.find(keys, adopted, groups);
    }
    merge(count);
  }

  private void merge(int count) {
    int dead = layout.deadOffset();
    int duplicates = 0;
    for (int i = 0; i < count; i++) {
      if (groups[i] != 0 && groups[i] != rows[i]) {
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
    for (int s = 0; s < layout.states().size(); s++) {
      AggregateState state = layout.states().get(s);
      try {
        state.merge(pairs);
      } catch (WeftException e) {
        throw layout.failure(s, e);
      }
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
    own.close();
  }
}

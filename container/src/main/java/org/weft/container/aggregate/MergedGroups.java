package org.weft.container.aggregate;

import java.util.List;
import org.weft.container.hash.KeyBatch;
import org.weft.container.hash.KeyForm;
import org.weft.container.hash.RowStore;
import org.weft.container.spill.PageReader;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Views;

/**
 * Groups made of groups that come from disk: the first of a key is copied, others are merged into
 * it. For one thread.
 */
final class MergedGroups implements GroupRows, AutoCloseable {
  private final AggregateLayout layout;
  private final List<AggregateState> textStates;
  private final MemoryScope scope;
  private final RowStore store;
  private final ByteArena text;
  private final KeyBatch keys;
  private final GroupIndex index;
  private final GroupPairs pairs;
  private final long[] rows = new long[Batch.CAPACITY];
  private final long[] groups = new long[Batch.CAPACITY];
  private final boolean[] fresh = new boolean[Batch.CAPACITY];

  MergedGroups(
      AggregateLayout layout, List<DataType> keyTypes, SumWidths widths, MemoryScope scope) {
    this.layout = layout;
    this.textStates =
        layout.states().stream()
            .filter(state -> state.textOffset() != AggregateState.NONE)
            .toList();
    this.scope = scope;
    this.store = new RowStore(scope, layout.width());
    this.text = new ByteArena(scope);
    this.keys = new KeyBatch(keyTypes);
    this.index = new GroupIndex(scope, layout.keys(), new GroupIndex.Lists(), store);
    this.pairs = new GroupPairs(Batch.CAPACITY, widths);
  }

  /** Takes in the rows of the reader's open page. */
  void add(PageReader page) {
    add(page.first(), page.count());
  }

  /** Takes in the rows of a store, and copies of their texts. */
  void add(RowStore store) {
    for (int c = 0; c < store.chunks(); c++) {
      int left = store.chunkRows(c);
      long first = store.chunk(c);
      while (left > 0) {
        int count = Math.min(left, Batch.CAPACITY);
        add(first, count);
        first += (long) count * layout.width();
        left -= count;
      }
    }
  }

  private void add(long first, int count) {
    for (int i = 0; i < count; i++) {
      rows[i] = first + (long) i * layout.width();
      fresh[i] = false;
    }
    keys.load(layout.keys(), rows, count);
    index.find(keys, this, groups);
    int duplicates = 0;
    for (int i = 0; i < count; i++) {
      if (!fresh[i]) {
        pairs.into[duplicates] = groups[i];
        pairs.from[duplicates++] = rows[i];
      }
    }
    pairs.count = duplicates;
    if (duplicates > 0) {
      GroupMerge.mergeStates(layout, pairs);
      keepTexts(duplicates);
    }
  }

  @Override
  public long row(int n, long hash) {
    fresh[n] = true;
    return store.append();
  }

  @Override
  public void complete(KeyBatch batch, int[] list, int count, long[] into) {
    int width = layout.width();
    for (int j = 0; j < count; j++) {
      long to = into[list[j]];
      Memory.copy(rows[list[j]], to, width);
      for (int k = 0; k < layout.keys().keys(); k++) {
        if (layout.keys().form(k) == KeyForm.TEXT) {
          keepText(to + layout.keys().offset(k));
        }
      }
      for (AggregateState state : textStates) {
        keepText(to + state.textOffset());
      }
    }
  }

  /** Texts of merged states may be those of rows that are about to go. */
  private void keepTexts(int count) {
    for (AggregateState state : textStates) {
      for (int i = 0; i < count; i++) {
        long view = pairs.into[i] + state.textOffset();
        if (Views.bytes(view) == Views.bytes(pairs.from[i] + state.textOffset())) {
          keepText(view);
        }
      }
    }
  }

  private void keepText(long view) {
    int length = Views.length(view);
    if (length > 0) {
      Memory.putLong(view + 8, text.append(Views.bytes(view), length));
    }
  }

  RowStore store() {
    return store;
  }

  long held() {
    return scope.held();
  }

  /** Gives the memory back. */
  @Override
  public void close() {
    scope.close();
  }
}

package org.weft.container.sort;

import java.util.List;
import org.weft.container.aggregate.GroupIndex;
import org.weft.container.aggregate.GroupRows;
import org.weft.container.hash.KeyBatch;
import org.weft.container.hash.KeyForm;
import org.weft.container.hash.KeyLayout;
import org.weft.container.hash.RowShape;
import org.weft.container.hash.RowStore;
import org.weft.container.hash.TextCopies;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;

/** Finds the heap of least words of each row's partition. For one thread. */
final class PartitionBounds implements GroupRows {
  private final List<Integer> ordinals;
  private final KeyBatch keys;
  private final KeyLayout layout;
  private final RowStore store;
  private final GroupIndex index;
  private final TextCopies[] copies;
  private final int heapOffset;
  private final long[] heaps = new long[Batch.CAPACITY];

  /**
   * Partitions by columns, of which there is one at least.
   *
   * @param words the size of a heap
   * @param scope owns the memory
   */
  PartitionBounds(List<Integer> ordinals, List<DataType> types, int words, MemoryScope scope) {
    this.ordinals = ordinals;
    keys = new KeyBatch(types);
    RowShape shape = new RowShape();
    layout = new KeyLayout(types, 0, shape);
    heapOffset = shape.words(words);
    store = new RowStore(scope, shape.width());
    index = new GroupIndex(scope, layout, new GroupIndex.Lists());
    copies = new TextCopies[types.size()];
    ByteArena text = new ByteArena(scope);
    for (int k = 0; k < copies.length; k++) {
      copies[k] = layout.form(k) == KeyForm.TEXT ? new TextCopies(text) : null;
    }
  }

  /** The addresses of the heaps of the partitions of some rows; until the next call. */
  long[] heaps(Batch batch, int[] rows, int count) {
    keys.load(batch, ordinals, rows, count);
    index.find(keys, this, heaps);
    for (int i = 0; i < count; i++) {
      heaps[i] += heapOffset;
    }
    return heaps;
  }

  /** How many partitions there are. */
  int partitions() {
    return index.size();
  }

  /** Bytes that a batch of new partitions takes, without texts. */
  long batchBytes() {
    return (long) Batch.CAPACITY * (store.width() + 16);
  }

  @Override
  public long row(int n, long hash) {
    long row = store.append();
    Memory.fill(row, store.width(), (byte) 0);
    return row;
  }

  @Override
  public void complete(KeyBatch batch, int[] list, int count, long[] groups) {
    layout.write(batch, list, count, groups, copies);
  }
}

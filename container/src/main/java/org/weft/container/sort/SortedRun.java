package org.weft.container.sort;

import java.util.List;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;

/** Ordered (word, row) pairs, with the block they lie in. */
record SortedRun(Block block, long pairs, long count) {
  /** Some rows of one width, one behind the other. */
  record Chunk(long address, int rows) {}

  /** The rows of some chunks in order. */
  static SortedRun of(RowFormat format, WordPlan plan, List<Chunk> chunks, MemoryScope scope) {
    long count = chunks.stream().mapToLong(Chunk::rows).sum();
    Block pairs = scope.allocate(Math.max(1, count) * Pairs.WIDTH);
    fill(format, plan, chunks, pairs.address());
    Block spare = scope.allocate(Math.max(1, count) * Pairs.WIDTH);
    long sorted = Pairs.sort(pairs.address(), spare.address(), count);
    Block kept = sorted == pairs.address() ? pairs : spare;
    (kept == pairs ? spare : pairs).close();
    if (!plan.isExact()) {
      Pairs.orderTies(sorted, count, new RowComparator(format, plan.exactKeys()));
    }
    return new SortedRun(kept, sorted, count);
  }

  private static void fill(RowFormat format, WordPlan plan, List<Chunk> chunks, long pairs) {
    KeyValues values = new KeyValues();
    long[] rows = new long[Batch.CAPACITY];
    long[] words = new long[Batch.CAPACITY];
    long position = 0;
    for (Chunk chunk : chunks) {
      for (int start = 0; start < chunk.rows(); start += Batch.CAPACITY) {
        int count = Math.min(Batch.CAPACITY, chunk.rows() - start);
        for (int i = 0; i < count; i++) {
          rows[i] = chunk.address() + (long) (start + i) * format.width();
        }
        words(format, plan, rows, count, values, words);
        for (int i = 0; i < count; i++) {
          Pairs.put(pairs, position + i, words[i], rows[i]);
        }
        position += count;
      }
    }
  }

  /** Computes the words of stored rows, at most a batch of them. */
  static void words(
      RowFormat format, WordPlan plan, long[] rows, int count, KeyValues values, long[] words) {
    java.util.Arrays.fill(words, 0, count, 0);
    for (WordPart part : plan.parts()) {
      values.read(format, part.key(), rows, count);
      part.addTo(words, values);
    }
  }
}

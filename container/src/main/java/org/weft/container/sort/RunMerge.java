package org.weft.container.sort;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.pipeline.ParallelWork;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.MemoryScope;

/**
 * Runs merged two by two. Every merge is cut into pieces of equal length for all threads: where the
 * n-th row of the result comes from is found by bisection.
 */
final class RunMerge {
  private static final long SMALLEST_PIECE = 1 << 14;

  private final RowComparator ties;
  private final MemoryScope scope;
  private final ParallelWork threads;

  /**
   * @param ties how rows with equal words are ordered, or null if they are equal
   */
  RunMerge(RowComparator ties, MemoryScope scope, ParallelWork threads) {
    this.ties = ties;
    this.scope = scope;
    this.threads = threads;
  }

  /** One run of all; the memory of the others is given back. */
  SortedRun merge(List<SortedRun> runs) {
    List<SortedRun> left = runs;
    while (left.size() > 1) {
      List<SortedRun> merged = new ArrayList<>();
      List<Runnable> pieces = new ArrayList<>();
      for (int i = 0; i + 1 < left.size(); i += 2) {
        merged.add(plan(left.get(i), left.get(i + 1), pieces));
      }
      threads.runAll(pieces);
      for (int i = 0; i + 1 < left.size(); i += 2) {
        left.get(i).block().close();
        left.get(i + 1).block().close();
      }
      if (left.size() % 2 == 1) {
        merged.add(left.get(left.size() - 1));
      }
      left = merged;
    }
    return left.get(0);
  }

  private SortedRun plan(SortedRun a, SortedRun b, List<Runnable> pieces) {
    long count = a.count() + b.count();
    Block block = scope.allocate(Math.max(1, count) * Pairs.WIDTH);
    long out = block.address();
    long length = Math.max(SMALLEST_PIECE, (count + threads.threads() - 1) / threads.threads());
    for (long start = 0; start < count; start += length) {
      long from = start;
      long to = Math.min(count, start + length);
      pieces.add(() -> mergePiece(a, b, from, to, out));
    }
    return new SortedRun(block, out, count);
  }

  /** Writes rows {@code start} to {@code end} of the merged run. */
  private void mergePiece(SortedRun a, SortedRun b, long start, long end, long out) {
    long i = fromFirst(a, b, start);
    long j = start - i;
    for (long k = start; k < end; k++) {
      boolean first = j >= b.count() || (i < a.count() && !isBefore(b.pairs(), j, a.pairs(), i));
      long pairs = first ? a.pairs() : b.pairs();
      long n = first ? i++ : j++;
      Pairs.put(out, k, Pairs.word(pairs, n), Pairs.row(pairs, n));
    }
  }

  /** How many of the first {@code rank} merged rows come from the first run. */
  private long fromFirst(SortedRun a, SortedRun b, long rank) {
    long low = Math.max(0, rank - b.count());
    long high = Math.min(rank, a.count());
    while (low < high) {
      long i = (low + high) >>> 1;
      long j = rank - i;
      // too few of the first run if its next row comes before the last one taken from the second
      if (j > 0 && !isBefore(b.pairs(), j - 1, a.pairs(), i)) {
        low = i + 1;
      } else {
        high = i;
      }
    }
    return low;
  }

  private boolean isBefore(long pairs, long n, long others, long m) {
    int order = Long.compareUnsigned(Pairs.word(pairs, n), Pairs.word(others, m));
    if (order == 0 && ties != null) {
      order = ties.compare(Pairs.row(pairs, n), Pairs.row(others, m));
    }
    return order < 0;
  }
}

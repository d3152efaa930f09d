package org.weft.container.sort;

import java.util.List;
import org.weft.container.spill.PageReader;
import org.weft.container.spill.SpillLayout;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;

/**
 * Goes through several runs in order, by a tree of losers: every inner node holds the run that lost
 * there, so that each step compares once per level. For one thread.
 */
final class RunCursors implements AutoCloseable {
  private final RowFormat format;
  private final WordPlan plan;
  private final RowComparator ties;
  private final PageReader[] readers;
  private final long[][] words;
  private final int[] positions;
  private final int[] losers;
  private final long[] word;
  private final long[] row;
  private final KeyValues values = new KeyValues();
  private final long[] addresses = new long[Batch.CAPACITY];
  private int winner;

  /** Cursors at the first rows of these runs, their memory the scope's. */
  RunCursors(
      RowFormat format,
      SpillLayout layout,
      WordPlan plan,
      List<SortedRuns.Run> runs,
      MemoryScope scope) {
    this.format = format;
    this.plan = plan;
    this.ties = plan.isExact() ? null : new RowComparator(format, plan.exactKeys());
    int count = runs.size();
    readers = new PageReader[count];
    words = new long[count][];
    positions = new int[count];
    losers = new int[Math.max(1, count)];
    word = new long[count];
    row = new long[count];
    for (int run = 0; run < count; run++) {
      readers[run] = new PageReader(layout, runs.get(run).rows(), scope);
      words[run] = new long[0];
      nextPage(run);
    }
    winner = count == 1 ? 0 : play(1);
  }

  /** The winner below a node; the leaves are numbered from the number of runs on. */
  private int play(int node) {
    if (node >= readers.length) {
      return node - readers.length;
    }
    int left = play(2 * node);
    int right = play(2 * node + 1);
    boolean leftWins = isBefore(left, right);
    losers[node] = leftWins ? right : left;
    return leftWins ? left : right;
  }

  private boolean isBefore(int a, int b) {
    if (row[a] == 0 || row[b] == 0) {
      return row[b] == 0;
    }
    if (word[a] != word[b]) {
      return Long.compareUnsigned(word[a], word[b]) < 0;
    }
    return ties == null || ties.compare(row[a], row[b]) <= 0;
  }

  boolean hasRow() {
    return row[winner] != 0;
  }

  /** The address of the next row. */
  long row() {
    return row[winner];
  }

  /** True if {@link #advance} will overwrite the page that the next row lies on. */
  boolean isLastOfPage() {
    return positions[winner] + 1 == readers[winner].count();
  }

  /** Goes behind the next row. */
  void advance() {
    int run = winner;
    int position = ++positions[run];
    if (position < readers[run].count()) {
      word[run] = words[run][position];
      row[run] += format.width();
    } else {
      nextPage(run);
    }
    for (int node = (run + readers.length) >>> 1; node > 0; node >>>= 1) {
      int loser = losers[node];
      if (isBefore(loser, run)) {
        losers[node] = run;
        run = loser;
      }
    }
    winner = run;
  }

  private void nextPage(int run) {
    PageReader reader = readers[run];
    if (!reader.advance()) {
      row[run] = 0;
      return;
    }
    int count = reader.count();
    if (words[run].length < count) {
      words[run] = new long[count];
    }
    for (int i = 0; i < count; i++) {
      addresses[i] = reader.first() + (long) i * format.width();
    }
    SortedRun.words(format, plan, addresses, count, values, words[run]);
    positions[run] = 0;
    word[run] = words[run][0];
    row[run] = reader.first();
  }

  @Override
  public void close() {
    for (PageReader reader : readers) {
      if (reader != null) {
        reader.close();
      }
    }
  }
}

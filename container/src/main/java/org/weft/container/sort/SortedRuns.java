package org.weft.container.sort;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.ParallelWork;
import org.weft.container.spill.PageOutput;
import org.weft.container.spill.PageReader;
import org.weft.container.spill.PageWriter;
import org.weft.container.spill.SpillCount;
import org.weft.container.spill.SpillLayout;
import org.weft.container.spill.SpilledRows;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;

/** The runs that a sort has written to disk. Thread-safe. */
final class SortedRuns implements AutoCloseable {
  private static final int CHECK_EVERY = 1 << 12;

  private final RowFormat format;
  private final SpillLayout layout;
  private final ExecutionContext context;
  private final SpillCount count;
  private final long pageBytes;
  private final List<Run> runs = new ArrayList<>();
  private final List<KeyRange> ranges = new ArrayList<>();

  /** Rows in order, and the file they alone lie in. */
  record Run(SpilledRows rows, PageOutput file) {
    void delete() {
      file.delete();
    }
  }

  SortedRuns(RowFormat format, ExecutionContext context, SpillCount count) {
    this.format = format;
    this.layout = SpillLayout.of(format.asColumns());
    this.context = context;
    this.count = count;
    this.pageBytes = PageWriter.pageBytes(context.pool());
  }

  RowFormat format() {
    return format;
  }

  SpillLayout layout() {
    return layout;
  }

  /** Writes sorted rows; what was seen of their keys is needed to merge them. */
  void write(SortedRun sorted, List<KeyRange> seen) {
    count.addRun();
    try (MemoryScope scope = context.pool().scope("spill of a sort");
        PageOutput file = PageOutput.create(context.spill(), "sort", count, scope);
        PageWriter writer = new PageWriter(layout, file, pageBytes, scope)) {
      for (long i = 0; i < sorted.count(); i++) {
        if (i % CHECK_EVERY == 0) {
          context.cancellation().check();
        }
        writer.append(Pairs.row(sorted.pairs(), i));
      }
      add(new Run(writer.finish(), file), seen);
    }
  }

  private synchronized void add(Run run, List<KeyRange> seen) {
    runs.add(run);
    include(seen);
  }

  /** Takes in what was seen of the keys of rows that are merged with the runs. */
  synchronized void include(List<KeyRange> seen) {
    if (ranges.isEmpty()) {
      for (int key = 0; key < seen.size(); key++) {
        ranges.add(new KeyRange(format.keyLayout(key)));
      }
    }
    for (int key = 0; key < seen.size(); key++) {
      ranges.get(key).add(seen.get(key));
    }
  }

  synchronized boolean isEmpty() {
    return runs.isEmpty();
  }

  synchronized List<Run> all() {
    return List.copyOf(runs);
  }

  /** How the keys of all rows become words. */
  synchronized WordPlan plan() {
    return WordPlan.of(format, ranges);
  }

  /** Merges runs, the smallest first, until there is memory to read all that are left at once. */
  void reduce(ParallelWork threads) {
    WordPlan plan = plan();
    while (true) {
      int fan = fanIn();
      List<Run> some = smallest(fan);
      if (some.isEmpty()) {
        return;
      }
      List<Runnable> pieces = new ArrayList<>();
      int parts = Math.min(threads.threads(), Math.max(1, some.size() / 2));
      for (int p = 0; p < parts; p++) {
        List<Run> mine = some.subList(some.size() * p / parts, some.size() * (p + 1) / parts);
        pieces.add(() -> merge(mine, plan));
      }
      threads.runAll(pieces);
    }
  }

  /** How many runs can be read at once. */
  private int fanIn() {
    MemoryPool pool = context.pool();
    long memory = Math.max(Math.min(pool.free() / 2, pool.limit() / 4), pool.limit() / 16);
    long each = all().stream().mapToLong(run -> PageReader.memory(run.rows())).max().orElse(1);
    return (int) Math.max(2, Math.min(memory / each, 1 << 12));
  }

  /** The runs to be merged so that so many are left; none if there are no more anyway. */
  private synchronized List<Run> smallest(int fan) {
    if (runs.size() <= fan) {
      return List.of();
    }
    List<Run> sorted = new ArrayList<>(runs);
    sorted.sort(Comparator.comparingLong(run -> run.rows().rows()));
    return sorted.subList(0, Math.min(fan, runs.size() - fan + 1));
  }

  private void merge(List<Run> some, WordPlan plan) {
    if (some.size() < 2) {
      return;
    }
    try (MemoryScope scope = context.pool().scope("merge of a sort");
        PageOutput file = PageOutput.create(context.spill(), "sort", count, scope);
        PageWriter writer = new PageWriter(layout, file, pageBytes, scope);
        RunCursors cursors = new RunCursors(format, layout, plan, some, scope)) {
      for (long done = 0; cursors.hasRow(); done++) {
        if (done % CHECK_EVERY == 0) {
          context.cancellation().check();
        }
        writer.append(cursors.row());
        cursors.advance();
      }
      replace(some, new Run(writer.finish(), file));
    }
    some.forEach(Run::delete);
  }

  private synchronized void replace(List<Run> some, Run merged) {
    runs.removeAll(some);
    runs.add(merged);
  }

  /** Deletes all runs. */
  @Override
  public synchronized void close() {
    runs.forEach(Run::delete);
    runs.clear();
  }
}

package org.weft.container.join;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.weft.container.hash.KeyForm;
import org.weft.container.hash.KeyLayout;
import org.weft.container.hash.RowColumns;
import org.weft.container.hash.RowStore;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.OneThread;
import org.weft.container.spill.PageOutput;
import org.weft.container.spill.PageReader;
import org.weft.container.spill.SpillCount;
import org.weft.container.spill.SpillLayout;
import org.weft.container.spill.SpilledRows;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.vector.Layout;

/**
 * The rows of a join that are on disk, both sides dealt to the same partitions by the top bits of
 * their keys' hashes. A join without keys has one partition. Some partitions' build rows are in
 * memory again while the probe side runs: only rows of the others are spilled there. Thread-safe.
 */
final class JoinSpill implements AutoCloseable {
  private static final int BITS = 6;

  /** Beside its bytes, what a row takes in memory: rounding, the table. */
  private static final long ROW_BYTES = JoinLimits.TABLE_BYTES + 16;

  private final PhysicalPlan.HashJoin node;
  private final BuildLayout layout;
  private final ExecutionContext context;
  private final SpillLayout buildRows;
  private final RowColumns probeColumns;
  private final SpillLayout probeRows;
  private final SpillCount count;
  private final int bits;
  private final List<PageOutput> files = new ArrayList<>();
  private final SpilledRows[] build;
  private final SpilledRows[] probe;
  private final boolean[] nullable;
  private final boolean[] inMemory;
  private MemoryScope memory;
  private boolean used;
  private boolean waiting;
  private boolean hasNullKey;

  JoinSpill(PhysicalPlan.HashJoin node, BuildLayout layout, ExecutionContext context) {
    this(node, layout, context.meter(node).spilled(), context);
  }

  /**
   * @param count of what the operator spills that the join is a part of
   */
  JoinSpill(
      PhysicalPlan.HashJoin node, BuildLayout layout, SpillCount count, ExecutionContext context) {
    this.node = node;
    this.layout = layout;
    this.context = context;
    this.buildRows = layout(layout);
    this.probeColumns = new RowColumns(node.probe().schema());
    this.probeRows = SpillLayout.of(probeColumns);
    this.count = count;
    this.bits = layout.keys() == null ? 0 : BITS;
    this.build = new SpilledRows[1 << bits];
    this.probe = new SpilledRows[1 << bits];
    this.inMemory = new boolean[1 << bits];
    this.nullable = new boolean[layout.columns()];
    Arrays.setAll(build, p -> new SpilledRows());
    Arrays.setAll(probe, p -> new SpilledRows());
  }

  private static SpillLayout layout(BuildLayout layout) {
    List<SpillLayout.Text> texts = new ArrayList<>();
    KeyLayout keys = layout.keys();
    for (int k = 0; keys != null && k < keys.keys(); k++) {
      if (keys.form(k) == KeyForm.TEXT) {
        texts.add(SpillLayout.Text.always(keys.offset(k)));
      }
    }
    for (int c = 0; c < layout.columns(); c++) {
      if (layout.isKept(c) && !layout.isKey(c) && layout.layout(c) == Layout.VIEW) {
        texts.add(new SpillLayout.Text(layout.offset(c), layout.validityOffset(c)));
      }
    }
    return new SpillLayout(layout.width(), texts);
  }

  SpillLayout buildRows() {
    return buildRows;
  }

  SpillLayout probeRows() {
    return probeRows;
  }

  RowColumns probeColumns() {
    return probeColumns;
  }

  SpillCount count() {
    return count;
  }

  int bits() {
    return bits;
  }

  int partition(long hash) {
    return (int) (hash >>> 1 >>> (63 - bits));
  }

  /** A new file, deleted with this. */
  PageOutput file(MemoryScope scope) {
    PageOutput file = PageOutput.create(context.spill(), "join", count, scope);
    synchronized (this) {
      files.add(file);
    }
    return file;
  }

  /** Deletes a file before the others. */
  void delete(PageOutput file) {
    file.delete();
    synchronized (this) {
      files.remove(file);
    }
  }

  /** Writes build rows. */
  void write(BuildRows rows) {
    count.addRun();
    try (MemoryScope scope = context.pool().scope("spill of a join");
        PageOutput file = file(scope)) {
      Deal deal = new Deal(buildRows, file, bits, 0, scope);
      RowStore store = rows.store();
      for (int c = 0; c < store.chunks(); c++) {
        context.cancellation().check();
        deal.addBuildRows(layout, store.chunk(c), store.chunkRows(c));
      }
      add(build, deal.finish());
    }
    note(rows);
  }

  /** Writes build rows of a join without keys. */
  void write(EqualRows rows) {
    count.addRun();
    try (MemoryScope scope = context.pool().scope("spill of a join");
        PageOutput file = file(scope)) {
      Deal deal = new Deal(buildRows, file, bits, 0, scope);
      for (int n = 0; n < rows.count(); n++) {
        deal.add(rows.row(n), 0);
      }
      add(build, deal.finish());
    }
    synchronized (this) {
      used = true;
      Arrays.fill(nullable, true);
    }
  }

  private synchronized void note(BuildRows rows) {
    used = true;
    hasNullKey |= rows.hasNullKey();
    for (int c = 0; c < nullable.length; c++) {
      nullable[c] |= rows.hasNulls(c);
    }
  }

  /** Adds probe rows that were written, by partition. */
  void addProbe(SpilledRows[] written) {
    add(probe, written);
  }

  private synchronized void add(SpilledRows[] to, SpilledRows[] written) {
    for (int p = 0; p < written.length; p++) {
      to[p].addAll(written[p]);
    }
  }

  /** True if there are build rows on disk, or were. */
  synchronized boolean isUsed() {
    return used;
  }

  synchronized boolean hasNullKey() {
    return hasNullKey;
  }

  /** True if rows of this partition need not be spilled. */
  boolean isInMemory(int partition) {
    return inMemory[partition];
  }

  /** The partitions that are still to be joined. */
  List<Integer> open() {
    List<Integer> open = new ArrayList<>();
    for (int p = 0; p < build.length; p++) {
      if (!inMemory[p] && !(build[p].isEmpty() && probe[p].isEmpty())) {
        open.add(p);
      }
    }
    return open;
  }

  SpilledRows build(int partition) {
    return build[partition];
  }

  SpilledRows probe(int partition) {
    return probe[partition];
  }

  /** Lets joins that are probed before this one know that it will need memory again. */
  synchronized void waitForMemory() {
    waiting = true;
    context.spill().waiting().incrementAndGet();
  }

  private synchronized int stopWaiting() {
    if (!waiting) {
      return 1;
    }
    waiting = false;
    return context.spill().waiting().getAndDecrement();
  }

  /**
   * Reads back as many partitions as there is room for.
   *
   * @param share of the memory that is free, for all joins that wait for it
   */
  synchronized BuildTable load(double share, JoinLimits limits) {
    int joins = Math.max(1, stopWaiting());
    long room = (long) (Math.max(0, context.pool().free()) * share) / joins;
    room = Math.min(room, limits.memory());
    memory = context.pool().scope("build side of a join");
    try {
      BuildRows rows = new BuildRows(node, layout, memory);
      for (int p = 0; p < build.length && bits > 0; p++) {
        room -= memory(build[p]);
        if (room < 0) {
          break;
        }
        load(build[p], rows);
        inMemory[p] = true;
      }
      return table(rows, limits, memory);
    } catch (RuntimeException | Error e) {
      memory.close(); // the next worker may try again, with a scope of its own
      throw e;
    }
  }

  /** Bytes that build rows on disk will take in memory, about. */
  static long memory(SpilledRows rows) {
    return rows.bytes() + rows.bytes() / 8 + ROW_BYTES * rows.rows();
  }

  private void load(SpilledRows spilled, BuildRows into) {
    try (PageReader reader = new PageReader(buildRows, spilled, memory)) {
      while (reader.advance()) {
        context.cancellation().check();
        into.load(reader);
      }
    }
  }

  /** A table of rows that were loaded. */
  BuildTable table(BuildRows rows, JoinLimits limits, MemoryScope scope) {
    synchronized (this) {
      rows.addNulls(nullable);
    }
    return BuildTable.of(node, layout, List.of(rows), limits, scope, OneThread.INSTANCE);
  }

  /** Gives back the memory of the partitions that were loaded. */
  synchronized void release() {
    stopWaiting();
    if (memory != null) {
      memory.close();
    }
  }

  /** Deletes all files. */
  @Override
  public synchronized void close() {
    release();
    files.forEach(PageOutput::delete);
    files.clear();
  }
}

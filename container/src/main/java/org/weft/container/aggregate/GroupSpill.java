package org.weft.container.aggregate;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.hash.KeyForm;
import org.weft.container.hash.KeyLayout;
import org.weft.container.hash.RowStore;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.spill.PageOutput;
import org.weft.container.spill.PageWriter;
import org.weft.container.spill.SpillCount;
import org.weft.container.spill.SpillLayout;
import org.weft.container.spill.SpilledRows;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/**
 * The groups that an aggregation has written to disk, dealt to partitions by the top bits of their
 * hashes. A key may have several. Their sums have two words. Thread-safe.
 */
final class GroupSpill implements AutoCloseable {
  static final long PAGE = 64 << 10;

  private final AggregateLayout layout;
  private final SpillLayout rows;
  private final int bits;
  private final ExecutionContext context;
  private final SpillCount count;
  private final List<PageOutput> files = new ArrayList<>();
  private SpilledRows[] partitions;

  GroupSpill(AggregateLayout layout, int bits, SpillCount count, ExecutionContext context) {
    this.layout = layout;
    this.rows = layout(layout);
    this.bits = bits;
    this.context = context;
    this.count = count;
  }

  private static SpillLayout layout(AggregateLayout layout) {
    List<SpillLayout.Text> texts = new ArrayList<>();
    KeyLayout keys = layout.keys();
    for (int k = 0; keys != null && k < keys.keys(); k++) {
      if (keys.form(k) == KeyForm.TEXT) {
        texts.add(SpillLayout.Text.always(keys.offset(k)));
      }
    }
    for (AggregateState state : layout.states()) {
      if (state.textOffset() != AggregateState.NONE) {
        texts.add(SpillLayout.Text.always(state.textOffset()));
      }
    }
    return new SpillLayout(layout.width(), texts);
  }

  /** How rows of groups are spilled. */
  SpillLayout rows() {
    return rows;
  }

  int bits() {
    return bits;
  }

  SpillCount count() {
    return count;
  }

  /** A new file, deleted with this. */
  PageOutput file(MemoryScope scope) {
    PageOutput file = PageOutput.create(context.spill(), "aggregation", count, scope);
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

  /** Writes all groups of a table. */
  void write(GroupTable table) {
    count.addRun();
    table.widenSums();
    GroupStore store = table.store();
    if (!store.isPartitioned()) {
      table.partition();
    }
    RowStore[] stores = store.partitions();
    try (MemoryScope scope = context.pool().scope("spill of an aggregation");
        PageOutput file = file(scope);
        PageWriter writer = new PageWriter(rows, file, PAGE, scope)) {
      SpilledRows[] written = new SpilledRows[stores.length];
      for (int p = 0; p < stores.length; p++) {
        context.cancellation().check();
        append(stores[p], writer);
        written[p] = writer.finish();
      }
      add(written);
    }
  }

  /** Appends the rows of a store that are not dead. */
  private void append(RowStore store, PageWriter writer) {
    for (int c = 0; c < store.chunks(); c++) {
      long row = store.chunk(c);
      for (int i = 0; i < store.chunkRows(c); i++, row += store.width()) {
        if (Memory.getByte(row + layout.deadOffset()) == 0) {
          writer.append(row);
        }
      }
    }
  }

  private synchronized void add(SpilledRows[] written) {
    if (partitions == null) {
      partitions = written;
      return;
    }
    for (int p = 0; p < written.length; p++) {
      partitions[p].addAll(written[p]);
    }
  }

  synchronized boolean isEmpty() {
    return partitions == null;
  }

  /** What was written of a partition until now. */
  synchronized SpilledRows partition(int partition) {
    SpilledRows written = new SpilledRows();
    written.addAll(partitions[partition]);
    return written;
  }

  /** Deletes all files. */
  @Override
  public synchronized void close() {
    files.forEach(PageOutput::delete);
    files.clear();
  }
}

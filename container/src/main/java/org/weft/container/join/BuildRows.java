package org.weft.container.join;

import org.weft.container.hash.KeyBatch;
import org.weft.container.hash.KeyForm;
import org.weft.container.hash.KeyLayout;
import org.weft.container.hash.RowNumbers;
import org.weft.container.hash.RowScatter;
import org.weft.container.hash.RowStore;
import org.weft.container.hash.TextCopies;
import org.weft.container.spill.PageReader;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashJoin.NullKeys;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/** The build rows of one thread, and what is known of their keys. */
final class BuildRows {
  private final PhysicalPlan.HashJoin node;
  private final BuildLayout layout;
  private final RowStore store;
  private final ByteArena text;
  private final KeyBatch keys;
  private final RowScatter scatter = new RowScatter();
  private final TextCopies[] keyCopies;
  private final TextCopies[] columnCopies;
  private final boolean[] nulls;
  private final int[] kept = new int[Batch.CAPACITY];
  private final long[] addresses = new long[Batch.CAPACITY];
  private final boolean dropNullKeys;
  private boolean hasNullKey;
  private final KeyExtents extents;

  BuildRows(PhysicalPlan.HashJoin node, BuildLayout layout, MemoryScope scope) {
    this.node = node;
    this.layout = layout;
    this.store = new RowStore(scope, layout.width());
    text = new ByteArena(scope);
    KeyLayout keyLayout = layout.keys();
    keys =
        keyLayout == null
            ? null
            : new KeyBatch(node.buildKeys().stream().map(node.build().schema()::type).toList());
    extents = keyLayout == null ? null : new KeyExtents(keyLayout);
    keyCopies = new TextCopies[keyLayout == null ? 0 : keyLayout.keys()];
    for (int k = 0; k < keyCopies.length; k++) {
      keyCopies[k] = keyLayout.form(k) == KeyForm.TEXT ? new TextCopies(text) : null;
    }
    columnCopies = new TextCopies[layout.columns()];
    for (int c = 0; c < columnCopies.length; c++) {
      columnCopies[c] = layout.layout(c) == Layout.VIEW ? new TextCopies(text) : null;
    }
    nulls = new boolean[layout.columns()];
    dropNullKeys =
        node.nullKeys() != NullKeys.MATCH_EACH_OTHER && !node.type().emitsBuildRowsAtEnd();
  }

  void add(Batch batch) {
    int[] rows = RowNumbers.of(batch);
    int count = batch.selectedCount();
    if (keys != null) {
      keys.load(batch, node.buildKeys(), rows, count);
      hasNullKey |= keys.hasNulls();
      if (dropNullKeys && keys.hasNulls()) {
        int left = 0;
        for (int i = 0; i < count; i++) {
          if (!keys.hasNull(i)) {
            kept[left++] = rows[i];
          }
        }
        if (left == 0) {
          return;
        }
        rows = kept;
        count = left;
        keys.load(batch, node.buildKeys(), rows, count);
      }
    }
    append(batch, rows, count);
  }

  private void append(Batch batch, int[] rows, int count) {
    store.append(count, addresses);
    start(layout.header(), addresses, count);
    if (keys != null) {
      layout.keys().write(keys, RowNumbers.identity(), count, addresses, keyCopies);
      extents.add(keys);
    }
    for (int c = 0; c < nulls.length; c++) {
      if (layout.isKept(c)) {
        if (batch.column(c).mayHaveNulls()) {
          nulls[c] |=
              scatter.validity(batch.column(c), rows, count, addresses, layout.validityOffset(c));
        }
        if (!layout.isKey(c)) {
          scatter.values(
              batch.column(c),
              rows,
              count,
              layout.layout(c),
              addresses,
              layout.offset(c),
              columnCopies[c]);
        }
      }
    }
  }

  private static void start(long[] header, long[] rows, int count) {
    for (int i = 0; i < count; i++) {
      for (int w = 0; w < header.length; w++) {
        Memory.putLong(rows[i] + 8L * w, header[w]);
      }
    }
  }

  /** Where the rows added last lie, in the order of the batch's selection. */
  long[] appended() {
    return addresses;
  }

  /** Takes in the rows of the reader's open page, which are rows as these. */
  void load(PageReader page) {
    long from = page.first();
    for (int i = 0; i < page.count(); i++, from += layout.width()) {
      long row = store.append();
      Memory.copy(from, row, layout.width());
      copyTexts(row);
      if (extents != null) {
        extents.add(row);
      }
    }
  }

  private void copyTexts(long row) {
    for (int k = 0; k < keyCopies.length; k++) {
      if (keyCopies[k] != null) {
        copyText(row + layout.keys().offset(k));
      }
    }
    for (int c = 0; c < columnCopies.length; c++) {
      if (columnCopies[c] != null
          && layout.isKept(c)
          && !layout.isKey(c)
          && Memory.getByte(row + layout.validityOffset(c)) != 0) {
        copyText(row + layout.offset(c));
      }
    }
  }

  private void copyText(long view) {
    int length = Views.length(view);
    if (length > 0) {
      Memory.putLong(view + 8, text.append(Views.bytes(view), length));
    }
  }

  /** Takes in which columns hold nulls, of loaded rows. */
  void addNulls(boolean[] columns) {
    for (int c = 0; c < nulls.length; c++) {
      nulls[c] |= columns[c];
    }
  }

  RowStore store() {
    return store;
  }

  /** Between which words the keys lie; null if there are none. */
  KeyExtents extents() {
    return extents;
  }

  /** True if a key was null. */
  boolean hasNullKey() {
    return hasNullKey;
  }

  /** True if the column held a null. */
  boolean hasNulls(int column) {
    return nulls[column];
  }
}

package org.weft.container.aggregate;

import org.weft.container.hash.KeyBatch;
import org.weft.container.hash.KeyForm;
import org.weft.container.hash.KeyLayout;
import org.weft.container.hash.TextCopies;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;

/** New groups of one thread: rows appended to its store, keys copied, states of no rows. */
final class FreshGroups implements GroupRows {
  private final AggregateLayout layout;
  private final GroupStore store;
  private final TextCopies[] copies;
  private final long[] template;
  private final long templateRow;

  /** Groups for a store; {@code templateRow} has room for a row. */
  FreshGroups(AggregateLayout layout, GroupStore store, ByteArena text, long templateRow) {
    this.layout = layout;
    this.store = store;
    this.templateRow = templateRow;
    this.template = new long[layout.width() / 8];
    KeyLayout keys = layout.keys();
    copies = new TextCopies[keys == null ? 0 : keys.keys()];
    for (int k = 0; k < copies.length; k++) {
      if (keys.form(k) == KeyForm.TEXT) {
        copies[k] = new TextCopies(text);
      }
    }
    Memory.fill(templateRow, layout.width(), (byte) 0);
    layout.states().forEach(state -> state.start(templateRow));
    readTemplate();
  }

  private void readTemplate() {
    for (int w = 0; w < template.length; w++) {
      template[w] = Memory.getLong(templateRow + 8L * w);
    }
  }

  /**
   * Decides whether new groups have seen a value for a state from the start: so they have if every
   * row that can make a group brings one.
   */
  void markSeen(int seenOffset, byte seen) {
    Memory.putByte(templateRow + seenOffset, seen);
    readTemplate();
  }

  /** The row of the only group of an aggregation without keys. */
  long single() {
    long row = store.append(0);
    start(row, template);
    return row;
  }

  @Override
  public long row(int n, long hash) {
    return store.append(hash);
  }

  @Override
  public void complete(KeyBatch keys, int[] list, int count, long[] groups) {
    for (int j = 0; j < count; j++) {
      start(groups[list[j]], template);
    }
    layout.keys().write(keys, list, count, groups, copies);
  }

  private static void start(long row, long[] template) {
    for (int w = 0; w < template.length; w++) {
      Memory.putLong(row + 8L * w, template[w]);
    }
  }
}

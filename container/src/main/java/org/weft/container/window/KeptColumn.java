package org.weft.container.window;

import org.weft.container.hash.TextCopies;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/**
 * A column of the kept rows that functions look at: all values behind each other, so that a row is
 * found by its number. For one thread.
 */
final class KeptColumn implements PassedColumn {
  /** Text of rows that are gone is dropped when there is more than this. */
  private static final long LARGE_TEXT = 4L << 20;

  private final Layout layout;
  private final Scratch values;
  private final Scratch validity;
  private final ValueCopies copies;
  private ByteArena text;
  private ByteArena spareText;
  private TextCopies textCopies;
  private int rows;
  private boolean hasNulls;

  KeptColumn(Layout layout, MemoryScope scope, ValueCopies copies) {
    this.layout = layout;
    this.copies = copies;
    this.values = new Scratch(scope);
    this.validity = new Scratch(scope);
    if (layout == Layout.VIEW) {
      text = new ByteArena(scope);
      spareText = new ByteArena(scope);
      textCopies = new TextCopies(text);
    }
  }

  Layout layout() {
    return layout;
  }

  /** The address of row 0's value. */
  long values() {
    return values.address();
  }

  /** The address of row 0's validity byte, or 0 if no row is null. */
  long validity() {
    return hasNulls ? validity.address() : 0;
  }

  boolean isNull(int row) {
    return hasNulls && Memory.getByte(validity.address() + row) == 0;
  }

  @Override
  public void append(Vector vector, int[] selected, int count) {
    long total = (long) rows + count;
    long value = values.grow(total << layout.shift(), (long) rows << layout.shift());
    long valid = validity.grow(total, rows) + rows;
    hasNulls |= copies.validity(vector, selected, count, valid);
    copies.values(
        vector,
        selected,
        count,
        layout,
        value + ((long) rows << layout.shift()),
        valid,
        textCopies);
    rows += count;
  }

  @Override
  public void show(Vector vector, int first) {
    vector.pointFlat(
        layout,
        values.address() + ((long) first << layout.shift()),
        hasNulls ? validity.address() + first : 0);
  }

  @Override
  public int together(int first) {
    return rows - first;
  }

  @Override
  public void drop(int count) {
    int left = rows - count;
    if (rows > 0) {
      long value = values.address();
      Memory.copy(value + ((long) count << layout.shift()), value, (long) left << layout.shift());
      Memory.copy(validity.address() + count, validity.address(), left);
    }
    values.shrink((long) left << layout.shift());
    validity.shrink(left);
    rows = left;
    hasNulls = hasNulls && anyNull();
    if (text != null && (left == 0 || text.size() > LARGE_TEXT)) {
      moveText();
    }
  }

  private boolean anyNull() {
    int valid = 0;
    for (int i = 0; i < rows; i++) {
      valid += Memory.getByte(validity.address() + i);
    }
    return valid < rows;
  }

  private void moveText() {
    TextCopies moved = new TextCopies(spareText);
    for (int i = 0; i < rows; i++) {
      long view = values.address() + (long) Views.WIDTH * i;
      moved.put(view, view);
    }
    if (text.size() > LARGE_TEXT && text.size() / 2 > spareText.size()) {
      text.clear();
    } else {
      text.reset();
    }
    ByteArena other = text;
    text = spareText;
    spareText = other;
    textCopies = moved;
  }
}

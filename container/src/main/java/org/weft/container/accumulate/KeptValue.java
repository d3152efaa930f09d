package org.weft.container.accumulate;

import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/** A copy of one value, or a null, or nothing yet. For one thread. */
public final class KeptValue {
  private static final int FIRST_TEXT = 64;

  private final Layout layout;
  private final MemoryScope scope;
  private final long at;
  private Block text;
  private boolean isSet;
  private boolean isNull;

  public KeptValue(DataType type, MemoryScope scope) {
    this.layout = Layout.of(type);
    this.scope = scope;
    this.at = scope.allocate(layout.width()).address();
  }

  public void clear() {
    isSet = false;
  }

  /** True once something, be it a null, is kept. */
  public boolean isSet() {
    return isSet;
  }

  /** True if there is no value. */
  public boolean isNull() {
    return !isSet || isNull;
  }

  public Layout layout() {
    return layout;
  }

  /** Where the value lies. */
  public long address() {
    return at;
  }

  /** Keeps what a row has, value or null. */
  public void set(ColumnReader column, int row) {
    isSet = true;
    isNull = column.isNull(row);
    if (isNull) {
      return;
    }
    if (layout == Layout.VIEW) {
      setText(column.address(row));
    } else {
      column.copy(row, layout, at);
    }
  }

  /** Keeps a copy of the value that lies at an address in its layout. */
  public void set(long value) {
    isSet = true;
    isNull = false;
    if (layout == Layout.VIEW) {
      setText(value);
    } else {
      Memory.copy(value, at, layout.width());
    }
  }

  private void setText(long view) {
    int length = Views.length(view);
    if (text == null || text.capacity() < length) {
      Block larger = scope.allocate(Math.max(FIRST_TEXT, Long.highestOneBit(length) * 2));
      if (text != null) {
        text.close();
      }
      text = larger;
    }
    Memory.copy(Views.bytes(view), text.address(), length);
    Views.put(at, text.address(), length);
  }

  /** Compares a row's value with the one kept; neither is null. */
  public int compare(ColumnReader column, int row) {
    if (layout == Layout.INT128) {
      return ValueOrder.compareWide(
          column.integer(row), column.high(row), Memory.getLong(at), Memory.getLong(at + 8));
    }
    return ValueOrder.compare(layout, column.address(row), at);
  }

  public void appendTo(ColumnBuilder out) {
    if (isNull()) {
      out.appendNull();
    } else {
      out.appendValue(at);
    }
  }
}

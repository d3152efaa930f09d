package org.weft.shuffle.write;

import org.weft.planner.type.Schema;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Layout;

/**
 * How the fixed-width part of a builder is laid out: for each column its values (for strings: the
 * offsets of their bytes, one more than rows), then validity bytes of the columns that have shown
 * nulls. Immutable.
 */
final class BuilderShape {
  private static final int FEWEST_ROWS = 8;
  private static final long LARGEST_PIECE = 1 << 20;

  private final int[] widths;
  private final boolean[] variable;
  private final boolean[] nullable;
  private final long rowWidth;
  private final long fixed;

  BuilderShape(Schema schema, boolean[] nullable) {
    int columns = schema.size();
    this.widths = new int[columns];
    this.variable = new boolean[columns];
    this.nullable = nullable.clone();
    long width = 0;
    long extra = 8;
    for (int i = 0; i < columns; i++) {
      variable[i] = schema.type(i).isVariableLength();
      widths[i] = width(schema, i);
      width += widths[i] + (nullable[i] ? 1 : 0);
      extra += variable[i] ? 8 : 0;
    }
    this.rowWidth = width;
    this.fixed = extra;
  }

  private static int width(Schema schema, int column) {
    if (schema.type(column).kind() == TypeKind.NULL) {
      return 0;
    }
    Layout layout = Layout.of(schema.type(column));
    return layout == Layout.VIEW ? 4 : layout.width();
  }

  /** Bytes of one row, those of strings left out. */
  long rowWidth() {
    return rowWidth;
  }

  /** Bytes needed for a capacity in rows. */
  long bytes(int capacity) {
    return fixed + rowWidth * capacity;
  }

  /** The capacity, a multiple of 8, of a piece that holds at least these rows. */
  int capacityFor(int rows) {
    long size = BuilderMemory.sizeFor(bytes(Math.max(FEWEST_ROWS, (rows + 7) & -8)));
    return rowsIn(size);
  }

  /**
   * The capacity at which a builder is full: about {@code rows}, as many as fill a piece of memory,
   * and fewer if they are wide.
   */
  int fullCapacity(int rows) {
    long size = BuilderMemory.sizeFor(bytes(FEWEST_ROWS));
    while (size < LARGEST_PIECE && rowsIn(size * 2) <= rows + rows / 4) {
      size *= 2;
    }
    return Math.max(rowsIn(size), 8 * FEWEST_ROWS);
  }

  private int rowsIn(long pieceSize) {
    long usable = pieceSize - BuilderMemory.PADDING - fixed;
    return (int) Math.min(usable / Math.max(1, rowWidth), 1 << 20) & -8;
  }

  /** Where a column's values (or offsets) begin. */
  long values(int column, int capacity) {
    long offset = 0;
    for (int i = 0; i < column; i++) {
      offset += area(i, capacity);
    }
    return offset;
  }

  /** Where a column's validity bytes begin. */
  long validity(int column, int capacity) {
    return values(column, capacity) + valueBytes(column, capacity);
  }

  /** Bytes of the values (or offsets) of so many rows. */
  long valueBytes(int column, int rows) {
    return (long) widths[column] * rows + (variable[column] ? 8 : 0);
  }

  private long area(int column, int capacity) {
    return valueBytes(column, capacity) + (nullable[column] ? capacity : 0);
  }
}

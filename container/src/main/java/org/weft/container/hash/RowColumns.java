package org.weft.container.hash;

import java.util.List;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Layout;

/**
 * Where the columns of a schema lie in a row of fixed width: the values, wide ones first, and then
 * a byte of validity for each. Immutable.
 */
public final class RowColumns {
  private final Schema schema;
  private final Layout[] layouts;
  private final int[] offsets;
  private final int[] validityOffsets;
  private final int width;

  public RowColumns(Schema schema) {
    this.schema = schema;
    int columns = schema.size();
    layouts = new Layout[columns];
    offsets = new int[columns];
    validityOffsets = new int[columns];
    RowShape shape = new RowShape();
    for (Layout wanted :
        List.of(Layout.VIEW, Layout.INT64, Layout.INT32, Layout.INT16, Layout.INT8)) {
      for (int c = 0; c < columns; c++) {
        layouts[c] = Layout.of(schema.type(c));
        if (layouts[c].shift() == wanted.shift()) {
          offsets[c] = shape.bytes(layouts[c].width());
        }
      }
    }
    for (int c = 0; c < columns; c++) {
      validityOffsets[c] = shape.bytes(1);
    }
    width = Math.max(8, shape.width());
  }

  public Schema schema() {
    return schema;
  }

  /** Bytes of a row. */
  public int width() {
    return width;
  }

  public int columns() {
    return layouts.length;
  }

  public Layout layout(int column) {
    return layouts[column];
  }

  /** Where the value lies. */
  public int offset(int column) {
    return offsets[column];
  }

  /** Where the byte lies that is 1 for a value and 0 for null. */
  public int validityOffset(int column) {
    return validityOffsets[column];
  }
}

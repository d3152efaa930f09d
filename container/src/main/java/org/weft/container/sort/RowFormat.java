package org.weft.container.sort;

import java.util.List;
import org.weft.container.hash.RowShape;
import org.weft.planner.expr.SortKey;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Layout;

/** Where the columns of a row lie. */
final class RowFormat {
  private final Schema schema;
  private final List<SortKey> keys;
  private final Layout[] layouts;
  private final int[] offsets;
  private final int[] validityOffsets;
  private final int width;

  RowFormat(Schema schema, List<SortKey> keys) {
    this.schema = schema;
    this.keys = keys;
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

  Schema schema() {
    return schema;
  }

  /** Bytes of a row. */
  int width() {
    return width;
  }

  int columns() {
    return layouts.length;
  }

  Layout layout(int column) {
    return layouts[column];
  }

  /** Where the value lies. */
  int offset(int column) {
    return offsets[column];
  }

  /** Where the byte lies that is 1 for a value and 0 for null. */
  int validityOffset(int column) {
    return validityOffsets[column];
  }

  List<SortKey> keys() {
    return keys;
  }

  DataType keyType(int key) {
    return schema.type(keys.get(key).ordinal());
  }

  Layout keyLayout(int key) {
    return layouts[keys.get(key).ordinal()];
  }

  int keyOffset(int key) {
    return offsets[keys.get(key).ordinal()];
  }

  int keyValidityOffset(int key) {
    return validityOffsets[keys.get(key).ordinal()];
  }
}

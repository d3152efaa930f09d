package org.weft.container.sort;

import java.util.List;
import org.weft.container.hash.RowColumns;
import org.weft.planner.expr.SortKey;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Layout;

/** Where the columns of a row lie, and which of them are the keys. */
final class RowFormat {
  private final RowColumns columns;
  private final List<SortKey> keys;

  RowFormat(Schema schema, List<SortKey> keys) {
    this.columns = new RowColumns(schema);
    this.keys = keys;
  }

  RowColumns asColumns() {
    return columns;
  }

  /** Bytes of a row. */
  int width() {
    return columns.width();
  }

  int columns() {
    return columns.columns();
  }

  Layout layout(int column) {
    return columns.layout(column);
  }

  /** Where the value lies. */
  int offset(int column) {
    return columns.offset(column);
  }

  /** Where the byte lies that is 1 for a value and 0 for null. */
  int validityOffset(int column) {
    return columns.validityOffset(column);
  }

  List<SortKey> keys() {
    return keys;
  }

  DataType keyType(int key) {
    return columns.schema().type(keys.get(key).ordinal());
  }

  Layout keyLayout(int key) {
    return columns.layout(keys.get(key).ordinal());
  }

  int keyOffset(int key) {
    return columns.offset(keys.get(key).ordinal());
  }

  int keyValidityOffset(int key) {
    return columns.validityOffset(keys.get(key).ordinal());
  }
}

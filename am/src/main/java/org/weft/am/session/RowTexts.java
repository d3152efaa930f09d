package org.weft.am.session;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** All rows of a statement whose columns are texts. */
final class RowTexts {
  private RowTexts() {}

  /** Runs the statement, and closes it. */
  static List<List<String>> of(PreparedSql statement) {
    try (statement;
        RowStream stream = statement.run()) {
      return of(stream);
    }
  }

  /** All rows of a stream, which stays open. */
  static List<List<String>> of(RowStream stream) {
    List<List<String>> rows = new ArrayList<>();
    while (stream.advance()) {
      VectorSchemaRoot root = stream.root();
      for (int row = 0; row < root.getRowCount(); row++) {
        rows.add(row(root, row));
      }
    }
    return rows;
  }

  private static List<String> row(VectorSchemaRoot root, int row) {
    List<String> texts = new ArrayList<>();
    for (FieldVector column : root.getFieldVectors()) {
      Object value = column.getObject(row);
      texts.add(value == null ? null : value.toString());
    }
    return texts;
  }
}

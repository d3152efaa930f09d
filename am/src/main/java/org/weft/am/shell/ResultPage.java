package org.weft.am.shell;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.weft.am.output.CellText;
import org.weft.am.session.RowStream;

/**
 * The first rows of a result, as text.
 *
 * @param rows a null is a null
 * @param rest whether there are more rows
 */
record ResultPage(List<Column> columns, List<String[]> rows, Rest rest) {
  /** A column's name and how its cells stand. */
  record Column(String name, Align align) {}

  /** Numbers stand right. */
  enum Align {
    LEFT,
    RIGHT
  }

  /** What is behind the rows of the page. */
  enum Rest {
    NONE,
    MORE
  }

  /**
   * Reads at most so many rows, and whether there is one more.
   *
   * @param limit 0 for all
   */
  static ResultPage read(RowStream stream, int limit) {
    List<Column> columns =
        stream.schema().getFields().stream()
            .map(field -> new Column(field.getName(), align(field)))
            .toList();
    List<String[]> rows = new ArrayList<>();
    while (stream.advance()) {
      List<FieldVector> vectors = stream.root().getFieldVectors();
      for (int row = 0; row < stream.root().getRowCount(); row++) {
        if (limit > 0 && rows.size() == limit) {
          return new ResultPage(columns, rows, Rest.MORE);
        }
        rows.add(cells(vectors, row));
      }
    }
    return new ResultPage(columns, rows, Rest.NONE);
  }

  private static String[] cells(List<FieldVector> vectors, int row) {
    String[] cells = new String[vectors.size()];
    for (int i = 0; i < cells.length; i++) {
      FieldVector vector = vectors.get(i);
      cells[i] = vector.isNull(row) ? null : CellText.of(vector, row);
    }
    return cells;
  }

  private static Align align(Field field) {
    ArrowType type = field.getType();
    boolean isNumber =
        type instanceof ArrowType.Int
            || type instanceof ArrowType.Decimal
            || type instanceof ArrowType.FloatingPoint;
    return isNumber ? Align.RIGHT : Align.LEFT;
  }
}

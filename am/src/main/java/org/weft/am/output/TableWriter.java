package org.weft.am.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.weft.am.session.RowStream;

/**
 * Columns under headings for people. The first thousand rows decide the widths, so that a long
 * result starts to appear at once; a later, wider value pushes its line out.
 */
final class TableWriter implements RowWriter {
  private static final int ROWS_MEASURED = 1000;

  private final OutputStream out;
  private final List<String[]> waiting = new ArrayList<>();
  private int[] widths;
  private boolean[] rightAligned;
  private boolean started;

  TableWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  public long write(RowStream rows) throws IOException {
    List<Field> fields = rows.schema().getFields();
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
    widths = new int[fields.size()];
    rightAligned = new boolean[fields.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = width(fields.get(i).getName());
      rightAligned[i] = isNumber(fields.get(i).getType());
    }
    long count = 0;
    while (rows.advance()) {
      VectorSchemaRoot root = rows.root();
      for (int row = 0; row < root.getRowCount(); row++) {
        take(writer, fields, cells(root.getFieldVectors(), row));
      }
      count += root.getRowCount();
      if (started) {
        writer.flush();
      }
    }
    start(writer, fields);
    writer.append(count == 1 ? "(1 row)\n" : "(" + count + " rows)\n");
    writer.flush();
    return count;
  }

  private void take(Writer writer, List<Field> fields, String[] cells) throws IOException {
    if (started) {
      line(writer, cells);
      return;
    }
    for (int i = 0; i < cells.length; i++) {
      widths[i] = Math.max(widths[i], width(cells[i]));
    }
    waiting.add(cells);
    if (waiting.size() == ROWS_MEASURED) {
      start(writer, fields);
    }
  }

  private void start(Writer writer, List<Field> fields) throws IOException {
    if (started) {
      return;
    }
    started = true;
    String[] names = fields.stream().map(Field::getName).toArray(String[]::new);
    line(writer, names);
    for (int i = 0; i < widths.length; i++) {
      writer.append(i == 0 ? "" : "+").append("-".repeat(widths[i] + 2));
    }
    writer.append('\n');
    for (String[] cells : waiting) {
      line(writer, cells);
    }
    waiting.clear();
  }

  private void line(Writer writer, String[] cells) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String blanks = " ".repeat(Math.max(0, widths[i] - width(cells[i])));
      line.append(i == 0 ? " " : "| ");
      if (rightAligned[i]) {
        line.append(blanks).append(cells[i]);
      } else {
        line.append(cells[i]).append(blanks);
      }
      line.append(' ');
    }
    writer.append(line.toString().stripTrailing()).append('\n');
  }

  private static String[] cells(List<FieldVector> vectors, int row) {
    String[] cells = new String[vectors.size()];
    for (int i = 0; i < cells.length; i++) {
      FieldVector vector = vectors.get(i);
      cells[i] =
          vector.isNull(row)
              ? "NULL"
              : CellText.of(vector, row).replace("\n", "\\n").replace("\r", "\\r");
    }
    return cells;
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static boolean isNumber(ArrowType type) {
    return type instanceof ArrowType.Int
        || type instanceof ArrowType.Decimal
        || type instanceof ArrowType.FloatingPoint;
  }
}

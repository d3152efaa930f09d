package org.weft.am.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.weft.am.session.RowStream;

/** RFC 4180 with a header line; a null is an empty field, an empty text is {@code ""}. */
final class CsvWriter implements RowWriter {
  private final OutputStream out;

  CsvWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  public long write(RowStream rows) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
    List<Field> fields = rows.schema().getFields();
    for (int i = 0; i < fields.size(); i++) {
      writer.append(i == 0 ? "" : ",").append(quote(fields.get(i).getName()));
    }
    writer.append('\n');
    long count = 0;
    while (rows.advance()) {
      VectorSchemaRoot root = rows.root();
      List<FieldVector> vectors = root.getFieldVectors();
      for (int row = 0; row < root.getRowCount(); row++) {
        for (int i = 0; i < vectors.size(); i++) {
          if (i > 0) {
            writer.append(',');
          }
          if (!vectors.get(i).isNull(row)) {
            writer.append(quote(CellText.of(vectors.get(i), row)));
          }
        }
        writer.append('\n');
      }
      count += root.getRowCount();
    }
    writer.flush();
    return count;
  }

  private static String quote(String text) {
    boolean plain = !text.isEmpty();
    for (int i = 0; i < text.length() && plain; i++) {
      char c = text.charAt(i);
      plain = c != ',' && c != '"' && c != '\n' && c != '\r';
    }
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}

package org.weft.io.json;

import java.nio.charset.StandardCharsets;
import org.weft.io.text.TextBuffer;
import org.weft.io.text.TextRowFile;
import org.weft.io.text.ValueWriter;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.nested.JavaValues;
import org.weft.planner.write.WriteFormat;

/** Rows as objects, one per line, or as elements of one array. */
public final class JsonRowText implements TextRowFile.RowText {

  private final WriteFormat.Json.Layout layout;
  private final byte[][] names;

  public JsonRowText(Schema schema, WriteFormat.Json format) {

    this.layout = format.layout();
    this.names = new byte[schema.size()][];
    for (int i = 0; i < names.length; i++) {
      TextBuffer name = new TextBuffer();
      ValueWriter.quoted(schema.field(i).name(), name);
      name.put(':');
      names[i] = java.util.Arrays.copyOf(name.bytes(), name.size());
    }
  }

  private byte[] inArray(String text) {
    return layout == WriteFormat.Json.Layout.ARRAY
        ? text.getBytes(StandardCharsets.US_ASCII)
        : new byte[0];
  }

  @Override
  public byte[] start() {
    return inArray("[\n");
  }

  @Override
  public byte[] between() {
    return inArray(",\n");
  }

  @Override
  public byte[] end() {
    return inArray("\n]\n");
  }

  @Override
  public void put(Batch batch, int row, boolean isFirst, TextBuffer to) {
    if (layout == WriteFormat.Json.Layout.ARRAY && !isFirst) {
      to.put(",\n");
    }
    to.put('{');
    for (int i = 0; i < names.length; i++) {
      if (i > 0) {
        to.put(',');
      }
      to.put(names[i]);
      value(batch.column(i), row, to);
    }
    to.put('}');
    if (layout == WriteFormat.Json.Layout.LINES) {
      to.put('\n');
    }
  }

  private void value(Vector vector, int row, TextBuffer to) {
    if (vector.isNull(row)) {
      to.put("null");
      return;
    }
    long at = vector.valueAddress(row);
    switch (vector.type().kind()) {
      case INT32 -> to.put((long) Memory.getInt(at));
      case INT64 -> to.put(Memory.getLong(at));
      default ->
          ValueWriter.json(vector.type(), JavaValues.read(vector.type(), vector.layout(), at), to);
    }
  }
}

package org.weft.io.csv;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.weft.io.text.TextBuffer;
import org.weft.io.text.TextRowFile;
import org.weft.io.text.ValueWriter;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.JavaValues;
import org.weft.planner.write.WriteFormat;

/** Rows as lines with delimiters. A text without characters is in quotes, so that it is no null. */
public final class CsvRowText implements TextRowFile.RowText {
  private final Schema schema;
  private final WriteFormat.Csv format;
  private final byte delimiter;
  private final byte quote;
  private final byte escape;
  private final byte[] nullText;

  public CsvRowText(Schema schema, WriteFormat.Csv format) {
    this.schema = schema;
    this.format = format;
    this.delimiter = (byte) format.marks().delimiter().charAt(0);
    this.quote = (byte) format.marks().quote().charAt(0);
    this.escape = (byte) format.marks().escape().charAt(0);
    this.nullText = format.nullText().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] start() {
    if (format.header() == WriteFormat.Csv.Header.NONE) {
      return new byte[0];
    }
    TextBuffer line = new TextBuffer();
    List<String> names = schema.names();
    for (int i = 0; i < names.size(); i++) {
      if (i > 0) {
        line.put(delimiter);
      }
      value(names.get(i).getBytes(StandardCharsets.UTF_8), line);
    }
    line.put('\n');
    return java.util.Arrays.copyOf(line.bytes(), line.size());
  }

  @Override
  public byte[] between() {
    return new byte[0];
  }

  @Override
  public byte[] end() {
    return new byte[0];
  }

  @Override
  public void put(Batch batch, int row, boolean isFirst, TextBuffer to) {
    for (int i = 0; i < schema.size(); i++) {
      if (i > 0) {
        to.put(delimiter);
      }
      Vector vector = batch.column(i);
      if (vector.isNull(row)) {
        to.put(nullText);
      } else {
        value(vector, row, to);
      }
    }
    to.put('\n');
  }

  private void value(Vector vector, int row, TextBuffer to) {
    long at = vector.valueAddress(row);
    switch (vector.type().kind()) {
      case INT8 -> to.put((long) Memory.getByte(at));
      case INT16 -> to.put((long) Memory.getShort(at));
      case INT32 -> to.put((long) Memory.getInt(at));
      case INT64 -> to.put(Memory.getLong(at));
      case STRING -> {
        if (isPlain(Views.bytes(at), Views.length(at))) {
          to.put(Views.bytes(at), Views.length(at));
        } else {
          quoted(Views.toBytes(at), to);
        }
      }
      case LIST, STRUCT, MAP -> {
        TextBuffer json = new TextBuffer();
        ValueWriter.json(vector.type(), JavaValues.read(vector.type(), Layout.VIEW, at), json);
        quoted(java.util.Arrays.copyOf(json.bytes(), json.size()), to);
      }
      default ->
          value(
              ValueWriter.text(vector.type(), JavaValues.read(vector.type(), vector.layout(), at))
                  .getBytes(StandardCharsets.UTF_8),
              to);
    }
  }

  private boolean isPlain(long bytes, int length) {
    if (length == 0 || length == nullText.length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      byte b = Memory.getByte(bytes + i);
      if (isSpecial(b)) {
        return false;
      }
    }
    byte first = Memory.getByte(bytes);
    return first != ' ' && Memory.getByte(bytes + length - 1) != ' ' && first != '#';
  }

  private boolean isSpecial(byte b) {
    return b == delimiter || b == quote || b == escape || b == '\n' || b == '\r';
  }

  private void value(byte[] text, TextBuffer to) {
    for (byte b : text) {
      if (isSpecial(b)) {
        quoted(text, to);
        return;
      }
    }
    to.put(text);
  }

  private void quoted(byte[] text, TextBuffer to) {
    to.put(quote);
    for (byte b : text) {
      if (b == quote || b == escape) {
        to.put(escape);
      }
      to.put(b);
    }
    to.put(quote);
  }
}

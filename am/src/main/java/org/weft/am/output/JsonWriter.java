package org.weft.am.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.weft.am.session.RowStream;

/** One JSON object per line. Numbers are numbers, also decimals, except NaN and the infinities. */
final class JsonWriter implements RowWriter {
  private final OutputStream out;

  JsonWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  public long write(RowStream rows) throws IOException {
    JsonFactory factory =
        new JsonFactory()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
    long count = 0;
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
      while (rows.advance()) {
        VectorSchemaRoot root = rows.root();
        for (int row = 0; row < root.getRowCount(); row++) {
          json.writeStartObject();
          writeRow(json, root.getFieldVectors(), row);
          json.writeEndObject();
        }
        count += root.getRowCount();
      }
      if (count > 0) {
        json.writeRaw('\n');
      }
    }
    return count;
  }

  private static void writeRow(JsonGenerator json, List<FieldVector> vectors, int row)
      throws IOException {
    for (FieldVector vector : vectors) {
      json.writeFieldName(vector.getName());
      writeOrNull(json, vector, row);
    }
  }

  private static void writeOrNull(JsonGenerator json, FieldVector vector, int row)
      throws IOException {
    if (vector.isNull(row)) {
      json.writeNull();
    } else {
      writeValue(json, vector, row);
    }
  }

  /** Elements, or the pairs of a map, each with its key and value. */
  private static void writeList(JsonGenerator json, ListVector list, int row) throws IOException {
    json.writeStartArray();
    int end = list.getElementEndIndex(row);
    for (int i = list.getElementStartIndex(row); i < end; i++) {
      writeOrNull(json, list.getDataVector(), i);
    }
    json.writeEndArray();
  }

  private static void writeValue(JsonGenerator json, FieldVector vector, int row)
      throws IOException {
    switch (vector.getMinorType()) {
      case TINYINT, SMALLINT, INT, BIGINT ->
          json.writeNumber(((Number) vector.getObject(row)).longValue());
      case DECIMAL -> json.writeNumber((BigDecimal) vector.getObject(row));
      case FLOAT4, FLOAT8 -> {
        double value = ((Number) vector.getObject(row)).doubleValue();
        if (Double.isFinite(value)) {
          json.writeNumber(String.valueOf(vector.getObject(row)));
        } else {
          json.writeString(String.valueOf(value));
        }
      }
      case BIT -> json.writeBoolean(((BitVector) vector).get(row) == 1);
      case LIST, MAP -> writeList(json, (ListVector) vector, row);
      case STRUCT -> {
        json.writeStartObject();
        writeRow(json, ((StructVector) vector).getChildrenFromFields(), row);
        json.writeEndObject();
      }
      default -> json.writeString(CellText.of(vector, row));
    }
  }
}

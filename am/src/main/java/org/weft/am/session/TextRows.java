package org.weft.am.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** A few rows of text, made in this process: SHOW TABLES, DESCRIBE, EXPLAIN. */
final class TextRows implements RowStream {
  private final Schema schema;
  private final List<List<String>> rows;
  private final VectorSchemaRoot root;
  private boolean given;

  TextRows(Schema schema, List<List<String>> rows, BufferAllocator allocator) {
    this.schema = schema;
    this.rows = rows;
    this.root = VectorSchemaRoot.create(schema, allocator);
  }

  /** A schema of text columns. */
  static Schema schema(String... columns) {
    return new Schema(
        List.of(columns).stream()
            .map(name -> Field.notNullable(name, ArrowType.Utf8.INSTANCE))
            .toList());
  }

  /** A schema of text columns that may be null. */
  static Schema schemaWithNulls(List<String> columns) {
    return new Schema(
        columns.stream().map(name -> Field.nullable(name, ArrowType.Utf8.INSTANCE)).toList());
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public boolean advance() {
    if (given || rows.isEmpty()) {
      return false;
    }
    given = true;
    root.allocateNew();
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < rows.get(row).size(); column++) {
        VarCharVector vector = (VarCharVector) root.getVector(column);
        String text = rows.get(row).get(column);
        if (text == null) {
          vector.setNull(row);
        } else {
          vector.setSafe(row, text.getBytes(UTF_8));
        }
      }
    }
    root.setRowCount(rows.size());
    return true;
  }

  @Override
  public VectorSchemaRoot root() {
    return root;
  }

  @Override
  public void cancel() {
    // there is nothing to wait for
  }

  @Override
  public void close() {
    root.close();
  }
}

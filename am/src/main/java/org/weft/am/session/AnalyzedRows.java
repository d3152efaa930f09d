package org.weft.am.session;

import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.weft.container.pipeline.Cancellation;

/** The lines of EXPLAIN ANALYZE: its query runs when the first is asked for, and can be stopped. */
final class AnalyzedRows implements RowStream {
  private final Schema schema;
  private final Supplier<List<List<String>>> lines;
  private final Cancellation cancellation;
  private final BufferAllocator allocator;
  private TextRows text;

  /**
   * Runs nothing yet.
   *
   * @param lines runs the query until the cancellation stops it
   */
  AnalyzedRows(
      Schema schema,
      Supplier<List<List<String>>> lines,
      Cancellation cancellation,
      BufferAllocator allocator) {
    this.schema = schema;
    this.lines = lines;
    this.cancellation = cancellation;
    this.allocator = allocator;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public boolean advance() {
    if (text == null) {
      text = new TextRows(schema, lines.get(), allocator);
    }
    return text.advance();
  }

  @Override
  public VectorSchemaRoot root() {
    if (text == null) {
      throw new IllegalStateException("there is no batch before the first");
    }
    return text.root();
  }

  @Override
  public void cancel() {
    cancellation.cancel();
  }

  @Override
  public void close() {
    if (text != null) {
      text.close();
    }
  }
}

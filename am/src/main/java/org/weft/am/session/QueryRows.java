package org.weft.am.session;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.result.ArrowBatches;
import org.weft.container.result.ResultStream;

/** The rows of a running query, as Arrow. */
final class QueryRows implements RowStream {
  private final ResultStream rows;
  private final Cancellation cancellation;
  private final ArrowBatches batches;

  QueryRows(ResultStream rows, Cancellation cancellation, BufferAllocator allocator) {
    this.rows = rows;
    this.cancellation = cancellation;
    this.batches = new ArrowBatches(rows.schema(), allocator);
  }

  @Override
  public Schema schema() {
    return batches.schema();
  }

  @Override
  public boolean advance() {
    if (!rows.advance()) {
      return false;
    }
    batches.load(rows.batch());
    return true;
  }

  @Override
  public VectorSchemaRoot root() {
    return batches.root();
  }

  @Override
  public void cancel() {
    cancellation.cancel();
  }

  @Override
  public void close() {
    rows.close();
    batches.close();
  }
}

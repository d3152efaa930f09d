package org.weft.container.accumulate;

import org.weft.container.pipeline.BatchConsumer;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/** Rows built value by value, handed on a batch at a time. For one thread. */
public final class RowsOut {
  private final Batch batch;
  private final ColumnBuilder[] builders;
  private int rows;

  /** Rows of this schema in memory of the scope. */
  public RowsOut(Schema schema, MemoryScope scope) {
    batch = new Batch(schema);
    builders = new ColumnBuilder[schema.size()];
    for (int c = 0; c < builders.length; c++) {
      builders[c] = new ColumnBuilder(schema.type(c), scope);
    }
  }

  /** One for each column; each is appended to once for a row. */
  public ColumnBuilder[] builders() {
    return builders;
  }

  /** A row is complete. */
  public void rowDone(BatchConsumer next) {
    rows++;
    if (rows == Batch.CAPACITY) {
      flush(next);
    }
  }

  /** Hands on what there is. */
  public void flush(BatchConsumer next) {
    if (rows > 0) {
      batch.start(rows);
      for (int c = 0; c < builders.length; c++) {
        builders[c].point(batch.column(c));
      }
      rows = 0;
      next.accept(batch);
      for (ColumnBuilder builder : builders) {
        builder.clear();
      }
    }
  }
}

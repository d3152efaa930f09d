package org.weft.am.session;

import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** The answer to a statement that gives no rows. */
public final class NoRows implements RowStream {
  private static final Schema NO_COLUMNS = new Schema(List.of());

  private final VectorSchemaRoot root = new VectorSchemaRoot(NO_COLUMNS, List.of(), 0);

  @Override
  public Schema schema() {
    return NO_COLUMNS;
  }

  @Override
  public boolean advance() {
    return false;
  }

  @Override
  public VectorSchemaRoot root() {
    return root;
  }

  @Override
  public void cancel() {
    // it is over already
  }

  @Override
  public void close() {
    root.close();
  }
}

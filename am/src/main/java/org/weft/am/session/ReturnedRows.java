package org.weft.am.session;

import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The rows of a statement that changes a table first, which may be none: the change is made at the
 * first advance.
 */
final class ReturnedRows implements RowStream {
  private final Schema schema;
  private final Steps steps;
  private volatile RowStream current;
  private volatile boolean cancelled;
  private boolean changed;

  /** What is done, in this order. */
  interface Steps {
    /** Makes the change; statements are run by {@link ReturnedRows#finish}. */
    void change(ReturnedRows rows);

    /** The rows to tell of. */
    PreparedSql rows();

    /** Removes what was only needed on the way, if it was made. */
    void cleanUp();
  }

  ReturnedRows(Schema schema, Steps steps) {
    this.schema = schema;
    this.steps = steps;
  }

  /** Runs a statement to its end. */
  void finish(PreparedSql statement) {
    try (RowStream rows = start(statement)) {
      while (rows.advance()) {
        // what was written is of no interest
      }
    }
  }

  /** Runs a statement whose columns are texts. */
  List<List<String>> texts(PreparedSql statement) {
    try (RowStream rows = start(statement)) {
      return RowTexts.of(rows);
    }
  }

  private RowStream start(PreparedSql statement) {
    current = statement.run();
    if (cancelled) {
      current.cancel();
    }
    return current;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public boolean advance() {
    if (!changed) {
      steps.change(this);
      changed = true;
      start(steps.rows());
    }
    return current.advance();
  }

  @Override
  public VectorSchemaRoot root() {
    if (!changed) {
      throw new IllegalStateException("there is no batch before the first");
    }
    return current.root();
  }

  @Override
  public void cancel() {
    cancelled = true;
    RowStream running = current;
    if (running != null) {
      running.cancel();
    }
  }

  @Override
  public void close() {
    try {
      if (changed) {
        current.close();
      }
    } finally {
      steps.cleanUp();
    }
  }
}

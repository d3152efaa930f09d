package org.weft.am.session;

import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.vector.types.pojo.Schema;

/** A statement that holds nothing while it is not run. */
record LocalStatement(Schema schema, Supplier<RowStream> rows) implements PreparedSql {
  /** A statement that changes the session and has no rows. */
  static LocalStatement change(Runnable work) {
    return new LocalStatement(
        new Schema(List.of()),
        () -> {
          work.run();
          return new NoRows();
        });
  }

  /** A statement that does nothing. */
  static LocalStatement nothing() {
    return change(() -> {});
  }

  @Override
  public RowStream run() {
    return rows.get();
  }

  @Override
  public void close() {
    // holds nothing
  }
}

package org.weft.am.session;

import org.apache.arrow.vector.types.pojo.Schema;

/** A planned statement. May be run several times, one after the other. */
public interface PreparedSql extends AutoCloseable {
  /** The columns of the result; none for a statement without rows, such as SET. */
  Schema schema();

  /** Runs it; closing the stream early stops it. */
  RowStream run();

  @Override
  void close();
}

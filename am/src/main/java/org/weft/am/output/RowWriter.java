package org.weft.am.output;

import java.io.IOException;
import org.weft.am.session.RowStream;

/** Writes the rows of one statement. */
public interface RowWriter {
  /**
   * Writes all rows.
   *
   * @return how many there were
   */
  long write(RowStream rows) throws IOException;
}

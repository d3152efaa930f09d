package org.weft.am.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.weft.am.session.RowStream;

/** Arrow's IPC stream format: one stream per statement. */
final class ArrowWriter implements RowWriter {
  private final OutputStream out;

  ArrowWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  public long write(RowStream rows) throws IOException {
    // the first batch decides which root is written; a result without rows has an empty one
    boolean more = rows.advance();
    long count = 0;
    ArrowStreamWriter writer = new ArrowStreamWriter(rows.root(), null, Channels.newChannel(out));
    writer.start();
    while (more) {
      writer.writeBatch();
      count += rows.root().getRowCount();
      more = rows.advance();
    }
    writer.end();
    out.flush();
    return count;
  }
}

package org.weft.container.shared;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Source;

/**
 * All shared rows for one of their readers. While it is open the rows stay where they are; to be
 * closed when the pipelines that read it have run.
 */
public final class Reading implements AutoCloseable {
  private final SharedRows rows;
  private final ExecutionContext context;
  private final Runnable whenRead;
  private final List<RowPart> pinned = new ArrayList<>();
  private boolean closed;

  Reading(SharedRows rows, ExecutionContext context, Runnable whenRead) {
    this.rows = rows;
    this.context = context;
    this.whenRead = whenRead;
  }

  /** The rows. Once, by the thread that starts the pipeline. */
  public synchronized Source open() {
    List<Morsel> morsels = new ArrayList<>();
    for (RowPart part : rows.parts()) {
      part.pin();
      pinned.add(part);
      if (!part.onDisk().isEmpty()) {
        morsels.add(new Morsel.OnDisk(part.onDisk()));
      }
      for (int chunk = 0; chunk < part.inMemory().chunks(); chunk++) {
        morsels.add(
            new Morsel.InMemory(part.inMemory().chunk(chunk), part.inMemory().chunkRows(chunk)));
      }
    }
    return new SharedSource(morsels, rows.columns(), rows.layout(), context);
  }

  /** May be called twice, also if it was never opened. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      pinned.forEach(RowPart::unpin);
      whenRead.run();
    }
  }
}

package org.weft.container.write;

import org.weft.container.pipeline.Sink;
import org.weft.io.write.RowWriter;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;

/** Adds one thread's rows to the file of all threads. */
final class SharedFileWorker implements Sink.Worker {
  private final FileSink sink;
  private final MemoryScope memory;
  private RowWriter writer;

  SharedFileWorker(FileSink sink) {
    this.sink = sink;
    this.memory = sink.memory();
  }

  @Override
  public void accept(Batch batch) {
    if (writer == null) {
      writer = sink.sharedFile().writer(memory);
    }
    writer.write(batch, batch.selection(), batch.selectedCount());
  }

  @Override
  public boolean wantsMore() {
    return true;
  }

  @Override
  public void finish() {
    if (writer != null) {
      writer.finish();
    }
  }

  @Override
  public void close() {
    if (writer != null) {
      writer.close();
    }
    memory.close();
  }
}

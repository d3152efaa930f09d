package org.weft.container.write;

import org.weft.container.pipeline.Sink;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;

/** Writes one thread's rows to files of its own, one after the other. */
final class OwnFilesWorker implements Sink.Worker {
  private final FileSink sink;
  private final MemoryScope memory;
  private OpenFile present;

  OwnFilesWorker(FileSink sink) {
    this.sink = sink;
    this.memory = sink.memory();
  }

  @Override
  public void accept(Batch batch) {
    if (present == null) {
      present = sink.create("", memory);
    }
    present.writer().write(batch, batch.selection(), batch.selectedCount());
    if (present.file().length() >= sink.spec().fileBytes()) {
      finish();
    }
  }

  @Override
  public boolean wantsMore() {
    return true;
  }

  @Override
  public void finish() {
    if (present != null) {
      sink.finish(present);
      present.writer().close();
      present = null;
    }
  }

  @Override
  public void close() {
    if (present != null) {
      present.writer().close();
    }
    memory.close();
  }
}

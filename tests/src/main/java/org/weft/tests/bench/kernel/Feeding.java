package org.weft.tests.bench.kernel;

import java.util.List;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.OneThread;
import org.weft.container.pipeline.Sink;
import org.weft.container.pipeline.Source;
import org.weft.planner.vector.Batch;

/** Moves batches through operators on the calling thread. */
final class Feeding {
  private Feeding() {}

  static void feed(Sink sink, List<Batch> batches) {
    try (Sink.Worker worker = sink.worker()) {
      for (Batch batch : batches) {
        worker.accept(batch);
      }
      worker.finish();
    }
    sink.finish(OneThread.INSTANCE);
  }

  /** Reads all that a source has; something that depends on all of it. */
  static long drain(Source source) {
    Reader reader = new Reader();
    try (Source.Worker worker = source.worker()) {
      while (worker.pump(reader)) {
        reader.sum++;
      }
    }
    return reader.sum;
  }

  /** Asks for every column, so that it is made. */
  static final class Reader implements BatchConsumer {
    private long sum;

    @Override
    public void accept(Batch batch) {
      for (int c = 0; c < batch.columnCount(); c++) {
        sum += batch.column(c).data();
      }
      sum += batch.selectedCount();
    }

    @Override
    public boolean wantsMore() {
      return true;
    }

    long sum() {
      return sum;
    }
  }
}

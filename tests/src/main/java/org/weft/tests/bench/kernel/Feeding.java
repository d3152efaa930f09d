package org.weft.tests.bench.kernel;

import java.util.List;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ParallelWork;
import org.weft.container.pipeline.Sink;
import org.weft.container.pipeline.Source;
import org.weft.planner.vector.Batch;

/** Moves batches through operators on the calling thread. */
final class Feeding {
  private static final ParallelWork ALONE =
      new ParallelWork() {
        @Override
        public int threads() {
          return 1;
        }

        @Override
        public void runAll(List<Runnable> pieces) {
          pieces.forEach(Runnable::run);
        }
      };

  private Feeding() {}

  static void feed(Sink sink, List<Batch> batches) {
    try (Sink.Worker worker = sink.worker()) {
      for (Batch batch : batches) {
        worker.accept(batch);
      }
      worker.finish();
    }
    sink.finish(ALONE);
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

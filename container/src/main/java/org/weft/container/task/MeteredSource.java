package org.weft.container.task;

import java.util.concurrent.atomic.LongAdder;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.Source;
import org.weft.planner.vector.Batch;

/** A source whose rows are counted. */
record MeteredSource(Source counted, LongAdder rows) implements Source {
  @Override
  public int parallelism() {
    return counted.parallelism();
  }

  @Override
  public Source.Worker worker() {
    return new Worker(counted.worker());
  }

  private final class Worker implements Source.Worker {
    private final Source.Worker source;

    Worker(Source.Worker source) {
      this.source = source;
    }

    @Override
    public boolean pump(BatchConsumer next) {
      return source.pump(
          new BatchConsumer() {
            @Override
            public void accept(Batch batch) {
              rows.add(batch.selectedCount());
              next.accept(batch);
            }

            @Override
            public boolean wantsMore() {
              return next.wantsMore();
            }
          });
    }

    @Override
    public void close() {
      source.close();
    }
  }
}

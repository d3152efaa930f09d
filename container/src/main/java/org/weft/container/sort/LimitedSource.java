package org.weft.container.sort;

import org.weft.container.operator.LimitOperator;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.Source;
import org.weft.container.pipeline.StreamOperator;

/** Some rows of an ordered source. */
record LimitedSource(Source rows, LimitOperator limit) implements Source {
  @Override
  public int parallelism() {
    return rows.parallelism();
  }

  @Override
  public Source.Worker worker() {
    Source.Worker worker = rows.worker();
    return new Source.Worker() {
      @Override
      public boolean pump(BatchConsumer next) {
        try (StreamOperator.Worker limited = limit.worker(next)) {
          return worker.pump(limited) && limited.wantsMore();
        }
      }

      @Override
      public void close() {
        worker.close();
      }
    };
  }
}

package org.weft.container.result;

import org.weft.container.pipeline.ParallelWork;
import org.weft.container.pipeline.Sink;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/**
 * The end of a query: copies its rows into a {@link ResultQueue}.
 *
 * <p>Few rows go out at once when the reader is waiting for them; when it is not, they are gathered
 * until a batch is full.
 */
public final class ResultSink implements Sink {
  private final Schema schema;
  private final MemoryPool pool;
  private final ResultQueue queue;

  public ResultSink(Schema schema, MemoryPool pool, ResultQueue queue) {
    this.schema = schema;
    this.pool = pool;
    this.queue = queue;
  }

  @Override
  public Sink.Worker worker() {
    return new Worker();
  }

  @Override
  public void finish(ParallelWork threads) {
    // whoever runs the query ends the queue, once nothing can fail any more
  }

  @Override
  public void close() {
    // keeps nothing
  }

  private final class Worker implements Sink.Worker {
    private OwnedBatch gathered;

    @Override
    public void accept(Batch batch) {
      for (int done = 0; done < batch.selectedCount(); ) {
        if (gathered == null) {
          gathered = new OwnedBatch(schema, pool);
        }
        done += gathered.append(batch, done);
        if (gathered.isFull()) {
          handOver();
        }
      }
      if (gathered != null && queue.isEmpty()) {
        handOver();
      }
    }

    private void handOver() {
      queue.put(gathered);
      gathered = null;
    }

    @Override
    public boolean wantsMore() {
      return true;
    }

    @Override
    public void finish() {
      if (gathered != null) {
        handOver();
      }
    }

    @Override
    public void close() {
      if (gathered != null) {
        gathered.close();
        gathered = null;
      }
    }
  }
}

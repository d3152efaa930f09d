package org.weft.container.task;

import org.weft.container.pipeline.ParallelWork;
import org.weft.container.pipeline.Sink;
import org.weft.planner.vector.Batch;
import org.weft.shuffle.exchange.MapOutput;
import org.weft.shuffle.write.MapOutputWriter;

/** The end of a task: its rows, divided into partitions, in a file that other tasks fetch from. */
final class ShuffleSink implements Sink {
  private final MapOutputWriter writer;
  private MapOutput output;

  /** Takes over the writer. A task has one thread, so one writer is enough. */
  ShuffleSink(MapOutputWriter writer) {
    this.writer = writer;
  }

  @Override
  public Sink.Worker worker() {
    return new Worker(writer);
  }

  @Override
  public void finish(ParallelWork threads) {
    output = writer.finish();
  }

  /** What was written, once finished. */
  MapOutput output() {
    if (output == null) {
      throw new IllegalStateException("the output is not finished");
    }
    return output;
  }

  /** Deletes what was written unless it was finished. */
  @Override
  public void close() {
    writer.close();
  }

  private record Worker(MapOutputWriter writer) implements Sink.Worker {
    @Override
    public void accept(Batch batch) {
      writer.write(batch);
    }

    @Override
    public boolean wantsMore() {
      return true;
    }

    @Override
    public void finish() {
      // the file ends when all pipelines have written to it
    }

    @Override
    public void close() {
      // the writer is the sink's
    }
  }
}

package org.weft.container.pipeline;

import org.weft.planner.vector.Batch;

/**
 * Counts what passes, and the time that those behind take for it. Two looks at the clock for each
 * batch of some thousand rows cost nothing that could be measured, so it is always there.
 */
public final class Metering implements StreamOperator {
  private final OperatorMeter meter;

  /** Counts the rows of the operator before. */
  public Metering(OperatorMeter meter) {
    this.meter = meter;
  }

  /** The same source, its time counted. */
  public static Source source(Source source, OperatorMeter meter) {
    return new TimedSource(source, meter);
  }

  @Override
  public Worker worker(BatchConsumer next) {
    return new Counting(meter, next);
  }

  private static final class Counting implements Worker {
    private final OperatorMeter meter;
    private final BatchConsumer next;
    private long rows;
    private long batches;
    private long nanos;

    Counting(OperatorMeter meter, BatchConsumer next) {
      this.meter = meter;
      this.next = next;
    }

    @Override
    public void accept(Batch batch) {
      rows += batch.selectedCount();
      batches++;
      long started = System.nanoTime();
      next.accept(batch);
      nanos += System.nanoTime() - started;
    }

    @Override
    public boolean wantsMore() {
      return next.wantsMore();
    }

    @Override
    public void finish() {}

    @Override
    public void close() {
      meter.worker(rows, batches, nanos);
      rows = 0;
      batches = 0;
      nanos = 0;
    }
  }

  private record TimedSource(Source source, OperatorMeter meter) implements Source {
    @Override
    public boolean isEmpty() {
      return source.isEmpty();
    }

    @Override
    public void prepare(ParallelWork threads) {
      source.prepare(threads);
    }

    @Override
    public int parallelism() {
      return source.parallelism();
    }

    @Override
    public Worker worker() {
      Worker worker = source.worker();
      return new Worker() {
        @Override
        public boolean pump(BatchConsumer next) {
          long started = System.nanoTime();
          boolean more = worker.pump(next);
          meter.work(System.nanoTime() - started);
          return more;
        }

        @Override
        public void close() {
          worker.close();
        }
      };
    }
  }
}

package org.weft.container.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.weft.planner.vector.Batch;

/**
 * Runs the steps of one query or task.
 *
 * <p>A pipeline has as many workers as threads, but no more than its source can feed: an ordered
 * source feeds one, which keeps the order. A worker pulls its source morsel by morsel and pushes
 * every batch through all operators into the sink. The first failure cancels the query, all workers
 * stop at their next batch, and the failure is thrown on the calling thread.
 */
public final class PipelineExecutor {
  private final ParallelWork threads;
  private final Cancellation cancellation;

  public PipelineExecutor(ParallelWork threads, Cancellation cancellation) {
    this.threads = threads;
    this.cancellation = cancellation;
  }

  /** Runs the steps in order. Who made them closes them. */
  public void run(List<PipelineStep> steps) {
    for (PipelineStep step : steps) {
      for (Pipeline pipeline : step.pipelines()) {
        run(pipeline, step.sink());
      }
      cancellation.check();
      long started = System.nanoTime();
      step.sink().finish(threads);
      step.meter().ifPresent(meter -> meter.work(System.nanoTime() - started));
      closeAll(step.spent());
    }
  }

  private void run(Pipeline pipeline, Sink sink) {
    cancellation.check();
    Source source = pipeline.source().get();
    if (source.isEmpty()) {
      return;
    }
    source.prepare(threads);
    int workers = Math.max(1, Math.min(threads.threads(), source.parallelism()));
    Runnable worker = () -> runWorker(source, pipeline.operators(), sink);
    threads.runAll(Collections.nCopies(workers, worker));
  }

  private void runWorker(Source source, List<StreamOperator> operators, Sink sink) {
    try (Chain chain = new Chain(operators, sink.worker());
        Source.Worker feed = source.worker()) {
      BatchConsumer first = chain.first();
      boolean more = true;
      while (more && first.wantsMore()) {
        cancellation.check();
        more = feed.pump(first);
      }
      cancellation.check();
      chain.finish();
    }
  }

  private static void closeAll(List<AutoCloseable> resources) {
    try (Closing closing = new Closing()) {
      resources.forEach(closing::add);
    }
  }

  /** The workers of one thread, from the first operator to the sink. */
  private final class Chain implements AutoCloseable {
    private final Sink.Worker end;
    private final Deque<StreamOperator.Worker> workers = new ArrayDeque<>();
    private final Closing closing = new Closing();
    private final BatchConsumer first;

    Chain(List<StreamOperator> operators, Sink.Worker end) {
      this.end = end;
      closing.add(end);
      BatchConsumer next = new Checkpoint(end);
      try {
        List<StreamOperator> backwards = new ArrayList<>(operators);
        Collections.reverse(backwards);
        for (StreamOperator operator : backwards) {
          StreamOperator.Worker worker = operator.worker(next);
          workers.addFirst(worker);
          closing.add(worker);
          next = worker;
        }
      } catch (RuntimeException | Error e) {
        closing.closeAfter(e);
        throw e;
      }
      first = workers.isEmpty() ? next : new Checkpoint(next);
    }

    BatchConsumer first() {
      return first;
    }

    void finish() {
      for (StreamOperator.Worker worker : workers) {
        worker.finish();
      }
      end.finish();
    }

    @Override
    public void close() {
      closing.close();
    }
  }

  /** Where a cancelled worker stops: before the first operator, and before the sink. */
  private final class Checkpoint implements BatchConsumer {
    private final BatchConsumer next;

    Checkpoint(BatchConsumer next) {
      this.next = next;
    }

    @Override
    public void accept(Batch batch) {
      cancellation.check();
      next.accept(batch);
    }

    @Override
    public boolean wantsMore() {
      return next.wantsMore();
    }
  }
}

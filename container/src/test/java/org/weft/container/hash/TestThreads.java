package org.weft.container.hash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.ParallelWork;
import org.weft.container.pipeline.Sink;
import org.weft.container.pipeline.Source;
import org.weft.container.pipeline.StreamOperator;
import org.weft.container.spill.QuerySpill;
import org.weft.container.spill.SpillCount;
import org.weft.container.spill.TestDisks;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.vector.Batch;

/** Runs sinks, operators and sources on some threads, with as little order as pipelines promise. */
public final class TestThreads implements ParallelWork, AutoCloseable {
  private final int threads;
  private final ExecutorService executor;
  private final TestDisks disks = new TestDisks();
  private final QuerySpill spill = disks.sound();

  public TestThreads(int threads) {
    this.threads = threads;
    this.executor = Executors.newFixedThreadPool(threads);
  }

  /** What operators are given. */
  public ExecutionContext context(MemoryPool pool) {
    return disks.context(pool, threads, spill);
  }

  /** What was spilled in all contexts. */
  public SpillCount spilled() {
    return spill.count();
  }

  @Override
  public int threads() {
    return threads;
  }

  @Override
  public void runAll(List<Runnable> pieces) {
    List<CompletableFuture<Void>> running =
        pieces.stream().map(piece -> CompletableFuture.runAsync(piece, executor)).toList();
    try {
      CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Feeds the batches to the sink, a worker per thread, and finishes it. */
  public void fill(Sink sink, List<Batch> batches) {
    ConcurrentLinkedQueue<Batch> queue = new ConcurrentLinkedQueue<>(batches);
    runAll(Collections.nCopies(threads, () -> fill(sink, queue)));
    sink.finish(this);
  }

  private static void fill(Sink sink, ConcurrentLinkedQueue<Batch> queue) {
    try (Sink.Worker worker = sink.worker()) {
      Batch batch;
      while (worker.wantsMore() && (batch = queue.poll()) != null) {
        worker.accept(batch);
      }
      worker.finish();
    }
  }

  /** Sends the batches through the operator. */
  public List<List<Object>> stream(StreamOperator operator, List<Batch> batches) {
    ConcurrentLinkedQueue<Batch> queue = new ConcurrentLinkedQueue<>(batches);
    List<List<Object>> out = Collections.synchronizedList(new ArrayList<>());
    runAll(Collections.nCopies(threads, () -> stream(operator, queue, out)));
    return out;
  }

  private static void stream(
      StreamOperator operator, ConcurrentLinkedQueue<Batch> queue, List<List<Object>> out) {
    try (StreamOperator.Worker worker = operator.worker(collector(out))) {
      Batch batch;
      while (worker.wantsMore() && (batch = queue.poll()) != null) {
        worker.accept(batch);
      }
      worker.finish();
    }
  }

  /** Feeds the batches through an operator to the sink, which may be given more. */
  public void fill(Sink sink, StreamOperator operator, List<Batch> batches) {
    ConcurrentLinkedQueue<Batch> queue = new ConcurrentLinkedQueue<>(batches);
    runAll(Collections.nCopies(threads, () -> fill(sink, operator, queue)));
  }

  private static void fill(Sink sink, StreamOperator operator, ConcurrentLinkedQueue<Batch> queue) {
    try (Sink.Worker end = sink.worker();
        StreamOperator.Worker worker = operator.worker(end)) {
      Batch batch;
      while (worker.wantsMore() && (batch = queue.poll()) != null) {
        worker.accept(batch);
      }
      worker.finish();
      end.finish();
    }
  }

  /** Reads all that comes of a source's only worker through an operator. */
  public List<List<Object>> drain(Source source, StreamOperator operator) {
    List<List<Object>> out = new ArrayList<>();
    try (StreamOperator.Worker through = operator.worker(collector(out));
        Source.Worker worker = source.worker()) {
      while (worker.pump(through)) {
        Thread.onSpinWait();
      }
      through.finish();
    }
    return out;
  }

  /** Reads all that a source gives. */
  public List<List<Object>> drain(Source source) {
    List<List<Object>> out = Collections.synchronizedList(new ArrayList<>());
    int workers = Math.min(threads, source.parallelism());
    runAll(
        Collections.nCopies(
            workers,
            () -> {
              try (Source.Worker worker = source.worker()) {
                BatchConsumer collector = collector(out);
                while (worker.pump(collector)) {
                  Thread.onSpinWait();
                }
              }
            }));
    return out;
  }

  private static BatchConsumer collector(List<List<Object>> out) {
    return new BatchConsumer() {
      @Override
      public void accept(Batch batch) {
        if (batch.selectedCount() == 0) {
          throw new AssertionError("a batch without rows");
        }
        out.addAll(TestRows.read(batch));
      }

      @Override
      public boolean wantsMore() {
        return true;
      }
    };
  }

  @Override
  public void close() {
    executor.shutdownNow();
    if (!disks.files().isEmpty()) {
      throw new AssertionError("left on disk: " + disks.files());
    }
    spill.close();
    disks.close();
  }
}

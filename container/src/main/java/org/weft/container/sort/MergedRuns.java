package org.weft.container.sort;

import java.util.List;
import org.weft.container.hash.RowBatch;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Source;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;

/** The rows of several runs on disk, in order. */
final class MergedRuns implements Source {
  private static final int BATCHES_PER_MORSEL = 16;

  private final RowFormat format;
  private final SortedRuns runs;
  private final ExecutionContext context;

  MergedRuns(RowFormat format, SortedRuns runs, ExecutionContext context) {
    this.format = format;
    this.runs = runs;
    this.context = context;
  }

  @Override
  public int parallelism() {
    return 1;
  }

  @Override
  public Source.Worker worker() {
    MemoryScope scope = context.pool().scope("merge of a sort");
    try {
      List<SortedRuns.Run> all = runs.all();
      return new Worker(new RunCursors(format, runs.layout(), runs.plan(), all, scope), scope);
    } catch (RuntimeException | Error e) {
      scope.close();
      throw e;
    }
  }

  private final class Worker implements Source.Worker {
    private final RunCursors cursors;
    private final MemoryScope scope;
    private final RowBatch batch;

    Worker(RunCursors cursors, MemoryScope scope) {
      this.cursors = cursors;
      this.scope = scope;
      this.batch = new RowBatch(format.asColumns(), scope);
    }

    @Override
    public boolean pump(BatchConsumer consumer) {
      for (int i = 0; i < BATCHES_PER_MORSEL && consumer.wantsMore(); i++) {
        context.cancellation().check();
        if (!cursors.hasRow()) {
          return false;
        }
        long[] rows = batch.rows();
        int count = 0;
        boolean last = false;
        while (count < Batch.CAPACITY && !last && cursors.hasRow()) {
          rows[count++] = cursors.row();
          last = cursors.isLastOfPage();
          if (!last) {
            cursors.advance();
          }
        }
        consumer.accept(batch.of(count));
        if (last) {
          // its page is overwritten, so the batch had to be used before
          cursors.advance();
        }
      }
      return cursors.hasRow();
    }

    @Override
    public void close() {
      cursors.close();
      scope.close();
    }
  }
}

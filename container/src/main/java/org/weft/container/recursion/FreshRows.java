package org.weft.container.recursion;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.weft.container.accumulate.KeyTable;
import org.weft.container.hash.RowNumbers;
import org.weft.container.pipeline.ParallelWork;
import org.weft.container.pipeline.Sink;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/**
 * All different rows of a recursion so far. They must fit into memory: every round asks for any of
 * them. Nulls are equal to each other.
 */
final class FreshRows {
  private final KeyTable seen;
  private final List<Integer> columns;
  private final ReentrantLock lock = new ReentrantLock();

  FreshRows(Schema schema, MemoryScope scope) {
    this.seen = new KeyTable(schema.fields().stream().map(Field::type).toList(), 0, scope);
    this.columns = IntStream.range(0, schema.size()).boxed().toList();
  }

  /** A sink that hands on the rows that were never there before. */
  Sink into(Sink sink) {
    return new Sink() {
      @Override
      public Sink.Worker worker() {
        return new Newcomers(sink.worker());
      }

      @Override
      public void finish(ParallelWork threads) {
        sink.finish(threads);
      }

      @Override
      public void close() {
        sink.close();
      }
    };
  }

  private final class Newcomers implements Sink.Worker {
    private final Sink.Worker next;
    private final int[] fresh = new int[Batch.CAPACITY];

    Newcomers(Sink.Worker next) {
      this.next = next;
    }

    @Override
    public void accept(Batch batch) {
      int[] rows = RowNumbers.of(batch);
      int count;
      lock.lock();
      try {
        count = seen.add(batch, columns, rows, 0, batch.selectedCount(), fresh);
      } finally {
        lock.unlock();
      }
      if (count > 0) {
        batch.select(fresh, count);
        next.accept(batch);
      }
    }

    @Override
    public boolean wantsMore() {
      return next.wantsMore();
    }

    @Override
    public void finish() {
      next.finish();
    }

    @Override
    public void close() {
      next.close();
    }
  }
}

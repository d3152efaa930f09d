package org.weft.container.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.container.hash.TestRows;
import org.weft.container.hash.TestThreads;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Sink;
import org.weft.container.pipeline.Source;
import org.weft.planner.expr.SortKey;
import org.weft.planner.logical.Estimate;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;

/** A sort takes no more than there is: what sorting its rows will need is part of what it holds. */
@Timeout(60)
class SortMemoryTest {
  private static final Schema NUMBERS =
      TestRows.schema(List.of(SimpleType.INT64, SimpleType.INT64));
  private static final int BATCHES = 60;

  @ParameterizedTest(name = "{0} KiB")
  @ValueSource(ints = {3300, 5700, 6144})
  void sorts_more_rows_than_fit_a_small_pool(int kibibytes) {
    try (MemoryPool pool = new MemoryPool((long) kibibytes << 10);
        TestThreads threads = new TestThreads(1)) {
      ExecutionContext context = threads.context(pool);
      PhysicalPlan rows = new PhysicalPlan.Values(List.of(), NUMBERS, new Estimate(0, 0));
      PhysicalPlan.Sort plan =
          new PhysicalPlan.Sort(rows, List.of(SortKey.ascending(0)), rows.estimate());
      try (SortSink sink = new SortSink(plan, context)) {
        fill(sink);
        sink.finish(threads);
        assertThat(threads.spilled().runs()).isPositive();
        assertThat(ascending(sink.output())).isEqualTo((long) BATCHES * Batch.CAPACITY);
      }
      assertThat(pool.used()).isZero();
    }
  }

  /** Numbers from the greatest down. */
  private static void fill(SortSink sink) {
    Batch batch = new Batch(NUMBERS);
    try (MemoryPool inputs = new MemoryPool(1 << 20);
        MemoryScope scope = inputs.scope("input");
        Sink.Worker worker = sink.worker()) {
      long values = scope.allocate(8L * Batch.CAPACITY).address();
      long next = (long) BATCHES * Batch.CAPACITY;
      for (int b = 0; b < BATCHES; b++) {
        for (int i = 0; i < Batch.CAPACITY; i++) {
          Memory.putLong(values + 8L * i, --next);
        }
        batch.start(Batch.CAPACITY);
        batch.column(0).pointFlat(Layout.INT64, values, 0);
        batch.column(1).pointFlat(Layout.INT64, values, 0);
        worker.accept(batch);
      }
      worker.finish();
    }
  }

  /** Counts the numbers, which must be those from 0. */
  private static long ascending(Source source) {
    long[] count = new long[1];
    BatchConsumer reader =
        new BatchConsumer() {
          @Override
          public void accept(Batch batch) {
            for (List<Object> row : TestRows.read(batch)) {
              assertThat(row.get(0)).isEqualTo(count[0]++);
            }
          }

          @Override
          public boolean wantsMore() {
            return true;
          }
        };
    try (Source.Worker worker = source.worker()) {
      while (worker.pump(reader)) {
        Thread.onSpinWait();
      }
    }
    return count[0];
  }
}

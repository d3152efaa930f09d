package org.weft.container.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.weft.container.fixture.BatchMaker;
import org.weft.container.hash.TestRows;
import org.weft.container.hash.TestThreads;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Source;
import org.weft.container.spill.QuerySpill;
import org.weft.container.spill.TestDisks;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.AggregateCall.Distinctness;
import org.weft.planner.logical.Estimate;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashAggregate.Phase;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;

/** Aggregations of more groups than memory holds. */
@Timeout(120)
class AggregateSpillTest {
  private static final Schema INPUT = TestRows.schema(List.of(SimpleType.INT64, SimpleType.STRING));

  /** The keys, and the greatest of the texts. */
  private static final PhysicalPlan.HashAggregate NODE =
      new PhysicalPlan.HashAggregate(
          new PhysicalPlan.Values(List.of(), INPUT, new Estimate(1, 1)),
          Phase.SINGLE,
          List.of(0),
          List.of(
              call(Aggregate.COUNT_ALL, OptionalInt.empty(), SimpleType.INT64),
              call(Aggregate.MAX, OptionalInt.of(1), SimpleType.STRING)),
          TestRows.schema(List.of(SimpleType.INT64, SimpleType.INT64, SimpleType.STRING)),
          new Estimate(1, 1));

  private static AggregateCall call(Aggregate function, OptionalInt argument, DataType type) {
    return new AggregateCall(
        function, argument, OptionalInt.empty(), Distinctness.ALL, type, function.name());
  }

  private static List<Object> row(long key) {
    List<Object> row = new ArrayList<>();
    row.add(key);
    row.add("text " + key);
    return row;
  }

  @Test
  void more_groups_than_memory_holds_come_out_once_each() {
    int groups = 300_000;
    try (MemoryPool pool = new MemoryPool(24 << 20);
        TestThreads driver = new TestThreads(2)) {
      Set<Object> keys = new HashSet<>();
      try (HashAggregateSink sink = new HashAggregateSink(NODE, driver.context(pool))) {
        feed(sink, groups, 2);
        sink.finish(driver);
        assertThat(driver.spilled().runs()).isPositive();
        for (List<Object> row : driver.drain(sink.output())) {
          assertThat(keys.add(row.get(0))).as("%s comes once", row).isTrue();
          assertThat(row.get(1)).isEqualTo(2L);
          assertThat(row.get(2)).isEqualTo("text " + row.get(0));
        }
      }
      assertThat(keys).hasSize(groups);
      assertThat(pool.peak()).isLessThanOrEqualTo(pool.limit());
    }
  }

  /**
   * Indexes of partitions double at about the same time: that must be foreseen, because all that is
   * left of the memory by then is less than they take.
   */
  @Test
  void what_indexes_will_need_is_foreseen() {
    int groups = 50 * Batch.CAPACITY;
    AggregateLimits limits = new AggregateLimits(1 << 12, 4, 1 << 10, 1 << 13, 64 << 10);
    for (int mebibytes = 5; mebibytes < 9; mebibytes++) {
      try (MemoryPool pool = new MemoryPool((long) mebibytes << 20);
          TestThreads driver = new TestThreads(2);
          HashAggregateSink sink = new HashAggregateSink(COUNTS, driver.context(pool), limits)) {
        count(sink, groups);
        sink.finish(driver);
        assertThat(driver.spilled().runs()).isPositive();
        assertThat(rows(sink)).isEqualTo(groups);
      }
    }
  }

  @Test
  void groups_that_stayed_in_memory_go_to_disk_when_others_need_it() {
    int groups = 100 * Batch.CAPACITY;
    try (MemoryPool pool = new MemoryPool(16 << 20);
        TestThreads driver = new TestThreads(2)) {
      try (HashAggregateSink sink = new HashAggregateSink(COUNTS, driver.context(pool))) {
        count(sink, groups);
        sink.finish(driver);
        long runs = driver.spilled().runs();
        long held = pool.used();
        assertThat(runs).isPositive();
        assertThat(held).isGreaterThan(1 << 20);
        try (MemoryScope other = pool.scope("other")) {
          other.allocate(pool.limit() - held / 2);
          assertThat(driver.spilled().runs()).isGreaterThan(runs);
        }
        assertThat(rows(sink)).isEqualTo(groups);
      }
      assertThat(pool.used()).isZero();
    }
  }

  @Test
  void a_cancelled_query_gives_back_what_is_in_memory_and_on_disk() {
    try (TestDisks disks = new TestDisks();
        MemoryPool pool = new MemoryPool(16 << 20);
        TestThreads driver = new TestThreads(2)) {
      try (QuerySpill spill = disks.sound()) {
        ExecutionContext context = disks.context(pool, 2, spill);
        try (HashAggregateSink sink = new HashAggregateSink(COUNTS, context)) {
          count(sink, 100 * Batch.CAPACITY);
          sink.finish(driver);
          assertThat(disks.files()).isNotEmpty();
          context.cancellation().cancel();
          assertThatThrownBy(() -> rows(sink))
              .isInstanceOfSatisfying(
                  WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        }
      }
      assertThat(disks.files()).isEmpty();
      assertThat(pool.used()).isZero();
    }
  }

  private static final Schema NUMBERS = TestRows.schema(List.of(SimpleType.INT64));

  /** How often each number came. */
  private static final PhysicalPlan.HashAggregate COUNTS =
      new PhysicalPlan.HashAggregate(
          new PhysicalPlan.Values(List.of(), NUMBERS, new Estimate(1, 1)),
          Phase.SINGLE,
          List.of(0),
          List.of(call(Aggregate.COUNT_ALL, OptionalInt.empty(), SimpleType.INT64)),
          TestRows.schema(List.of(SimpleType.INT64, SimpleType.INT64)),
          new Estimate(1, 1));

  /** Groups so many numbers in no order, each of which comes once. */
  private static void count(HashAggregateSink sink, int numbers) {
    Batch batch = new Batch(NUMBERS);
    try (MemoryPool inputs = new MemoryPool(1 << 20);
        MemoryScope scope = inputs.scope("input");
        var worker = sink.worker()) {
      long values = scope.allocate(8L * Batch.CAPACITY).address();
      for (int start = 0; start < numbers; start += Batch.CAPACITY) {
        batch.start(Batch.CAPACITY);
        for (int i = 0; i < Batch.CAPACITY; i++) {
          Memory.putLong(values + 8L * i, (start + i) * 0x9E3779B97F4A7C15L);
        }
        batch.column(0).pointFlat(Layout.INT64, values, 0);
        worker.accept(batch);
      }
      worker.finish();
    }
  }

  /**
   * Keys that ascend are not looked up; here they do in three sequences taken in turn, each key on
   * average twice, with batches in between that do not ascend.
   */
  @Test
  void keys_that_ascend_in_several_sequences_come_out_once_each() {
    AggregateLimits limits = new AggregateLimits(1 << 12, 4, 1 << 10, 1 << 13, 64 << 10);
    for (long memory : new long[] {6 << 20, 256 << 20}) {
      Map<Object, Long> expected = new HashMap<>();
      try (MemoryPool pool = new MemoryPool(memory);
          TestThreads driver = new TestThreads(2);
          HashAggregateSink sink = new HashAggregateSink(COUNTS, driver.context(pool), limits)) {
        Random random = new Random(7);
        try (var first = sink.worker();
            var second = sink.worker()) {
          long[] next = {-5_000_000, 0, 7_000_000};
          for (int n = 0; n < 240; n++) {
            List<List<Object>> rows = new ArrayList<>();
            boolean ascending = n % 20 != 19;
            int sequence = n % 3;
            for (int i = 0; i < 1000; i++) {
              if (i == 700) {
                sequence = (sequence + 1) % 3;
              }
              long key = ascending ? next[sequence] : random.nextInt(50_000);
              next[sequence] += ascending ? random.nextInt(2) : 0;
              rows.add(List.of(key));
              expected.merge(key, 1L, Long::sum);
            }
            try (MemoryPool inputs = new MemoryPool(1 << 20);
                MemoryScope scope = inputs.scope("input")) {
              (n % 5 == 0 ? first : second).accept(new BatchMaker(scope).flat(NUMBERS, rows));
            }
          }
          first.finish();
          second.finish();
        }
        sink.finish(driver);
        assertThat(driver.spilled().runs() > 0).isEqualTo(memory < 64 << 20);
        Map<Object, Object> found = new HashMap<>();
        for (List<Object> row : driver.drain(sink.output())) {
          assertThat(found.put(row.get(0), row.get(1))).as("%s comes once", row).isNull();
        }
        assertThat(found).isEqualTo(expected);
      }
    }
  }

  private static long rows(HashAggregateSink sink) {
    AtomicLong rows = new AtomicLong();
    BatchConsumer counter =
        new BatchConsumer() {
          @Override
          public void accept(Batch batch) {
            rows.addAndGet(batch.selectedCount());
          }

          @Override
          public boolean wantsMore() {
            return true;
          }
        };
    try (Source.Worker worker = sink.output().worker()) {
      while (worker.pump(counter)) {
        Thread.onSpinWait();
      }
    }
    return rows.get();
  }

  /** Every key so many times, one batch after the other so that no input waits in memory. */
  private static void feed(HashAggregateSink sink, int groups, int times) {
    try (var worker = sink.worker()) {
      for (int time = 0; time < times; time++) {
        for (int start = 0; start < groups; start += 2000) {
          List<List<Object>> rows = new ArrayList<>();
          for (int i = start; i < start + 2000; i++) {
            rows.add(row(i));
          }
          try (MemoryPool inputs = new MemoryPool(1 << 20);
              MemoryScope scope = inputs.scope("input")) {
            worker.accept(new BatchMaker(scope).flat(INPUT, rows));
          }
        }
      }
      worker.finish();
    }
  }

  @Test
  void a_full_disk_or_a_damaged_file_ends_it_with_an_error_and_leaves_nothing() {
    for (boolean full : new boolean[] {true, false}) {
      try (TestDisks disks = new TestDisks();
          MemoryPool pool = new MemoryPool(16 << 20);
          TestThreads driver = new TestThreads(2)) {
        try (QuerySpill spill = full ? disks.withRoom(1 << 20) : disks.damaging()) {
          ExecutionContext context = disks.context(pool, 2, spill);
          try (HashAggregateSink sink = new HashAggregateSink(NODE, context)) {
            assertThatThrownBy(
                    () -> {
                      feed(sink, 300_000, 1);
                      sink.finish(driver);
                      driver.drain(sink.output());
                    })
                .isInstanceOfSatisfying(
                    WeftException.class,
                    e ->
                        assertThat(e.code())
                            .isEqualTo(full ? ErrorCode.DISK_FULL : ErrorCode.READ_FAILED));
          }
        }
        assertThat(disks.files()).isEmpty();
        assertThat(pool.used()).isZero();
      }
    }
  }
}

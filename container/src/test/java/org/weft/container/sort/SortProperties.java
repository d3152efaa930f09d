package org.weft.container.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.weft.container.expression.Constants;
import org.weft.container.expression.RandomBatch;
import org.weft.container.expression.RandomValues;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.QueryThreads;
import org.weft.container.pipeline.Sink;
import org.weft.container.pipeline.Source;
import org.weft.container.pipeline.StreamOperator;
import org.weft.container.spill.QuerySpill;
import org.weft.container.spill.TestDisks;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.RankLimit;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.Value;
import org.weft.planner.expr.WindowCall.RankFunction;
import org.weft.planner.logical.Estimate;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.setting.Settings;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/** Sorted rows are those of {@link List#sort}, whatever the keys, encodings and threads. */
class SortProperties {
  private static final int THREADS = 3;
  private static final Estimate UNKNOWN = new Estimate(1, 1);

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void sorts_like_a_list(@ForAll long seed) {
    Random random = new Random(seed);
    try (MemoryPool pool = new MemoryPool(512 << 20)) {
      Case test = new Case(random, pool);
      PhysicalPlan.Sort plan = new PhysicalPlan.Sort(test.input(), test.keys, UNKNOWN);
      try (SortSink sink = new SortSink(plan, test.context)) {
        test.feed(sink);
        test.check(sink.output(), 0, Long.MAX_VALUE);
      }
      test.data.close();
      assertThat(pool.used()).isZero();
    }
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void sorts_like_a_list_when_it_spills(@ForAll long seed) {
    Random random = new Random(seed);
    // at every batch, or at some; with little memory several merges are needed
    int every = 1 + random.nextInt(4);
    long limit = random.nextBoolean() ? 64 << 20 : 512 << 20;
    try (TestDisks disks = new TestDisks();
        MemoryPool pool = new MemoryPool(limit, () -> random.nextInt(every) == 0)) {
      try (QuerySpill spill = disks.sound()) {
        Case test = new Case(random, disks.context(pool, THREADS, spill), random.nextInt(120));
        PhysicalPlan.Sort plan = new PhysicalPlan.Sort(test.input(), test.keys, UNKNOWN);
        try (SortSink sink = new SortSink(plan, test.context)) {
          test.feed(sink);
          if (every == 1 && test.batches.size() > THREADS) {
            assertThat(spill.count().runs()).isPositive();
          }
          test.check(sink.output(), 0, Long.MAX_VALUE);
        }
        assertThat(disks.files()).isEmpty();
        test.data.close();
      }
      assertThat(pool.used()).isZero();
    }
  }

  @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
  void a_full_disk_or_a_damaged_file_ends_the_sort_and_leaves_nothing(@ForAll long seed) {
    Random random = new Random(seed);
    try (TestDisks disks = new TestDisks();
        MemoryPool pool = new MemoryPool(64 << 20, () -> true)) {
      boolean full = random.nextBoolean();
      try (QuerySpill spill = full ? disks.withRoom(random.nextInt(8)) : disks.damaging()) {
        Case test = new Case(random, disks.context(pool, THREADS, spill), 40);
        PhysicalPlan.Sort plan = new PhysicalPlan.Sort(test.input(), test.keys, UNKNOWN);
        try (SortSink sink = new SortSink(plan, test.context)) {
          assertThatThrownBy(
                  () -> {
                    test.feed(sink);
                    test.check(sink.output(), 0, Long.MAX_VALUE);
                  })
              .isInstanceOfSatisfying(
                  WeftException.class,
                  e -> assertThat(e.code()).isIn(ErrorCode.DISK_FULL, ErrorCode.READ_FAILED));
        }
        test.data.close();
      }
      assertThat(disks.files()).isEmpty();
      assertThat(pool.used()).isZero();
    }
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void finds_the_first_rows_of_a_list(@ForAll long seed) {
    Random random = new Random(seed);
    // memory may be short at some batches, at all of them or at none
    int every = random.nextInt(4);
    try (MemoryPool pool =
        new MemoryPool(512 << 20, () -> every > 0 && random.nextInt(every) == 0)) {
      Case test = new Case(random, pool);
      long offset = random.nextInt(3) == 0 ? random.nextInt(20) : 0;
      long limit = random.nextInt(random.nextBoolean() ? 5 : 3000);
      PhysicalPlan.TopN plan =
          new PhysicalPlan.TopN(test.input(), test.keys, offset, limit, UNKNOWN);
      try (TopNSink sink = new TopNSink(plan, test.context)) {
        test.feed(sink);
        test.check(sink.output(), offset, limit);
      }
      test.data.close();
      assertThat(pool.used()).isZero();
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void what_is_not_among_the_first_of_its_partition_is_left_out(@ForAll long seed) {
    Random random = new Random(seed);
    // when memory is short, all rows pass
    boolean isShort = random.nextInt(4) == 0;
    try (TestDisks disks = new TestDisks();
        MemoryPool pool = new MemoryPool(512 << 20, () -> isShort && random.nextInt(10) == 0)) {
      try (QuerySpill spill = disks.sound()) {
        Case test = new Case(random, disks.context(pool, THREADS, spill), random.nextInt(6));
        List<Integer> partition = new ArrayList<>();
        for (int column = 0; column < test.types.size(); column++) {
          if (random.nextInt(3) == 0) {
            partition.add(column);
          }
        }
        RankFunction[] counted = {
          RankFunction.ROW_NUMBER, RankFunction.RANK, RankFunction.DENSE_RANK
        };
        RankLimit limit = new RankLimit(counted[random.nextInt(3)], 1 + random.nextInt(9));
        if (random.nextInt(5) == 0) {
          test.keys.clear();
        }
        PartitionTopOperator operator =
            new PartitionTopOperator(
                new PhysicalPlan.PartitionTop(test.input(), partition, test.keys, limit, UNKNOWN),
                test.context);
        List<List<Value>> passed = new ArrayList<>();
        try (StreamOperator.Worker worker = operator.worker(collector(passed))) {
          test.batches.forEach(worker::accept);
          worker.finish();
        }
        test.checkFirst(passed, partition, limit);
        assertThat(spill.count().runs()).isZero();
        test.data.close();
      }
      assertThat(pool.used()).isZero();
    }
  }

  private static BatchConsumer collector(List<List<Value>> rows) {
    return new BatchConsumer() {
      @Override
      public void accept(Batch batch) {
        for (int n = 0; n < batch.selectedCount(); n++) {
          List<Value> row = new ArrayList<>();
          for (int c = 0; c < batch.columnCount(); c++) {
            row.add(Constants.read(batch.column(c), batch.row(n)));
          }
          rows.add(row);
        }
      }

      @Override
      public boolean wantsMore() {
        return true;
      }
    };
  }

  /** Random batches, their rows and an order. */
  private static final class Case {
    private final ExecutionContext context;
    private final MemoryScope data;
    private final List<Batch> batches = new ArrayList<>();
    private final List<List<Value>> rows = new ArrayList<>();
    private final List<DataType> types = new ArrayList<>();
    private final List<SortKey> keys = new ArrayList<>();

    Case(Random random, MemoryPool pool) {
      this(
          random,
          new ExecutionContext(pool, Settings.DEFAULTS, THREADS, new Cancellation()),
          random.nextInt(4));
    }

    Case(Random random, ExecutionContext context, int batchCount) {
      this.context = context;
      data = context.pool().scope("test");
      int columns = 1 + random.nextInt(4);
      for (int i = 0; i < columns; i++) {
        types.add(RandomValues.type(random));
      }
      int keyCount = 1 + random.nextInt(columns);
      for (int i = 0; i < keyCount; i++) {
        keys.add(
            new SortKey(
                random.nextInt(columns),
                SortKey.Direction.values()[random.nextInt(2)],
                SortKey.Nulls.values()[random.nextInt(2)]));
      }
      for (int b = 0; b < batchCount; b++) {
        add(random, batchCount > 10 ? 8 * batchCount : 8);
      }
    }

    private void add(Random random, int smallFor) {
      RandomBatch made = RandomBatch.of(types, smallFor, data, random);
      if (!made.rows().isEmpty()) {
        batches.add(made.batch());
        rows.addAll(made.rows());
      }
    }

    PhysicalPlan input() {
      List<Field> fields = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        fields.add(Field.nullable("c" + i, types.get(i)));
      }
      return new PhysicalPlan.Values(List.of(), new Schema(fields), UNKNOWN);
    }

    void feed(Sink sink) {
      List<Sink.Worker> workers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        workers.add(sink.worker());
      }
      for (int i = 0; i < batches.size(); i++) {
        Sink.Worker worker = workers.get(i % THREADS);
        if (worker.wantsMore()) {
          worker.accept(batches.get(i));
        }
      }
      for (Sink.Worker worker : workers) {
        worker.finish();
        worker.close();
      }
      sink.finish(new QueryThreads(THREADS, ForkJoinPool.commonPool(), context.cancellation()));
    }

    /** Keys must come in the same order; rows equal in all keys may come in any. */
    void check(Source output, long offset, long limit) {
      List<List<Value>> actual = read(output);
      List<List<Value>> expected = new ArrayList<>(rows);
      expected.sort(this::compare);
      int start = (int) Math.min(offset, expected.size());
      int end = (int) Math.min(limit, expected.size() - start) + start;
      expected = expected.subList(start, end);
      assertThat(actual).hasSameSizeAs(expected);
      for (int i = 0; i < actual.size(); i++) {
        assertThat(compare(actual.get(i), expected.get(i)))
            .as("row %s is %s instead of %s by %s", i, actual.get(i), expected.get(i), keys)
            .isZero();
      }
      List<List<Value>> left = new ArrayList<>(rows);
      left.sort(Comparator.comparing(Object::toString));
      List<List<Value>> found = new ArrayList<>(actual);
      found.sort(Comparator.comparing(Object::toString));
      int from = 0;
      for (List<Value> row : found) {
        while (from < left.size() && !same(left.get(from), row)) {
          from++;
        }
        assertThat(from++).as("%s is a row of the input", row).isLessThan(left.size());
      }
    }

    /** The passed rows come in their order, and no partition lacks a row that is needed. */
    void checkFirst(List<List<Value>> passed, List<Integer> partition, RankLimit limit) {
      assertThat(rows.stream().map(Object::toString).toList())
          .containsSubsequence(passed.stream().map(Object::toString).toList());
      List<SortKey> together = partition.stream().map(SortKey::ascending).toList();
      Comparator<List<Value>> byPartition = (a, b) -> compare(a, b, together);
      Comparator<List<Value>> byKeys = (a, b) -> compare(a, b, keys);
      List<List<Value>> all = new ArrayList<>(rows);
      all.sort(byPartition.thenComparing(byKeys));
      List<List<Value>> kept = new ArrayList<>(passed);
      kept.sort(byPartition.thenComparing(byKeys));
      int at = 0;
      int start = 0;
      long groups = 0;
      for (int i = 0; i < all.size(); i++) {
        boolean isFirst = i == 0 || byPartition.compare(all.get(i), all.get(i - 1)) != 0;
        if (isFirst) {
          start = i;
          groups = 0;
        }
        boolean isPeer = !isFirst && byKeys.compare(all.get(i), all.get(i - 1)) == 0;
        groups += isPeer ? 0 : 1;
        int peer = i;
        while (peer > start && byKeys.compare(all.get(peer - 1), all.get(i)) == 0) {
          peer--;
        }
        long rank =
            switch (limit.function()) {
              case ROW_NUMBER -> i - start + 1;
              case RANK -> peer - start + 1;
              default -> groups;
            };
        if (rank > limit.limit()) {
          continue;
        }
        while (at < kept.size() && byPartition.compare(kept.get(at), all.get(i)) < 0) {
          at++;
        }
        assertThat(at).as("row %s by %s", all.get(i), keys).isLessThan(kept.size());
        assertThat(byPartition.compare(kept.get(at), all.get(i))).isZero();
        assertThat(byKeys.compare(kept.get(at++), all.get(i))).isZero();
      }
    }

    private static boolean same(List<Value> a, List<Value> b) {
      return a.toString().equals(b.toString());
    }

    private List<List<Value>> read(Source output) {
      List<List<Value>> read = new ArrayList<>();
      try (Source.Worker worker = output.worker()) {
        BatchConsumer consumer = collector(read);
        boolean more = true;
        while (more) {
          more = worker.pump(consumer);
        }
      }
      return read;
    }

    private int compare(List<Value> a, List<Value> b) {
      return compare(a, b, keys);
    }

    private static int compare(List<Value> a, List<Value> b, List<SortKey> by) {
      for (SortKey key : by) {
        int order = compare(a.get(key.ordinal()), b.get(key.ordinal()), key);
        if (order != 0) {
          return order;
        }
      }
      return 0;
    }

    private static int compare(Value a, Value b, SortKey key) {
      boolean aNull = a instanceof Value.Null;
      boolean bNull = b instanceof Value.Null;
      if (aNull || bNull) {
        int nullFirst = aNull == bNull ? 0 : aNull ? -1 : 1;
        return key.nulls() == SortKey.Nulls.FIRST ? nullFirst : -nullFirst;
      }
      int order = values(a, b);
      return key.direction() == SortKey.Direction.ASCENDING ? order : -order;
    }

    private static int values(Value a, Value b) {
      if (a instanceof Value.Text x) {
        return java.util.Arrays.compareUnsigned(x.utf8(), ((Value.Text) b).utf8());
      }
      if (a instanceof Value.Bool x) {
        return Boolean.compare(x.value(), ((Value.Bool) b).value());
      }
      if (a instanceof Value.Real x) {
        return Double.compare(x.value() + 0.0, ((Value.Real) b).value() + 0.0);
      }
      return Value.unscaled(a).compareTo(Value.unscaled(b));
    }
  }
}

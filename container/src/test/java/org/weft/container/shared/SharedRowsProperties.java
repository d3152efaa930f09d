package org.weft.container.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
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
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.PlanMeters;
import org.weft.container.pipeline.QueryThreads;
import org.weft.container.pipeline.Sink;
import org.weft.container.pipeline.Source;
import org.weft.container.spill.QuerySpill;
import org.weft.container.spill.TestDisks;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.logical.Estimate;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/** Every reader of shared rows gets all of them, in memory, on disk or both. */
class SharedRowsProperties {
  private static final int THREADS = 3;

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void every_reader_gets_every_row(@ForAll long seed) {
    Random random = new Random(seed);
    int every = random.nextInt(4);
    try (TestDisks disks = new TestDisks();
        MemoryPool pool =
            new MemoryPool(512 << 20, () -> every > 0 && random.nextInt(every) == 0)) {
      try (QuerySpill spill = disks.sound()) {
        Case test = new Case(random, disks.context(pool, THREADS, spill));
        SharedRows rows = test.rows(3);
        test.feed(rows);
        if (every == 1 && test.batches.size() > THREADS) {
          assertThat(spill.count().runs()).isPositive();
        }
        for (int reader = 0; reader < 3; reader++) {
          if (random.nextBoolean()) {
            // nobody is reading, so whoever is short of memory may have it
            rows.parts().forEach(RowPart::spillNow);
          }
          Reading reading = rows.reading();
          assertThat(read(reading.open(), random)).isEqualTo(test.rows.stream().sorted().toList());
          rows.parts().forEach(part -> assertThat(part.spillNow()).isFalse());
          reading.close();
          reading.close();
        }
        test.data.close();
        assertThat(pool.used()).as("the last reader is through").isZero();
        assertThat(disks.files()).isEmpty();
        rows.close();
      }
    }
  }

  @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
  void what_is_not_read_to_the_end_is_given_back(@ForAll long seed) {
    Random random = new Random(seed);
    try (TestDisks disks = new TestDisks();
        MemoryPool pool = new MemoryPool(512 << 20, random::nextBoolean)) {
      try (QuerySpill spill = disks.sound()) {
        Case test = new Case(random, disks.context(pool, THREADS, spill));
        try (SharedRows rows = test.rows(2)) {
          test.feed(rows);
          Source source = rows.reading().open();
          try (Source.Worker worker = source.worker()) {
            worker.pump(consumer(new ArrayList<>(), 1));
          }
        }
        test.data.close();
        assertThat(pool.used()).isZero();
        assertThat(disks.files()).isEmpty();
      }
    }
  }

  @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
  void a_full_disk_or_a_damaged_file_leaves_nothing(@ForAll long seed) {
    Random random = new Random(seed);
    try (TestDisks disks = new TestDisks();
        MemoryPool pool = new MemoryPool(64 << 20, () -> true)) {
      boolean full = random.nextBoolean();
      try (QuerySpill spill = full ? disks.withRoom(random.nextInt(8)) : disks.damaging()) {
        Case test = new Case(random, disks.context(pool, THREADS, spill));
        if (test.batches.size() > THREADS) {
          try (SharedRows rows = test.rows(1)) {
            assertThatThrownBy(
                    () -> {
                      test.feed(rows);
                      read(rows.reading().open(), random);
                    })
                .isInstanceOfSatisfying(
                    WeftException.class,
                    e -> assertThat(e.code()).isIn(ErrorCode.DISK_FULL, ErrorCode.READ_FAILED));
          }
        }
        test.data.close();
      }
      assertThat(disks.files()).isEmpty();
      assertThat(pool.used()).isZero();
    }
  }

  /** All rows, read by several workers in turn, sorted. */
  private static List<String> read(Source source, Random random) {
    List<String> read = new ArrayList<>();
    if (source.isEmpty()) {
      return read;
    }
    List<Source.Worker> workers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      workers.add(source.worker());
    }
    BatchConsumer consumer = consumer(read, Integer.MAX_VALUE);
    List<Source.Worker> busy = new ArrayList<>(workers);
    while (!busy.isEmpty()) {
      Collections.shuffle(busy, random);
      busy.removeIf(worker -> !worker.pump(consumer));
    }
    workers.forEach(Source.Worker::close);
    Collections.sort(read);
    return read;
  }

  private static BatchConsumer consumer(List<String> rows, int enough) {
    return new BatchConsumer() {
      @Override
      public void accept(Batch batch) {
        for (int n = 0; n < batch.selectedCount(); n++) {
          List<Object> row = new ArrayList<>();
          for (int c = 0; c < batch.columnCount(); c++) {
            row.add(Constants.read(batch.column(c), batch.row(n)));
          }
          rows.add(row.toString());
        }
      }

      @Override
      public boolean wantsMore() {
        return rows.size() < enough;
      }
    };
  }

  /** Random batches and their rows. */
  private static final class Case {
    private final ExecutionContext context;
    private final MemoryScope data;
    private final List<Batch> batches = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();
    private final Schema schema;

    Case(Random random, ExecutionContext context) {
      this.context = context;
      this.data = context.pool().scope("test");
      List<Field> fields = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        fields.add(Field.nullable("c" + i, RandomValues.type(random)));
      }
      schema = new Schema(fields);
      for (int b = random.nextInt(12); b > 0; b--) {
        add(random);
      }
    }

    private void add(Random random) {
      RandomBatch made =
          RandomBatch.of(schema.fields().stream().map(Field::type).toList(), 8, data, random);
      if (!made.rows().isEmpty()) {
        batches.add(made.batch());
        made.rows().forEach(row -> rows.add(row.toString()));
      }
    }

    SharedRows rows(int readers) {
      PhysicalPlan node = new PhysicalPlan.Values(List.of(), schema, new Estimate(1, 1));
      return new SharedRows(
          schema, readers, context, new PlanMeters(context.spill().count()).of(node));
    }

    void feed(Sink sink) {
      List<Sink.Worker> workers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        workers.add(sink.worker());
      }
      for (int i = 0; i < batches.size(); i++) {
        workers.get(i % THREADS).accept(batches.get(i));
      }
      for (Sink.Worker worker : workers) {
        worker.finish();
        worker.close();
      }
      sink.finish(new QueryThreads(THREADS, ForkJoinPool.commonPool(), context.cancellation()));
    }
  }
}

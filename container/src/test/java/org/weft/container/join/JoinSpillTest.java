package org.weft.container.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.weft.planner.logical.Estimate;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.HashJoinType;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashJoin.JoinDistribution;
import org.weft.planner.physical.PhysicalPlan.HashJoin.NullKeys;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;

/** Joins whose build side is larger than memory. */
@Timeout(180)
class JoinSpillTest {
  private static final Schema SIDE = TestRows.schema(List.of(SimpleType.INT64, SimpleType.STRING));
  private static final int BATCH = 2000;
  private static final int BUILD_ROWS = 400_000;
  private static final int MERGED_ROWS = 40_000;

  private static PhysicalPlan.HashJoin node(HashJoinType type, List<Integer> keys) {
    Estimate estimate = new Estimate(1, 1);
    return new PhysicalPlan.HashJoin(
        new PhysicalPlan.Values(List.of(), SIDE, estimate),
        new PhysicalPlan.Values(List.of(), SIDE, estimate),
        type,
        keys,
        keys,
        NullKeys.MATCH_NOTHING,
        Optional.empty(),
        JoinDistribution.PARTITIONED,
        type.emitsPairs() ? SIDE.concat(SIDE) : SIDE,
        estimate);
  }

  /** Counts rows and adds up their first column. */
  private static final class Sum implements BatchConsumer {
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong sum = new AtomicLong();

    @Override
    public void accept(Batch batch) {
      rows.addAndGet(batch.selectedCount());
      for (List<Object> row : TestRows.read(batch)) {
        sum.addAndGet((Long) row.get(0));
      }
    }

    @Override
    public boolean wantsMore() {
      return true;
    }
  }

  /** Rows whose key is their number modulo some. */
  private static void feed(BatchConsumer to, int rows, int keys) {
    feed(to, rows, keys, "");
  }

  private static void feed(BatchConsumer to, int rows, int keys, String more) {
    for (int start = 0; start < rows; start += BATCH) {
      List<List<Object>> values = new ArrayList<>();
      for (int i = start; i < Math.min(rows, start + BATCH); i++) {
        List<Object> row = new ArrayList<>();
        row.add((long) (i % keys));
        row.add("row " + i + more);
        values.add(row);
      }
      try (MemoryPool inputs = new MemoryPool(1 << 20);
          MemoryScope scope = inputs.scope("input")) {
        to.accept(new BatchMaker(scope).flat(SIDE, values));
      }
    }
  }

  private static Sum run(HashJoin join, TestThreads driver, int buildKeys, int probeRows) {
    try (var worker = join.build().worker()) {
      feed(worker, BUILD_ROWS, buildKeys);
      worker.finish();
    }
    join.build().finish(driver);
    Sum sum = new Sum();
    try (var worker = join.probe().worker(sum)) {
      feed(worker, probeRows, probeRows);
      worker.finish();
    }
    join.unmatchedBuildRows().ifPresent(source -> drain(source, sum));
    drain(join.spilledRows(), sum);
    return sum;
  }

  private static void drain(Source source, Sum sum) {
    try (Source.Worker worker = source.worker()) {
      boolean more = true;
      while (more) {
        more = worker.pump(sum);
      }
    }
  }

  @Test
  void partitions_are_joined_one_after_the_other() {
    try (MemoryPool pool = new MemoryPool(24 << 20);
        TestThreads driver = new TestThreads(2);
        HashJoin join = new HashJoin(node(HashJoinType.INNER, List.of(0)), driver.context(pool))) {
      Sum sum = run(join, driver, BUILD_ROWS, BUILD_ROWS);
      assertThat(driver.spilled().runs()).isGreaterThan(1);
      assertThat(sum.rows).hasValue(BUILD_ROWS);
      assertThat(sum.sum).hasValue((BUILD_ROWS - 1L) * BUILD_ROWS / 2);
      assertThat(pool.peak()).isLessThanOrEqualTo(pool.limit());
    }
  }

  @Test
  void one_key_that_has_more_rows_than_memory_is_joined_in_chunks() {
    for (HashJoinType type : HashJoinType.values()) {
      if (type == HashJoinType.PROBE_MARK) {
        continue;
      }
      try (MemoryPool pool = new MemoryPool(16 << 20);
          TestThreads driver = new TestThreads(2);
          HashJoin join = new HashJoin(node(type, List.of(0)), driver.context(pool))) {
        // every build row has key 0; probe rows have keys 0, 1 and 2
        Sum sum = run(join, driver, 1, 3);
        long expected =
            switch (type) {
              case INNER, BUILD_OUTER, BUILD_SEMI -> BUILD_ROWS;
              case PROBE_OUTER, FULL -> BUILD_ROWS + 2;
              case PROBE_SEMI -> 1;
              case PROBE_ANTI -> 2;
              case BUILD_ANTI, PROBE_MARK -> 0;
            };
        assertThat(sum.rows).as(type.name()).hasValue(expected);
        assertThat(driver.spilled().runs()).isPositive();
      }
    }
  }

  private static Sum merge(MergeJoin join, TestThreads driver) {
    Sum sum = new Sum();
    try (var sorter = join.sorter()) {
      try (var worker = sorter.worker();
          var tag = join.tagBuild().worker(worker)) {
        feed(tag, MERGED_ROWS, 1, "x".repeat(220));
        tag.finish();
        worker.finish();
      }
      try (var worker = sorter.worker();
          var tag = join.tagProbe().worker(worker)) {
        feed(tag, 3, 3);
        tag.finish();
        worker.finish();
      }
      sorter.finish(driver);
      try (var pairs = join.pairs().worker(sum);
          Source.Worker sorted = join.sorted().worker()) {
        boolean more = true;
        while (more) {
          more = sorted.pump(pairs);
        }
        pairs.finish();
      }
    }
    return sum;
  }

  @Test
  void one_key_of_a_merge_join_that_has_more_rows_than_memory_is_joined_on_disk() {
    for (HashJoinType type : HashJoinType.values()) {
      if (type == HashJoinType.PROBE_MARK) {
        continue;
      }
      PhysicalPlan.MergeJoin node =
          new PhysicalPlan.MergeJoin(node(type, List.of(0)), Optional.empty());
      try (MemoryPool pool = new MemoryPool(8 << 20);
          TestThreads driver = new TestThreads(2)) {
        Sum sum = merge(new MergeJoin(node, driver.context(pool)), driver);
        long expected =
            switch (type) {
              case INNER, BUILD_OUTER, BUILD_SEMI -> MERGED_ROWS;
              case PROBE_OUTER, FULL -> MERGED_ROWS + 2;
              case PROBE_SEMI -> 1;
              case PROBE_ANTI -> 2;
              case BUILD_ANTI, PROBE_MARK -> 0;
            };
        assertThat(sum.rows).as(type.name()).hasValue(expected);
        assertThat(pool.used()).isZero();
      }
    }
  }

  @Test
  void a_merge_join_that_cannot_write_leaves_nothing() {
    PhysicalPlan.MergeJoin node =
        new PhysicalPlan.MergeJoin(node(HashJoinType.FULL, List.of(0)), Optional.empty());
    for (boolean full : new boolean[] {true, false}) {
      try (TestDisks disks = new TestDisks();
          MemoryPool pool = new MemoryPool(8 << 20);
          TestThreads driver = new TestThreads(2)) {
        // the sort fits onto the disk, the rows of the key beside it do not
        try (QuerySpill spill = full ? disks.withRoom(MERGED_ROWS * 12L) : disks.damaging()) {
          MergeJoin join = new MergeJoin(node, disks.context(pool, 2, spill));
          assertThatThrownBy(() -> merge(join, driver))
              .isInstanceOfSatisfying(
                  WeftException.class,
                  e ->
                      assertThat(e.code())
                          .isEqualTo(full ? ErrorCode.DISK_FULL : ErrorCode.READ_FAILED));
        }
        assertThat(disks.files()).isEmpty();
        assertThat(pool.used()).isZero();
      }
    }
  }

  @Test
  void without_keys_too() {
    try (MemoryPool pool = new MemoryPool(16 << 20);
        TestThreads driver = new TestThreads(2);
        HashJoin join = new HashJoin(node(HashJoinType.INNER, List.of()), driver.context(pool))) {
      Sum sum = run(join, driver, BUILD_ROWS, 3);
      assertThat(sum.rows).hasValue(3L * BUILD_ROWS);
      assertThat(sum.sum).hasValue(3L * BUILD_ROWS);
      assertThat(driver.spilled().runs()).isPositive();
    }
  }

  @Test
  void a_full_disk_or_a_damaged_file_ends_it_with_an_error_and_leaves_nothing() {
    for (boolean full : new boolean[] {true, false}) {
      try (TestDisks disks = new TestDisks();
          MemoryPool pool = new MemoryPool(24 << 20);
          TestThreads driver = new TestThreads(2)) {
        try (QuerySpill spill = full ? disks.withRoom(1 << 20) : disks.damaging()) {
          ExecutionContext context = disks.context(pool, 2, spill);
          try (HashJoin join = new HashJoin(node(HashJoinType.FULL, List.of(0)), context)) {
            assertThatThrownBy(() -> run(join, driver, BUILD_ROWS, BUILD_ROWS))
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

  @Test
  void a_finished_build_side_is_spilled_when_others_need_its_memory() {
    try (MemoryPool pool = new MemoryPool(256 << 20);
        TestThreads driver = new TestThreads(2);
        HashJoin join = new HashJoin(node(HashJoinType.INNER, List.of(0)), driver.context(pool))) {
      try (var worker = join.build().worker()) {
        feed(worker, BUILD_ROWS, BUILD_ROWS);
        worker.finish();
      }
      join.build().finish(driver);
      assertThat(driver.spilled().runs()).isZero();
      long held = pool.used();
      try (MemoryScope scan = pool.scope("scan")) {
        long unused = scan.allocate(pool.limit() - held / 2).address();
        assertThat(driver.spilled().runs()).isPositive();
      }
      Sum sum = new Sum();
      try (var worker = join.probe().worker(sum)) {
        feed(worker, BUILD_ROWS, BUILD_ROWS);
        worker.finish();
      }
      drain(join.spilledRows(), sum);
      assertThat(sum.rows).hasValue(BUILD_ROWS);
    }
  }
}

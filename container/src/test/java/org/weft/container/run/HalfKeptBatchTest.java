package org.weft.container.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.weft.container.aggregate.HashAggregateSink;
import org.weft.container.fixture.BatchMaker;
import org.weft.container.fixture.Rows;
import org.weft.container.hash.TestRows;
import org.weft.container.hash.TestThreads;
import org.weft.container.join.HashJoin;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Sink;
import org.weft.container.shared.SharedRows;
import org.weft.container.sort.SortSink;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.SortKey;
import org.weft.planner.logical.Estimate;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.memory.Spillable;
import org.weft.planner.physical.HashJoinType;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;

/**
 * Memory may end in the middle of a batch: rows are there then whose texts are not. Another thread
 * that needs memory must not spill them: it wrote from addresses that nobody had set, and the
 * process died.
 */
@Timeout(60)
class HalfKeptBatchTest {
  private static final Schema ROWS = TestRows.schema(List.of(SimpleType.INT64, SimpleType.STRING));
  private static final PhysicalPlan VALUES =
      new PhysicalPlan.Values(List.of(), ROWS, new Estimate(1, 1));
  private static final String LONG = "x".repeat(900_000);

  private static Stream<Named<Function<ExecutionContext, Sink>>> sinks() {
    return Stream.of(
        Named.of(
            "sort",
            context ->
                new SortSink(
                    new PhysicalPlan.Sort(VALUES, List.of(SortKey.ascending(0)), VALUES.estimate()),
                    context)),
        Named.of("join", context -> new HashJoin(join(), context).build()),
        Named.of("groups", context -> new HashAggregateSink(groups(), context)),
        Named.of(
            "shared rows", context -> new SharedRows(ROWS, 1, context, context.meter(VALUES))));
  }

  private static PhysicalPlan.HashJoin join() {
    return new PhysicalPlan.HashJoin(
        VALUES,
        VALUES,
        HashJoinType.INNER,
        List.of(0),
        List.of(0),
        PhysicalPlan.HashJoin.NullKeys.MATCH_NOTHING,
        Optional.empty(),
        PhysicalPlan.HashJoin.JoinDistribution.PARTITIONED,
        ROWS.concat(ROWS),
        VALUES.estimate());
  }

  private static PhysicalPlan.HashAggregate groups() {
    return new PhysicalPlan.HashAggregate(
        VALUES,
        PhysicalPlan.HashAggregate.Phase.SINGLE,
        List.of(0, 1),
        List.of(),
        ROWS,
        VALUES.estimate());
  }

  @ParameterizedTest
  @MethodSource("sinks")
  void is_not_spilled_by_others(Function<ExecutionContext, Sink> operator) {
    try (MemoryPool pool = new MemoryPool(2 << 20);
        MemoryPool inputs = new MemoryPool(16 << 20);
        MemoryScope input = inputs.scope("input");
        TestThreads threads = new TestThreads(1);
        Sink sink = operator.apply(threads.context(pool))) {
      BatchMaker maker = new BatchMaker(input);
      Sink.Worker worker = sink.worker();
      worker.accept(maker.flat(ROWS, List.of(Rows.row(1L, "short"))));
      Batch batch =
          maker.flat(ROWS, List.of(Rows.row(2L, LONG), Rows.row(3L, LONG), Rows.row(4L, LONG)));
      assertThatThrownBy(() -> worker.accept(batch))
          .isInstanceOfSatisfying(
              WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY));

      assertThat(((Spillable) worker).spillNow()).isFalse();
    }
  }
}

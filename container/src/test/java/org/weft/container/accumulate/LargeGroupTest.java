package org.weft.container.accumulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.weft.container.hash.RowNumbers;
import org.weft.container.hash.TestBatches;
import org.weft.container.hash.TestRows;
import org.weft.container.hash.TestThreads;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.OperatorMeter;
import org.weft.container.spill.QuerySpill;
import org.weft.container.spill.TestDisks;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.AggregateCall.Distinctness;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.Estimate;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** Aggregates whose group goes to disk give what they give in memory. */
@Timeout(60)
class LargeGroupTest {
  private static final int ROWS = 13_000;
  private static final int DISTINCT = 8_000;
  private static final long LITTLE = 6 << 20;
  private static final int BATCHES = 60;

  /** Types of every layout. */
  private static final List<DataType> TYPES =
      List.of(
          SimpleType.INT32,
          SimpleType.INT64,
          SimpleType.FLOAT32,
          SimpleType.FLOAT64,
          SimpleType.STRING,
          new DecimalType(38, 4));

  private static Stream<DataType> types() {
    return TYPES.stream();
  }

  private static List<AggregateCall> calls(DataType type) {
    Literal third = new Literal(SimpleType.FLOAT64, new Value.Real(0.3));
    Literal last = new Literal(SimpleType.FLOAT64, new Value.Real(-0.0));
    List<SortKey> byValue = List.of(SortKey.descending(0));
    List<AggregateCall> calls = new ArrayList<>();
    calls.add(call(Aggregate.QUANTILE_DISC, List.of(third), type));
    calls.add(call(Aggregate.QUANTILE_DISC, List.of(third, last), new ListType(type)));
    calls.add(call(Aggregate.QUANTILE_CONT, List.of(third), Interpolation.result(type)));
    calls.add(call(Aggregate.MODE, List.of(), type));
    calls.add(call(Aggregate.ENTROPY, List.of(), SimpleType.FLOAT64));
    calls.add(distinct(call(Aggregate.COUNT, List.of(), SimpleType.INT64)));
    calls.add(distinct(call(Aggregate.QUANTILE_DISC, List.of(third), type)));
    calls.add(distinct(call(Aggregate.LIST, List.of(), new ListType(type))).inOrder(byValue));
    calls.add(
        distinct(call(Aggregate.COUNT, List.of(), SimpleType.INT64))
            .over(List.of(0, 1), OptionalInt.of(2), Distinctness.DISTINCT));
    return calls;
  }

  private static AggregateCall call(Aggregate function, List<Literal> parameters, DataType type) {
    return new AggregateCall(
        function,
        List.of(0),
        parameters,
        List.of(),
        OptionalInt.empty(),
        Distinctness.ALL,
        type,
        function.name());
  }

  private static AggregateCall distinct(AggregateCall call) {
    return call.over(call.arguments(), OptionalInt.empty(), Distinctness.DISTINCT);
  }

  private static Schema schema(DataType type) {
    return TestRows.schema(List.of(type, SimpleType.INT16, SimpleType.BOOLEAN));
  }

  private static List<List<Object>> rows(Schema schema, Random random) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      List<Object> row = new ArrayList<>();
      row.add(TestRows.value(schema.type(0), DISTINCT, random));
      row.add(TestRows.value(schema.type(1), 3, random));
      row.add(TestRows.value(schema.type(2), 2, random));
      rows.add(row);
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("types")
  void gives_what_it_gives_in_memory(DataType type) {
    Random random = new Random(type.toString().hashCode());
    Schema schema = schema(type);
    AtomicInteger safePoints = new AtomicInteger();
    try (MemoryPool inputs = new MemoryPool(1L << 30);
        MemoryPool pool = new MemoryPool(1L << 30, () -> safePoints.incrementAndGet() % 3 == 0);
        TestThreads threads = new TestThreads(1)) {
      try (MemoryScope scope = inputs.scope("test")) {
        List<Batch> batches =
            TestBatches.of(schema, rows(schema, random), Batch.CAPACITY, scope, random);
        for (AggregateCall call : calls(type)) {
          ExecutionContext roomy = threads.context(inputs);
          ExecutionContext tight = threads.context(pool);
          try (Accumulator held = new Accumulators(schema, roomy).of(call);
              GroupMemory group = new GroupMemory(tight, meter(tight));
              Accumulator spilling = Accumulators.spilling(schema, tight, group).of(call)) {
            Object expected = result(held, call, batches, scope);
            assertThat(result(spilling, call, batches, scope))
                .as(call.toString())
                .isEqualTo(expected);
            spilling.reset();
            assertThat(result(spilling, call, batches.subList(0, 3), scope))
                .as("of another group %s", call)
                .isNotNull();
            assertThat(result(spilling, call, batches.subList(3, batches.size()), scope))
                .as("with more rows %s", call)
                .isEqualTo(expected);
          }
        }
      }
      assertThat(threads.spilled().runs()).isPositive();
      assertThat(pool.used()).isZero();
    }
  }

  private static OperatorMeter meter(ExecutionContext context) {
    return context.meter(
        new PhysicalPlan.Values(List.of(), schema(SimpleType.INT64), new Estimate(0, 0)));
  }

  /** The result of what was added before and these. */
  private static Object result(
      Accumulator accumulator, AggregateCall call, List<Batch> batches, MemoryScope scope) {
    for (Batch batch : batches) {
      accumulator.add(batch, RowNumbers.of(batch), 0, batch.selectedCount());
    }
    ColumnBuilder results = new ColumnBuilder(call.type(), scope);
    accumulator.result(results);
    Vector vector = new Vector(call.type());
    results.point(vector);
    Object value = TestRows.normal(TestRows.read(vector, 0));
    // sums in another order differ in their last bits
    return call.function() == Aggregate.ENTROPY ? Math.round((Double) value * 1e9) : value;
  }

  /** Two aggregates that each need more than there is. */
  @Test
  void several_aggregates_of_a_group_share_what_memory_there_is() {
    try (MemoryPool pool = new MemoryPool(LITTLE);
        TestThreads threads = new TestThreads(1)) {
      ExecutionContext context = threads.context(pool);
      try (GroupMemory group = new GroupMemory(context, meter(context))) {
        Accumulators factory = Accumulators.spilling(NUMBERS, context, group);
        AggregateCall median =
            call(
                Aggregate.QUANTILE_CONT,
                List.of(new Literal(SimpleType.FLOAT64, new Value.Real(0.5))),
                SimpleType.FLOAT64);
        AggregateCall count = distinct(call(Aggregate.COUNT, List.of(), SimpleType.INT64));
        try (Accumulator first = factory.of(median);
            Accumulator second = factory.of(count)) {
          feed(BATCHES, List.of(first, second));
          assertThat(numbers(first, median)).isEqualTo((BATCHES * Batch.CAPACITY - 1) / 2.0);
          assertThat(numbers(second, count)).isEqualTo((long) BATCHES * Batch.CAPACITY);
        }
      }
      assertThat(pool.used()).isZero();
    }
  }

  private static final Schema NUMBERS = TestRows.schema(List.of(SimpleType.INT64));

  private static void feed(int batches, List<Accumulator> accumulators) {
    Batch batch = new Batch(NUMBERS);
    try (MemoryPool inputs = new MemoryPool(1 << 20);
        MemoryScope scope = inputs.scope("input")) {
      long values = scope.allocate(8L * Batch.CAPACITY).address();
      for (int b = 0; b < batches; b++) {
        batch.start(Batch.CAPACITY);
        for (int i = 0; i < Batch.CAPACITY; i++) {
          Memory.putLong(values + 8L * i, b * (long) Batch.CAPACITY + i);
        }
        batch.column(0).pointFlat(Layout.INT64, values, 0);
        for (Accumulator accumulator : accumulators) {
          accumulator.add(batch, RowNumbers.of(batch), 0, Batch.CAPACITY);
        }
      }
    }
  }

  private static Object numbers(Accumulator accumulator, AggregateCall call) {
    try (MemoryPool pool = new MemoryPool(1 << 20);
        MemoryScope scope = pool.scope("result")) {
      return result(accumulator, call, List.of(), scope);
    }
  }

  @Test
  void a_full_disk_a_damaged_file_or_a_cancellation_ends_it_and_leaves_nothing() {
    AggregateCall mode = call(Aggregate.MODE, List.of(), SimpleType.INT64);
    for (ErrorCode code :
        List.of(ErrorCode.DISK_FULL, ErrorCode.READ_FAILED, ErrorCode.CANCELLED)) {
      try (TestDisks disks = new TestDisks();
          MemoryPool pool = new MemoryPool(LITTLE)) {
        try (QuerySpill spill = disk(disks, code)) {
          ExecutionContext context = disks.context(pool, 1, spill);
          try (GroupMemory group = new GroupMemory(context, meter(context));
              Accumulator accumulator = Accumulators.spilling(NUMBERS, context, group).of(mode)) {
            assertThatThrownBy(
                    () -> {
                      feed(BATCHES, List.of(accumulator));
                      if (code == ErrorCode.CANCELLED) {
                        assertThat(disks.files()).isNotEmpty();
                        context.cancellation().cancel();
                      }
                      numbers(accumulator, mode);
                    })
                .isInstanceOfSatisfying(
                    WeftException.class,
                    e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
          }
        }
        assertThat(disks.files()).isEmpty();
        assertThat(pool.used()).isZero();
      }
    }
  }

  private static QuerySpill disk(TestDisks disks, ErrorCode code) {
    return switch (code) {
      case DISK_FULL -> disks.withRoom(100 << 10);
      case READ_FAILED -> disks.damaging();
      default -> disks.sound();
    };
  }
}

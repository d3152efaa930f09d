package org.weft.container.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.weft.container.hash.TestBatches;
import org.weft.container.hash.TestRows;
import org.weft.container.hash.TestThreads;
import org.weft.container.pipeline.Sink;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.AggregateCall.Distinctness;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashAggregate.Phase;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;

class HashAggregateTest {
  private static final DataType WIDE = new DecimalType(38, 0);
  private static final BigInteger GREATEST = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);

  private final MemoryPool pool = new MemoryPool(1L << 28);
  private final TestThreads driver = new TestThreads(2);

  @AfterEach
  void gives_everything_back() {
    assertThat(pool.used()).isZero();
    driver.close();
    pool.close();
  }

  @Test
  void no_keys_and_no_rows_give_one_row_of_counts_and_nulls() {
    List<AggregateCall> calls =
        List.of(
            call(Aggregate.COUNT_ALL, SimpleType.INT64),
            call(Aggregate.COUNT, SimpleType.INT64),
            call(Aggregate.SUM, WIDE),
            call(Aggregate.MIN, SimpleType.INT64),
            call(Aggregate.SINGLE_VALUE, SimpleType.INT64));
    assertThat(run(Phase.SINGLE, SimpleType.INT64, calls, List.of()))
        .containsExactly(Arrays.asList(0L, 0L, null, null, null));
    assertThat(run(Phase.FINAL, SimpleType.INT64, calls.subList(1, 3), List.of()))
        .containsExactly(Arrays.asList(0L, null));
    assertThat(run(Phase.PARTIAL, SimpleType.INT64, calls, List.of())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"INT64", "INT32"})
  void sums_of_integers_are_exact_beyond_64_bits(SimpleType type) {
    long extreme = type == SimpleType.INT64 ? Long.MAX_VALUE : Integer.MAX_VALUE;
    List<Object> values = new ArrayList<>(Collections.nCopies(9_999, extreme));
    values.addAll(Collections.nCopies(4_999, -extreme - 1));
    BigInteger expected =
        BigInteger.valueOf(extreme)
            .multiply(BigInteger.valueOf(5_000))
            .subtract(BigInteger.valueOf(4_999));
    assertThat(run(Phase.SINGLE, type, List.of(call(Aggregate.SUM, WIDE)), values))
        .containsExactly(List.of(expected));
  }

  @Test
  void sums_by_key_turn_wide_in_the_middle() {
    List<List<Object>> rows = new ArrayList<>();
    for (long n = 0; n < 20_000; n++) {
      rows.add(List.of(n % 7, n < 10_000 ? n : Long.MIN_VALUE + n));
    }
    Schema input = TestRows.schema(List.of(SimpleType.INT64, SimpleType.INT64));
    PhysicalPlan.HashAggregate node =
        HashAggregateProperties.node(input, Phase.SINGLE, 1, List.of(call(Aggregate.SUM, 1, WIDE)));
    List<List<Object>> expected =
        LongStream.range(0, 7)
            .mapToObj(
                key ->
                    List.<Object>of(
                        key,
                        rows.stream()
                            .filter(row -> row.get(0).equals(key))
                            .map(row -> BigInteger.valueOf((Long) row.get(1)))
                            .reduce(BigInteger.ZERO, BigInteger::add)))
            .toList();
    assertThat(run(node, rows)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void a_sum_of_38_digits_fits_and_one_more_is_an_overflow() {
    List<AggregateCall> sum = List.of(call(Aggregate.SUM, WIDE));
    assertThat(run(Phase.SINGLE, WIDE, sum, List.of(GREATEST))).containsExactly(List.of(GREATEST));
    assertThat(run(Phase.SINGLE, WIDE, sum, List.of(GREATEST.negate())))
        .containsExactly(List.of(GREATEST.negate()));
    for (int sign : new int[] {1, -1}) {
      BigInteger unit = BigInteger.valueOf(sign);
      assertFails(ErrorCode.NUMERIC_OVERFLOW, WIDE, sum, List.of(GREATEST.multiply(unit), unit));
      // beyond 128 bits too
      assertFails(
          ErrorCode.NUMERIC_OVERFLOW,
          WIDE,
          sum,
          Collections.nCopies(2_000, GREATEST.multiply(unit)));
    }
  }

  @Test
  void the_single_value_may_be_null_but_not_one_of_two() {
    List<AggregateCall> single = List.of(call(Aggregate.SINGLE_VALUE, SimpleType.STRING));
    assertThat(run(Phase.SINGLE, SimpleType.STRING, single, List.of("only one, and a long one")))
        .containsExactly(List.of("only one, and a long one"));
    assertThat(run(Phase.SINGLE, SimpleType.STRING, single, Collections.singletonList(null)))
        .containsExactly(Collections.singletonList(null));
    assertFails(ErrorCode.TOO_MANY_ROWS, SimpleType.STRING, single, Collections.nCopies(2, null));
    assertFails(
        ErrorCode.TOO_MANY_ROWS, SimpleType.STRING, single, Collections.nCopies(5_000, "x"));
  }

  @Test
  void a_row_larger_than_memory_is_an_error_that_names_the_operator_and_nothing_is_kept() {
    Schema input = TestRows.schema(List.of(SimpleType.INT64, SimpleType.STRING));
    PhysicalPlan.HashAggregate node =
        HashAggregateProperties.node(
            input, Phase.SINGLE, 2, List.of(call(Aggregate.COUNT_ALL, SimpleType.INT64)));
    List<List<Object>> rows =
        LongStream.range(0, 40_000)
            .mapToObj(n -> List.<Object>of(n, n == 39_999 ? "x".repeat(4 << 20) : "text " + n))
            .toList();
    try (MemoryPool small = new MemoryPool(3 << 20);
        MemoryScope scope = pool.scope("test")) {
      List<Batch> batches = TestBatches.of(input, rows, 4096, scope, new Random(1));
      try (HashAggregateSink sink = new HashAggregateSink(node, driver.context(small))) {
        assertThatThrownBy(() -> driver.fill(sink, batches))
            .isInstanceOf(WeftException.class)
            .hasMessageContaining(ErrorCode.OUT_OF_MEMORY.toString())
            .hasMessageContaining("aggregation needs")
            .hasMessageContaining("weft.memory.limit");
      }
      assertThat(small.used()).isZero();
    }
  }

  @Test
  void a_worker_that_is_given_up_gives_its_memory_back() {
    Schema input = TestRows.schema(List.of(SimpleType.INT64));
    PhysicalPlan.HashAggregate node =
        HashAggregateProperties.node(
            input, Phase.SINGLE, 1, List.of(call(Aggregate.COUNT_ALL, SimpleType.INT64)));
    try (MemoryScope scope = pool.scope("test");
        HashAggregateSink sink = new HashAggregateSink(node, driver.context(pool));
        Sink.Worker worker = sink.worker()) {
      List<List<Object>> rows = LongStream.range(0, 100).mapToObj(n -> List.<Object>of(n)).toList();
      TestBatches.of(input, rows, 10, scope, new Random(1)).forEach(worker::accept);
    }
  }

  private void assertFails(
      ErrorCode code, DataType type, List<AggregateCall> calls, List<?> values) {
    assertThatThrownBy(() -> run(Phase.SINGLE, type, calls, values))
        .isInstanceOfSatisfying(WeftException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private List<List<Object>> run(
      Phase phase, DataType type, List<AggregateCall> calls, List<?> values) {
    Schema input = TestRows.schema(List.of(type, type));
    List<List<Object>> rows =
        values.stream().map(value -> Arrays.<Object>asList(value, value)).toList();
    return run(HashAggregateProperties.node(input, phase, 0, calls), rows);
  }

  private List<List<Object>> run(PhysicalPlan.HashAggregate node, List<List<Object>> rows) {
    try (MemoryScope scope = pool.scope("test");
        HashAggregateSink sink = new HashAggregateSink(node, driver.context(pool))) {
      driver.fill(
          sink, TestBatches.of(node.input().schema(), rows, 1000, scope, new Random(rows.size())));
      return driver.drain(sink.output());
    }
  }

  private static AggregateCall call(Aggregate function, DataType type) {
    return call(function, 1, type);
  }

  private static AggregateCall call(Aggregate function, int argument, DataType type) {
    return new AggregateCall(
        function,
        function == Aggregate.COUNT_ALL ? OptionalInt.empty() : OptionalInt.of(argument),
        OptionalInt.empty(),
        Distinctness.ALL,
        type,
        "x");
  }
}

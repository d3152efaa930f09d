package org.weft.container.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.BooleanSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.weft.container.hash.TestBatches;
import org.weft.container.hash.TestRows;
import org.weft.container.hash.TestThreads;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.AggregateCall.Distinctness;
import org.weft.planner.logical.Estimate;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashAggregate.Phase;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;

/** Whatever the types, encodings, threads and sizes, aggregation gives what maps and lists give. */
class HashAggregateProperties {
  private static final AggregateLimits SMALL = new AggregateLimits(40, 2, 50, 10, 4096);
  private static final AggregateLimits MEDIUM = new AggregateLimits(5000, 4, 1000, 100, 100_000);

  @Property(tries = 150)
  void gives_what_the_model_gives(@ForAll long seed, @ForAll @IntRange(min = 0, max = 3) int keys) {
    Random random = new Random(seed);
    List<DataType> types = new ArrayList<>();
    for (int k = 0; k < keys; k++) {
      types.add(TestRows.TYPES.get(random.nextInt(TestRows.TYPES.size())));
    }
    check(types, random);
  }

  @Property(tries = 30)
  void any_number_of_keys(@ForAll long seed, @ForAll @IntRange(min = 4, max = 70) int keys) {
    Random random = new Random(seed);
    List<DataType> types = new ArrayList<>();
    for (int k = 0; k < keys; k++) {
      types.add(TestRows.TYPES.get(random.nextInt(TestRows.TYPES.size())));
    }
    check(types, random);
  }

  @Property(tries = 60)
  void a_single_integer_key(@ForAll long seed) {
    check(List.of(SimpleType.INT64), new Random(seed));
  }

  @Property(tries = 40)
  void the_same_when_it_spills(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int keys) {
    Random random = new Random(seed);
    List<DataType> types = new ArrayList<>();
    for (int k = 0; k < keys; k++) {
      types.add(TestRows.TYPES.get(random.nextInt(TestRows.TYPES.size())));
    }
    int every = 3 + random.nextInt(30);
    check(types, random, () -> random.nextInt(every) == 0);
  }

  private static void check(List<DataType> keyTypes, Random random) {
    check(keyTypes, random, () -> false);
  }

  private static void check(List<DataType> keyTypes, Random random, BooleanSupplier spills) {
    List<DataType> types = new ArrayList<>(keyTypes);
    int arguments = random.nextInt(5);
    for (int a = 0; a < arguments; a++) {
      types.add(TestRows.TYPES.get(random.nextInt(TestRows.TYPES.size())));
    }
    types.add(SimpleType.BOOLEAN);
    Schema input = TestRows.schema(types);
    List<AggregateCall> calls = calls(keyTypes.size(), input, random);
    int distinct = 1 + random.nextInt(random.nextBoolean() ? 5 : 3000);
    boolean nulls = random.nextBoolean();
    List<List<Object>> rows = rows(types, distinct, nulls, random);
    AggregateLimits limits = List.of(SMALL, MEDIUM, AggregateLimits.DEFAULT).get(random.nextInt(3));
    PhysicalPlan.HashAggregate node = node(input, Phase.SINGLE, keyTypes.size(), calls);
    int threads = 1 + random.nextInt(3);
    int largest = random.nextBoolean() ? 20 : Batch.CAPACITY;
    boolean split = random.nextBoolean();

    try (MemoryPool pool = new MemoryPool(1L << 30, spills);
        TestThreads driver = new TestThreads(threads)) {
      List<List<Object>> result;
      try (MemoryScope scope = pool.scope("test")) {
        List<Batch> batches = TestBatches.of(input, rows, largest, scope, random);
        result =
            split
                ? partialThenFinal(node, batches, limits, driver, pool, random)
                : run(node, batches, limits, driver, pool);
      }
      assertThat(pool.used()).isZero();
      compare(node, AggregateModel.expected(node, rows), result);
    }
  }

  private static List<List<Object>> partialThenFinal(
      PhysicalPlan.HashAggregate single,
      List<Batch> batches,
      AggregateLimits limits,
      TestThreads driver,
      MemoryPool pool,
      Random random) {
    int keys = single.keys().size();
    PhysicalPlan.HashAggregate partial =
        node(single.input().schema(), Phase.PARTIAL, keys, single.calls());
    int cut = random.nextInt(batches.size() + 1);
    List<List<Object>> states = new ArrayList<>();
    states.addAll(run(partial, batches.subList(0, cut), limits, driver, pool));
    states.addAll(run(partial, batches.subList(cut, batches.size()), limits, driver, pool));
    List<AggregateCall> merging = new ArrayList<>();
    for (int c = 0; c < single.calls().size(); c++) {
      AggregateCall call = single.calls().get(c);
      Aggregate function =
          call.function() == Aggregate.COUNT_ALL ? Aggregate.COUNT : call.function();
      merging.add(
          new AggregateCall(
              function,
              OptionalInt.of(keys + c),
              call.filter(),
              Distinctness.ALL,
              call.type(),
              call.name()));
    }
    PhysicalPlan.HashAggregate last = node(partial.schema(), Phase.FINAL, keys, merging);
    try (MemoryScope scope = pool.scope("test")) {
      return run(
          last,
          TestBatches.of(partial.schema(), states, 1000, scope, random),
          limits,
          driver,
          pool);
    }
  }

  private static List<List<Object>> run(
      PhysicalPlan.HashAggregate node,
      List<Batch> batches,
      AggregateLimits limits,
      TestThreads driver,
      MemoryPool pool) {
    if (node.phase() == Phase.PARTIAL && batches.size() % 2 == 0) {
      return driver.stream(
          new PartialAggregateOperator(node, driver.context(pool), limits), batches);
    }
    try (HashAggregateSink sink = new HashAggregateSink(node, driver.context(pool), limits)) {
      driver.fill(sink, batches);
      return driver.drain(sink.output());
    }
  }

  private static void compare(
      PhysicalPlan.HashAggregate node,
      Map<List<Object>, List<Object>> expected,
      List<List<Object>> result) {
    int keys = node.keys().size();
    assertThat(result.size()).isEqualTo(expected.size());
    for (List<Object> row : result) {
      List<Object> values = expected.get(TestRows.normal(row.subList(0, keys)));
      assertThat(values).as("keys of " + row).isNotNull();
      for (int c = 0; c < node.calls().size(); c++) {
        AggregateCall call = node.calls().get(c);
        assertThat(AggregateModel.matches(call, values.get(c), row.get(keys + c)))
            .as("%s is %s, not %s", call, row.get(keys + c), values.get(c))
            .isTrue();
      }
    }
  }

  private static List<List<Object>> rows(
      List<DataType> types, int distinct, boolean nulls, Random random) {
    int count = random.nextInt(random.nextBoolean() ? 50 : 20_000 / types.size());
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Object> row = new ArrayList<>();
      for (DataType type : types) {
        row.add(
            nulls
                ? TestRows.value(type, distinct, random)
                : TestRows.valueNotNull(type, distinct, random));
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<AggregateCall> calls(int keys, Schema input, Random random) {
    List<AggregateCall> calls = new ArrayList<>();
    int flag = input.size() - 1;
    int count = random.nextInt(8);
    for (int c = 0; c < count; c++) {
      OptionalInt filter = random.nextInt(3) == 0 ? OptionalInt.of(flag) : OptionalInt.empty();
      int argument = keys + random.nextInt(input.size() - keys);
      DataType type = input.type(argument);
      Aggregate function =
          List.of(
                  Aggregate.COUNT_ALL,
                  Aggregate.COUNT,
                  Aggregate.SUM,
                  Aggregate.SUM,
                  Aggregate.MIN,
                  Aggregate.MAX,
                  Aggregate.ANY_VALUE)
              .get(random.nextInt(7));
      if (function == Aggregate.SUM && !type.isNumeric()) {
        function = Aggregate.MIN;
      }
      DataType result =
          switch (function) {
            case COUNT, COUNT_ALL -> SimpleType.INT64;
            case SUM -> sumType(type);
            default -> type;
          };
      calls.add(
          new AggregateCall(
              function,
              function == Aggregate.COUNT_ALL ? OptionalInt.empty() : OptionalInt.of(argument),
              filter,
              Distinctness.ALL,
              result,
              "a" + c));
    }
    return calls;
  }

  static DataType sumType(DataType type) {
    if (type instanceof DecimalType decimal) {
      return new DecimalType(38, decimal.scale());
    }
    return type.isInteger() ? new DecimalType(38, 0) : SimpleType.FLOAT64;
  }

  static PhysicalPlan.HashAggregate node(
      Schema input, Phase phase, int keys, List<AggregateCall> calls) {
    List<Field> fields = new ArrayList<>(input.fields().subList(0, keys));
    calls.forEach(call -> fields.add(Field.nullable(call.name(), call.type())));
    List<Integer> ordinals = java.util.stream.IntStream.range(0, keys).boxed().toList();
    Estimate estimate = new Estimate(1000, 8);
    return new PhysicalPlan.HashAggregate(
        new PhysicalPlan.Values(List.of(), input, estimate),
        phase,
        ordinals,
        calls,
        new Schema(fields),
        estimate);
  }
}

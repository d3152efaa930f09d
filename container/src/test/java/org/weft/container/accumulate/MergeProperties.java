package org.weft.container.accumulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.weft.container.hash.RowNumbers;
import org.weft.container.hash.TestBatches;
import org.weft.container.hash.TestRows;
import org.weft.container.hash.TestThreads;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.AggregateCall.Distinctness;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;

/** However a group is divided: the merged states of its parts give what all its rows give. */
class MergeProperties {
  private static final List<Aggregate> MERGEABLE =
      Arrays.stream(Aggregate.values())
          .filter(a -> a.state() != Aggregate.State.NONE)
          .filter(a -> a != Aggregate.HLL_SKETCH && a != Aggregate.HLL_UNION) // results are bytes
          .toList();

  @Property(tries = 400)
  void parts_give_what_the_whole_gives(@ForAll long seed) {
    Random random = new Random(seed);
    Aggregate function = MERGEABLE.get(random.nextInt(MERGEABLE.size()));
    DataType type = argument(function);
    AggregateCall call = call(function, type);
    Schema schema = TestRows.schema(List.of(type, type));
    try (MemoryPool pool = new MemoryPool(1L << 30);
        TestThreads threads = new TestThreads(1)) {
      try (MemoryScope scope = pool.scope("test")) {
        Accumulators factory = new Accumulators(schema, threads.context(pool));
        List<List<Object>> rows = rows(type, random);
        Object whole;
        try (Accumulator all = factory.of(call)) {
          addAll(all, TestBatches.of(schema, rows, 100, scope, random));
          whole = result(call, all, scope);
        }
        DataType stateType =
            function.state() == Aggregate.State.BYTES ? SimpleType.BINARY : call.type();
        Schema states = TestRows.schema(List.of(stateType));
        Batch parts = parts(call, factory, schema, rows, new Batch(states), scope, random);
        AggregateCall merging = merging(call);
        try (Accumulator merged = new Accumulators(states, threads.context(pool)).of(merging)) {
          ((MergeableAccumulator) merged)
              .merge(parts, 0, RowNumbers.identity(), 0, parts.rowCount());
          compare(call, whole, result(call, merged, scope));
        }
      }
      assertThat(pool.used()).isZero();
    }
  }

  /** The states of some parts of the rows. */
  private static Batch parts(
      AggregateCall call,
      Accumulators factory,
      Schema schema,
      List<List<Object>> rows,
      Batch states,
      MemoryScope scope,
      Random random) {
    ColumnBuilder column = new ColumnBuilder(states.schema().type(0), scope);
    int from = 0;
    while (from < rows.size() || column.count() == 0) {
      int to = Math.min(rows.size(), from + random.nextInt(200));
      try (Accumulator part = factory.of(call)) {
        List<List<Object>> some = rows.subList(from, to);
        addAll(part, TestBatches.of(schema, some, 50, scope, random));
        ((MergeableAccumulator) part).state(column);
      }
      from = to;
    }
    states.start(column.count());
    column.point(states.column(0));
    return states;
  }

  private static AggregateCall merging(AggregateCall call) {
    return new AggregateCall(
        call.function() == Aggregate.COUNT_ALL ? Aggregate.COUNT : call.function(),
        // a pair's second argument is not looked at
        call.function().arguments() == 2 ? List.of(0, 0) : List.of(0),
        call.parameters(),
        List.of(),
        OptionalInt.empty(),
        Distinctness.ALL,
        call.type(),
        call.name());
  }

  private static void addAll(Accumulator accumulator, List<Batch> batches) {
    for (Batch batch : batches) {
      accumulator.add(batch, RowNumbers.of(batch), 0, batch.selectedCount());
    }
  }

  private static Object result(AggregateCall call, Accumulator accumulator, MemoryScope scope) {
    ColumnBuilder results = new ColumnBuilder(call.type(), scope);
    accumulator.result(results);
    Vector vector = new Vector(call.type());
    results.point(vector);
    return TestRows.normal(TestRows.read(vector, 0));
  }

  private static void compare(AggregateCall call, Object whole, Object merged) {
    if (whole instanceof Long count && call.function() == Aggregate.APPROX_COUNT_DISTINCT) {
      assertThat(Math.abs(count - (Long) merged)).isLessThanOrEqualTo(1 + count / 50);
    } else if (whole instanceof Double number && merged instanceof Double other) {
      double tolerance = 1e-8 * Math.max(1, Math.abs(number));
      assertThat(Math.abs(number - other) <= tolerance || number.equals(other))
          .as("%s is %s, not %s", call, merged, whole)
          .isTrue();
    } else {
      assertThat(merged).as(call.toString()).isEqualTo(whole);
    }
  }

  private static DataType argument(Aggregate function) {
    return switch (function) {
      case BIT_AND, BIT_OR, BIT_XOR -> SimpleType.INT64;
      case MIN, MAX, ANY_VALUE, COUNT, APPROX_COUNT_DISTINCT -> SimpleType.STRING;
      default -> SimpleType.FLOAT64;
    };
  }

  private static AggregateCall call(Aggregate function, DataType argument) {
    DataType type =
        switch (function) {
          case COUNT_ALL, COUNT, APPROX_COUNT_DISTINCT, REGR_COUNT -> SimpleType.INT64;
          default -> argument;
        };
    List<Integer> arguments =
        switch (function.arguments()) {
          case 0 -> List.of();
          case 1 -> List.of(0);
          default -> List.of(0, 1);
        };
    List<Literal> parameters =
        function == Aggregate.APPROX_QUANTILE
            ? List.of(new Literal(SimpleType.FLOAT64, new Value.Real(0.3)))
            : List.of();
    return new AggregateCall(
        function,
        arguments,
        parameters,
        List.of(),
        OptionalInt.empty(),
        Distinctness.ALL,
        type,
        "a");
  }

  /** Few enough that a sketch of quantiles keeps them all. */
  private static List<List<Object>> rows(DataType type, Random random) {
    List<List<Object>> rows = new ArrayList<>();
    int count = random.nextInt(random.nextBoolean() ? 4 : 350);
    for (int i = 0; i < count; i++) {
      rows.add(Arrays.asList(value(type, random), value(type, random)));
    }
    return rows;
  }

  private static Object value(DataType type, Random random) {
    if (type != SimpleType.FLOAT64) {
      return TestRows.value(type, 100, random);
    }
    return random.nextInt(8) == 0 ? null : (Object) (random.nextInt(1000) / 64.0 - 3);
  }
}

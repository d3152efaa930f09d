package org.weft.container.accumulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
import org.weft.planner.expr.SortKey;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;

/**
 * Whatever the types, encodings, filters, orders and distinctness: an accumulator gives what lists
 * give, also when it is asked on the way, and after a reset.
 */
class AccumulatorProperties {
  private static final List<Aggregate> ANY_TYPE =
      List.of(
          Aggregate.COUNT,
          Aggregate.MIN,
          Aggregate.MAX,
          Aggregate.ANY_VALUE,
          Aggregate.FIRST,
          Aggregate.LAST);

  @Property(tries = 300)
  void gives_what_the_model_gives(@ForAll long seed) {
    Random random = new Random(seed);
    DataType type = TestRows.TYPES.get(random.nextInt(TestRows.TYPES.size()));
    DataType orderType = TestRows.TYPES.get(random.nextInt(TestRows.TYPES.size()));
    List<DataType> types = List.of(type, orderType, SimpleType.BOOLEAN, SimpleType.INT64);
    Schema schema = TestRows.schema(types);
    AggregateCall call = call(type, random);
    int distinct = 1 + random.nextInt(200);
    try (MemoryPool pool = new MemoryPool(1L << 30);
        TestThreads threads = new TestThreads(1)) {
      try (MemoryScope scope = pool.scope("test");
          Accumulator accumulator = new Accumulators(schema, threads.context(pool)).of(call)) {
        ColumnBuilder results = new ColumnBuilder(call.type(), scope);
        for (int group = 0; group < 3; group++) {
          accumulator.reset();
          List<List<Object>> rows = rows(types, distinct, random);
          List<List<Object>> taken = new ArrayList<>();
          for (Batch batch : TestBatches.of(schema, rows, 100, scope, random)) {
            add(accumulator, batch, random);
            taken.addAll(rows.subList(taken.size(), taken.size() + batch.selectedCount()));
            if (random.nextInt(4) == 0) {
              check(call, type, accumulator, taken, results);
            }
          }
          check(call, type, accumulator, taken, results);
        }
      }
      assertThat(pool.used()).isZero();
    }
  }

  /** In pieces, for an accumulator must not care. */
  private static void add(Accumulator accumulator, Batch batch, Random random) {
    int from = 0;
    while (from < batch.selectedCount()) {
      int to = from + 1 + random.nextInt(batch.selectedCount() - from);
      accumulator.add(batch, RowNumbers.of(batch), from, to);
      from = to;
    }
  }

  private static void check(
      AggregateCall call,
      DataType argument,
      Accumulator accumulator,
      List<List<Object>> rows,
      ColumnBuilder results) {
    results.clear();
    accumulator.result(results);
    assertThat(results.count()).isEqualTo(1);
    Vector vector = new Vector(call.type());
    results.point(vector);
    Object expected = AccumulatorModel.of(call, argument, rows);
    Object actual = TestRows.normal(TestRows.read(vector, 0));
    if (expected instanceof Double number && actual instanceof Double other) {
      assertThat(Math.abs(number - other) <= 1e-9 * Math.abs(number) || number.equals(other))
          .as("%s is %s, not %s", call, actual, expected)
          .isTrue();
    } else {
      assertThat(actual).as(call.toString()).isEqualTo(expected);
    }
  }

  private static List<List<Object>> rows(List<DataType> types, int distinct, Random random) {
    List<List<Object>> rows = new ArrayList<>();
    int count = random.nextInt(random.nextBoolean() ? 4 : 400);
    for (int i = 0; i < count; i++) {
      List<Object> row = new ArrayList<>();
      for (DataType type : types.subList(0, 3)) {
        row.add(TestRows.value(type, distinct, random));
      }
      row.add((long) i);
      rows.add(row);
    }
    return rows;
  }

  private static AggregateCall call(DataType type, Random random) {
    Aggregate function = ANY_TYPE.get(random.nextInt(ANY_TYPE.size()));
    DataType result = function == Aggregate.COUNT ? SimpleType.INT64 : type;
    if (type.isNumeric() && random.nextBoolean()) {
      function = random.nextBoolean() ? Aggregate.SUM : Aggregate.AVG;
      result = function == Aggregate.AVG ? SimpleType.FLOAT64 : sumType(type);
    }
    OptionalInt filter = random.nextInt(3) == 0 ? OptionalInt.of(2) : OptionalInt.empty();
    // the last column makes every order total, as is needed to know the first row
    boolean ordered = random.nextBoolean();
    boolean distinct = random.nextInt(3) == 0;
    SortKey byValue = random.nextBoolean() ? SortKey.ascending(1) : SortKey.descending(1);
    List<SortKey> order = ordered ? List.of(byValue, SortKey.ascending(3)) : List.of();
    return new AggregateCall(
        function,
        function == Aggregate.COUNT && random.nextBoolean() ? List.of(0, 1) : List.of(0),
        List.of(),
        order,
        filter,
        distinct ? Distinctness.DISTINCT : Distinctness.ALL,
        result,
        "a");
  }

  private static DataType sumType(DataType type) {
    if (type instanceof DecimalType decimal) {
      return new DecimalType(38, decimal.scale());
    }
    return type.isInteger() ? new DecimalType(38, 0) : SimpleType.FLOAT64;
  }
}

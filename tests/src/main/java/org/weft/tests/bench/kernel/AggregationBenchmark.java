package org.weft.tests.bench.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.weft.container.aggregate.HashAggregateSink;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.AggregateCall.Distinctness;
import org.weft.planner.logical.Estimate;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashAggregate.Phase;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;

/** Hash aggregation of six million rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class AggregationBenchmark {
  private static final DataType SUM = new DecimalType(38, 2);
  private static final Estimate ESTIMATE = new Estimate(1, 1);

  /** What is grouped by what. */
  public enum Shape {
    /** Two dictionary columns with six groups; five sums, four counts. */
    TPCH_Q1,
    /** Five sums, one group. */
    NO_KEYS,
    /** A sum and a count by 1.5 million order keys, neighbours equal. */
    ORDER_KEY_CLUSTERED,
    /** The same keys in random order. */
    ORDER_KEY_SHUFFLED,
    /** 200,000 groups in random order. */
    PART_KEY,
    /** 1,000 groups in random order. */
    FEW_GROUPS,
    /** By order key and date: 1.5 million groups. */
    TWO_KEYS,
    /** A count by 4.5 million distinct texts of 27 bytes. */
    COMMENT
  }

  @Param public Shape shape;

  private KernelData data;
  private ExecutionContext context;
  private List<Batch> batches;
  private PhysicalPlan.HashAggregate node;

  @Setup
  public void generate() {
    data = new KernelData();
    context = data.context();
    switch (shape) {
      case TPCH_Q1 -> tpchQ1();
      case NO_KEYS -> noKeys();
      case ORDER_KEY_CLUSTERED -> byKey(KernelData.clustered());
      case ORDER_KEY_SHUFFLED -> byKey(KernelData.shuffled(4));
      case PART_KEY -> byKey(KernelData.random(200_000));
      case FEW_GROUPS -> byKey(KernelData.random(1_000));
      case TWO_KEYS -> twoKeys();
      case COMMENT -> aggregate(1, List.of(call(Aggregate.COUNT_ALL, -1)), data.comments());
    }
  }

  @TearDown
  public void close() {
    data.close();
  }

  @Benchmark
  public long aggregate() {
    try (HashAggregateSink sink = new HashAggregateSink(node, context)) {
      Feeding.feed(sink, batches);
      return Feeding.drain(sink.output());
    }
  }

  private void tpchQ1() {
    Random random = new Random(3);
    aggregate(
        2,
        List.of(
            call(Aggregate.SUM, 2),
            call(Aggregate.SUM, 3),
            call(Aggregate.SUM, 4),
            call(Aggregate.SUM, 5),
            call(Aggregate.SUM, 6),
            call(Aggregate.COUNT, 2),
            call(Aggregate.COUNT, 3),
            call(Aggregate.COUNT, 6),
            call(Aggregate.COUNT_ALL, -1)),
        data.letters(3, KernelData.LINES, i -> random.nextInt(4) * 3 / 4),
        data.letters(2, KernelData.LINES, i -> random.nextInt(2)),
        money(i -> 100 * (1 + random.nextInt(50))),
        money(i -> 90_000 + random.nextInt(10_000_000)),
        money(i -> 9_000_000 + random.nextInt(1_000_000_000)),
        money(i -> 900_000_000L + random.nextInt(1_000_000_000)),
        money(i -> random.nextInt(11)));
  }

  private void noKeys() {
    Random random = new Random(3);
    KernelData.Column[] columns = new KernelData.Column[5];
    List<AggregateCall> calls = new ArrayList<>();
    for (int c = 0; c < columns.length; c++) {
      columns[c] = money(i -> random.nextInt(1_000_000));
      calls.add(call(Aggregate.SUM, c));
    }
    aggregate(0, calls, columns);
  }

  private void byKey(IntToLongFunction key) {
    aggregate(
        1,
        List.of(call(Aggregate.SUM, 1), call(Aggregate.COUNT_ALL, -1)),
        data.longs(KernelData.LINES, key),
        money(i -> i % 5000));
  }

  private void twoKeys() {
    aggregate(
        2,
        List.of(call(Aggregate.SUM, 2)),
        data.longs(KernelData.LINES, KernelData.clustered()),
        data.dates(KernelData.LINES, i -> i / 4 % 2000),
        money(i -> i % 5000));
  }

  private KernelData.Column money(IntToLongFunction cents) {
    return data.money(KernelData.LINES, cents);
  }

  private void aggregate(int keys, List<AggregateCall> calls, KernelData.Column... columns) {
    batches = KernelData.batches(KernelData.LINES, columns);
    Schema input = KernelData.schema(columns);
    List<Field> fields = new ArrayList<>(input.fields().subList(0, keys));
    calls.forEach(call -> fields.add(Field.nullable(call.name(), call.type())));
    node =
        new PhysicalPlan.HashAggregate(
            new PhysicalPlan.Values(List.of(), input, ESTIMATE),
            Phase.SINGLE,
            IntStream.range(0, keys).boxed().toList(),
            calls,
            new Schema(fields),
            ESTIMATE);
  }

  private static AggregateCall call(Aggregate function, int argument) {
    return new AggregateCall(
        function,
        argument < 0 ? OptionalInt.empty() : OptionalInt.of(argument),
        OptionalInt.empty(),
        Distinctness.ALL,
        function == Aggregate.SUM ? SUM : SimpleType.INT64,
        "x");
  }
}

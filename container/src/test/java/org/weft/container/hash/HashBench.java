package org.weft.container.hash;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.IntToLongFunction;
import org.weft.container.aggregate.HashAggregateSink;
import org.weft.container.join.HashJoin;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.ParallelWork;
import org.weft.container.pipeline.Sink;
import org.weft.container.pipeline.Source;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.AggregateCall.Distinctness;
import org.weft.planner.logical.Estimate;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.HashJoinType;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashAggregate.Phase;
import org.weft.planner.setting.Settings;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/**
 * A note of how fast the hash operators are on decoded columns in memory, of TPC-H's sizes at scale
 * factor 1; engine-performance.md §5 has the figures to compare with. One thread; CPU time, best of
 * some runs. Run with {@code java -cp <test class path> org.weft.container.hash.HashBench [name]}.
 */
final class HashBench {
  private static final int LINES = 6_001_215;
  private static final int ORDERS = 1_500_000;
  private static final int RUNS = 9;
  private static final DataType MONEY = new DecimalType(15, 2);
  private static final DataType SUM = new DecimalType(38, 2);
  private static final Estimate ESTIMATE = new Estimate(1, 1);
  private static final ParallelWork ALONE =
      new ParallelWork() {
        @Override
        public int threads() {
          return 1;
        }

        @Override
        public void runAll(List<Runnable> pieces) {
          pieces.forEach(Runnable::run);
        }
      };

  private final MemoryPool pool = new MemoryPool(12L << 30);
  private final MemoryScope scope = pool.scope("bench");
  private final ExecutionContext context =
      new ExecutionContext(pool, Settings.DEFAULTS, 1, new Cancellation());

  private HashBench() {}

  public static void main(String[] args) {
    HashBench bench = new HashBench();
    String wanted = args.length == 0 ? "" : args[0];
    bench.all(wanted);
  }

  private void all(String wanted) {
    run(wanted, "q1", "group by 2 dictionary columns, 5 sums, 4 counts", this::q1);
    run(wanted, "nokeys", "5 sums, no keys", this::noKeys);
    run(wanted, "orderkey", "sum, count by l_orderkey, clustered", () -> group(clustered()));
    run(wanted, "shuffled", "the same keys in random order", () -> group(shuffled()));
    run(wanted, "partkey", "200 K groups, random", () -> group(random(200_000)));
    run(wanted, "small", "1000 groups, random", () -> group(random(1000)));
    run(wanted, "twokeys", "two int keys, 1.5 M groups, clustered", this::twoKeys);
    run(wanted, "strings", "4.5 M distinct strings of 27 bytes", this::strings);
    run(wanted, "joinclustered", "orders join lineitem, clustered", () -> join(clustered(), 4));
    run(wanted, "joinshuffled", "orders join lineitem, random", () -> join(shuffled(), 4));
    run(
        wanted,
        "joinhash",
        "as joinshuffled, keys too sparse for an array",
        () -> join(sparse(), 400));
    run(wanted, "joinselective", "a tenth of the build rows", this::joinSelective);
    run(wanted, "joinmany", "build side lineitem, probe orders", this::joinMany);
    run(wanted, "jointwo", "two int keys", this::joinTwoKeys);
  }

  private interface Work {
    Runnable prepare();
  }

  private static void run(String wanted, String name, String what, Work work) {
    if (!wanted.isEmpty() && !List.of(wanted.split(",")).contains(name)) {
      return;
    }
    Runnable body = work.prepare();
    long best = Long.MAX_VALUE;
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < RUNS; i++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      body.run();
      long time = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      all.append(' ').append(time / 1_000_000);
      best = Math.min(best, time);
    }
    System.out.printf(
        Locale.ROOT, "%-14s %7.1f ms  %s (%s)%n", name, best / 1e6, what, all.toString().trim());
  }

  // ---- data

  private static long orderKey(int order, int spread) {
    // eight used of every 32, as in TPC-H, if spread is 4
    return spread == 4 ? (order / 8) * 32L + order % 8 : order * (long) spread * 7919L;
  }

  private static IntToLongFunction clustered() {
    return i -> orderKey(i / 4 % ORDERS, 4);
  }

  private static IntToLongFunction shuffled() {
    int[] orders = permutation();
    return i -> orderKey(orders[i] / 4 % ORDERS, 4);
  }

  private static IntToLongFunction sparse() {
    int[] orders = permutation();
    return i -> orderKey(orders[i] / 4 % ORDERS, 400);
  }

  private static int[] permutation() {
    int[] rows = new int[LINES];
    Random random = new Random(1);
    for (int i = 0; i < LINES; i++) {
      int j = random.nextInt(i + 1);
      rows[i] = rows[j];
      rows[j] = i;
    }
    return rows;
  }

  private static IntToLongFunction random(int distinct) {
    Random random = new Random(2);
    return i -> 1 + random.nextInt(distinct);
  }

  private long longs(int rows, IntToLongFunction value) {
    long data = scope.allocate(8L * rows).address();
    for (int i = 0; i < rows; i++) {
      Memory.putLong(data + 8L * i, value.applyAsLong(i));
    }
    return data;
  }

  private long ints(int rows, IntToLongFunction value) {
    long data = scope.allocate(4L * rows).address();
    for (int i = 0; i < rows; i++) {
      Memory.putInt(data + 4L * i, (int) value.applyAsLong(i));
    }
    return data;
  }

  private Dictionary letters(int count) {
    long views = scope.allocate(16L * count).address();
    for (int i = 0; i < count; i++) {
      long bytes = scope.allocate(8).address();
      Memory.putByte(bytes, (byte) ('A' + i));
      Views.put(views + 16L * i, bytes, 1);
    }
    return new Dictionary(Layout.VIEW, views, count);
  }

  /** A column: flat values of a layout, or ids if there is a dictionary. */
  private record Column(DataType type, Layout layout, long data, Dictionary dictionary) {}

  private static Column flat(DataType type, long data) {
    return new Column(type, Layout.of(type), data, null);
  }

  private static Schema schema(Column... columns) {
    List<Field> fields = new ArrayList<>();
    for (Column column : columns) {
      fields.add(Field.nullable("c" + fields.size(), column.type()));
    }
    return new Schema(fields);
  }

  private static List<Batch> batches(int rows, Column... columns) {
    Schema schema = schema(columns);
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < rows; from += Batch.CAPACITY) {
      Batch batch = new Batch(schema);
      batch.start(Math.min(Batch.CAPACITY, rows - from));
      for (int c = 0; c < columns.length; c++) {
        Column column = columns[c];
        if (column.dictionary() != null) {
          batch.column(c).pointDictionary(column.dictionary(), column.data() + 4L * from, 0);
        } else {
          long at = column.data() + ((long) from << column.layout().shift());
          batch.column(c).pointFlat(column.layout(), at, 0);
        }
      }
      batches.add(batch);
    }
    return batches;
  }

  // ---- aggregation

  private static AggregateCall call(Aggregate function, int argument) {
    return new AggregateCall(
        function,
        argument < 0 ? OptionalInt.empty() : OptionalInt.of(argument),
        OptionalInt.empty(),
        Distinctness.ALL,
        function == Aggregate.SUM ? SUM : SimpleType.INT64,
        "x");
  }

  private Runnable aggregate(List<Batch> batches, int keys, List<AggregateCall> calls) {
    Schema input = batches.get(0).schema();
    List<Field> fields = new ArrayList<>(input.fields().subList(0, keys));
    calls.forEach(call -> fields.add(Field.nullable(call.name(), call.type())));
    PhysicalPlan.HashAggregate node =
        new PhysicalPlan.HashAggregate(
            new PhysicalPlan.Values(List.of(), input, ESTIMATE),
            Phase.SINGLE,
            java.util.stream.IntStream.range(0, keys).boxed().toList(),
            calls,
            new Schema(fields),
            ESTIMATE);
    return () -> {
      try (HashAggregateSink sink = new HashAggregateSink(node, context)) {
        feed(sink, batches);
        Count count = new Count();
        try (Source.Worker worker = sink.output().worker()) {
          while (worker.pump(count)) {
            count.morsels++;
          }
        }
      }
    };
  }

  private static void feed(Sink sink, List<Batch> batches) {
    try (Sink.Worker worker = sink.worker()) {
      for (Batch batch : batches) {
        worker.accept(batch);
      }
      worker.finish();
    }
    sink.finish(ALONE);
  }

  private Runnable q1() {
    Random random = new Random(3);
    Column flag =
        new Column(
            SimpleType.STRING,
            Layout.VIEW,
            ints(LINES, i -> random.nextInt(4) * 3 / 4),
            letters(3));
    Column status =
        new Column(SimpleType.STRING, Layout.VIEW, ints(LINES, i -> random.nextInt(2)), letters(2));
    List<Batch> batches =
        batches(
            LINES,
            flag,
            status,
            flat(MONEY, longs(LINES, i -> 100 * (1 + random.nextInt(50)))),
            flat(MONEY, longs(LINES, i -> 90_000 + random.nextInt(10_000_000))),
            flat(MONEY, longs(LINES, i -> 9_000_000 + random.nextInt(1_000_000_000))),
            flat(MONEY, longs(LINES, i -> 900_000_000L + random.nextInt(1_000_000_000))),
            flat(MONEY, longs(LINES, i -> random.nextInt(11))));
    return aggregate(
        batches,
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
            call(Aggregate.COUNT_ALL, -1)));
  }

  private Runnable noKeys() {
    Random random = new Random(3);
    List<AggregateCall> calls = new ArrayList<>();
    Column[] columns = new Column[5];
    for (int c = 0; c < 5; c++) {
      columns[c] = flat(MONEY, longs(LINES, i -> random.nextInt(1_000_000)));
      calls.add(call(Aggregate.SUM, c));
    }
    return aggregate(batches(LINES, columns), 0, calls);
  }

  private Runnable group(IntToLongFunction key) {
    List<Batch> batches =
        batches(
            LINES,
            flat(SimpleType.INT64, longs(LINES, key)),
            flat(MONEY, longs(LINES, i -> i % 5000)));
    return aggregate(batches, 1, List.of(call(Aggregate.SUM, 1), call(Aggregate.COUNT_ALL, -1)));
  }

  private Runnable twoKeys() {
    List<Batch> batches =
        batches(
            LINES,
            flat(SimpleType.INT64, longs(LINES, clustered())),
            flat(SimpleType.DATE, ints(LINES, i -> i / 4 % 2000)),
            flat(MONEY, longs(LINES, i -> i % 5000)));
    return aggregate(batches, 2, List.of(call(Aggregate.SUM, 2)));
  }

  private Runnable strings() {
    Random random = new Random(5);
    long views = scope.allocate(16L * LINES).address();
    long bytes = scope.allocate(32L * LINES).address();
    for (int i = 0; i < LINES; i++) {
      int n = random.nextInt(8_500_000);
      long at = bytes + 32L * i;
      byte[] text =
          String.format(Locale.ROOT, "some comment on %011d", n)
              .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      Memory.copy(text, 0, at, text.length);
      Views.put(views + 16L * i, at, text.length);
    }
    List<Batch> batches = batches(LINES, flat(SimpleType.STRING, views));
    return aggregate(batches, 1, List.of(call(Aggregate.COUNT_ALL, -1)));
  }

  // ---- join

  private Runnable join(IntToLongFunction probeKey, int spread) {
    List<Batch> build =
        batches(
            ORDERS,
            flat(SimpleType.INT64, longs(ORDERS, i -> orderKey(i, spread))),
            flat(SimpleType.DATE, ints(ORDERS, i -> i % 2000)));
    List<Batch> probe =
        batches(
            LINES,
            flat(SimpleType.INT64, longs(LINES, probeKey)),
            flat(MONEY, longs(LINES, i -> i % 5000)));
    return join(HashJoinType.INNER, build, probe, 1);
  }

  private Runnable joinSelective() {
    IntToLongFunction key = sparse();
    List<Batch> build =
        batches(
            ORDERS / 10,
            flat(SimpleType.INT64, longs(ORDERS / 10, i -> orderKey(i * 10, 400))),
            flat(SimpleType.DATE, ints(ORDERS / 10, i -> i % 2000)));
    List<Batch> probe =
        batches(
            LINES,
            flat(SimpleType.INT64, longs(LINES, key)),
            flat(MONEY, longs(LINES, i -> i % 5000)));
    return join(HashJoinType.INNER, build, probe, 1);
  }

  private Runnable joinMany() {
    List<Batch> build =
        batches(
            LINES,
            flat(SimpleType.INT64, longs(LINES, clustered())),
            flat(MONEY, longs(LINES, i -> i % 5000)));
    List<Batch> probe =
        batches(
            ORDERS,
            flat(SimpleType.INT64, longs(ORDERS, i -> orderKey(i, 4))),
            flat(SimpleType.DATE, ints(ORDERS, i -> i % 2000)));
    return join(HashJoinType.INNER, build, probe, 1);
  }

  private Runnable joinTwoKeys() {
    int parts = 800_000;
    List<Batch> build =
        batches(
            parts,
            flat(SimpleType.INT64, longs(parts, i -> i / 4)),
            flat(SimpleType.INT64, longs(parts, i -> i % 4 * 2500L + i % 2500)),
            flat(MONEY, longs(parts, i -> i)));
    Random random = new Random(9);
    int[] rows = random.ints(LINES, 0, parts).toArray();
    List<Batch> probe =
        batches(
            LINES,
            flat(SimpleType.INT64, longs(LINES, i -> rows[i] / 4)),
            flat(SimpleType.INT64, longs(LINES, i -> rows[i] % 4 * 2500L + rows[i] % 2500)),
            flat(MONEY, longs(LINES, i -> i % 5000)));
    return join(HashJoinType.INNER, build, probe, 2);
  }

  private Runnable join(HashJoinType type, List<Batch> build, List<Batch> probe, int keys) {
    Schema left = probe.get(0).schema();
    Schema right = build.get(0).schema();
    List<Integer> ordinals = java.util.stream.IntStream.range(0, keys).boxed().toList();
    PhysicalPlan.HashJoin node =
        new PhysicalPlan.HashJoin(
            new PhysicalPlan.Values(List.of(), left, ESTIMATE),
            new PhysicalPlan.Values(List.of(), right, ESTIMATE),
            type,
            ordinals,
            ordinals,
            PhysicalPlan.HashJoin.NullKeys.MATCH_NOTHING,
            Optional.empty(),
            PhysicalPlan.HashJoin.JoinDistribution.PARTITIONED,
            left.concat(right),
            ESTIMATE);
    return () -> {
      try (HashJoin join = new HashJoin(node, context)) {
        feed(join.build(), build);
        Count count = new Count();
        try (StreamOperator.Worker worker = join.probe().worker(count)) {
          for (Batch batch : probe) {
            int rows = batch.rowCount();
            worker.accept(batch);
            batch.select(null, rows);
          }
          worker.finish();
        }
      }
    };
  }

  /** Reads the last column's first word of each row, so that it is made. */
  private static final class Count implements BatchConsumer {
    private long sum;
    private long morsels;

    @Override
    public void accept(Batch batch) {
      for (int c = 0; c < batch.columnCount(); c++) {
        sum += batch.column(c).data();
      }
      sum += batch.selectedCount() + morsels;
    }

    @Override
    public boolean wantsMore() {
      return sum != 42;
    }
  }
}

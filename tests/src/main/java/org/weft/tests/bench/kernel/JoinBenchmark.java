package org.weft.tests.bench.kernel;

import java.util.List;
import java.util.Optional;
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
import org.weft.container.join.HashJoin;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.logical.Estimate;
import org.weft.planner.physical.HashJoinType;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/** Hash join of 1.5 million orders and six million lines, build and probe. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class JoinBenchmark {
  private static final Estimate ESTIMATE = new Estimate(1, 1);
  private static final int SPARSE = 400;
  private static final int PARTS = 800_000;

  /** What is joined with what. */
  public enum Shape {
    /** Lines in the order of their orders; keys dense enough for an array. */
    CLUSTERED,
    /** Lines in random order. */
    SHUFFLED,
    /** The same with keys too sparse for an array. */
    HASHED,
    /** As HASHED, with a tenth of the build rows. */
    SELECTIVE,
    /** Build side lines, probe side orders: four matches each. */
    MANY_MATCHES,
    /** Two integer keys, 800,000 build rows. */
    TWO_KEYS
  }

  @Param public Shape shape;

  private KernelData data;
  private ExecutionContext context;
  private List<Batch> build;
  private List<Batch> probe;
  private PhysicalPlan.HashJoin node;

  @Setup
  public void generate() {
    data = new KernelData();
    context = data.context();
    switch (shape) {
      case CLUSTERED -> join(1, orders(1, 4), lines(KernelData.clustered()));
      case SHUFFLED -> join(1, orders(1, 4), lines(KernelData.shuffled(4)));
      case HASHED -> join(1, orders(1, SPARSE), lines(KernelData.shuffled(SPARSE)));
      case SELECTIVE -> join(1, orders(10, SPARSE), lines(KernelData.shuffled(SPARSE)));
      case MANY_MATCHES -> join(1, lines(KernelData.clustered()), orders(1, 4));
      case TWO_KEYS -> join(2, parts(), partLines());
    }
  }

  @TearDown
  public void close() {
    data.close();
  }

  @Benchmark
  public long join() {
    try (HashJoin join = new HashJoin(node, context)) {
      Feeding.feed(join.build(), build);
      Feeding.Reader reader = new Feeding.Reader();
      try (StreamOperator.Worker worker = join.probe().worker(reader)) {
        for (Batch batch : probe) {
          int rows = batch.rowCount();
          worker.accept(batch);
          batch.select(null, rows);
        }
        worker.finish();
      }
      return reader.sum();
    }
  }

  private List<Batch> orders(int every, int spread) {
    int rows = KernelData.ORDERS / every;
    return KernelData.batches(
        rows,
        data.longs(rows, i -> KernelData.orderKey(i * every, spread)),
        data.dates(rows, i -> i % 2000));
  }

  private List<Batch> lines(IntToLongFunction key) {
    return KernelData.batches(
        KernelData.LINES,
        data.longs(KernelData.LINES, key),
        data.money(KernelData.LINES, i -> i % 5000));
  }

  private List<Batch> parts() {
    return KernelData.batches(
        PARTS,
        data.longs(PARTS, i -> i / 4),
        data.longs(PARTS, i -> i % 4 * 2500L + i % 2500),
        data.money(PARTS, i -> i));
  }

  private List<Batch> partLines() {
    int[] rows = new Random(9).ints(KernelData.LINES, 0, PARTS).toArray();
    return KernelData.batches(
        KernelData.LINES,
        data.longs(KernelData.LINES, i -> rows[i] / 4),
        data.longs(KernelData.LINES, i -> rows[i] % 4 * 2500L + rows[i] % 2500),
        data.money(KernelData.LINES, i -> i % 5000));
  }

  private void join(int keys, List<Batch> buildRows, List<Batch> probeRows) {
    build = buildRows;
    probe = probeRows;
    Schema left = probe.get(0).schema();
    Schema right = build.get(0).schema();
    List<Integer> ordinals = IntStream.range(0, keys).boxed().toList();
    node =
        new PhysicalPlan.HashJoin(
            new PhysicalPlan.Values(List.of(), left, ESTIMATE),
            new PhysicalPlan.Values(List.of(), right, ESTIMATE),
            HashJoinType.INNER,
            ordinals,
            ordinals,
            PhysicalPlan.HashJoin.NullKeys.MATCH_NOTHING,
            Optional.empty(),
            PhysicalPlan.HashJoin.JoinDistribution.PARTITIONED,
            left.concat(right),
            ESTIMATE);
  }
}

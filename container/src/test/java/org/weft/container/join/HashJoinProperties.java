package org.weft.container.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.weft.container.expression.ExpressionCompiler;
import org.weft.container.hash.TestBatches;
import org.weft.container.hash.TestRows;
import org.weft.container.hash.TestThreads;
import org.weft.planner.expr.Expression;
import org.weft.planner.logical.Estimate;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.HashJoinType;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashJoin.JoinDistribution;
import org.weft.planner.physical.PhysicalPlan.HashJoin.NullKeys;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;

/** Whatever the kind, types, encodings, threads and sizes, a join gives what two loops give. */
class HashJoinProperties {
  private static final List<JoinLimits> LIMITS =
      List.of(
          JoinLimits.DEFAULT,
          new JoinLimits(1, 1, Long.MAX_VALUE),
          new JoinLimits(1000, 20, Long.MAX_VALUE));

  /** When it is spilled, and how much of that may be in memory. */
  private record Spilling(boolean everything, int every, long memory) {
    static final Spilling NONE = new Spilling(false, 0, Long.MAX_VALUE);

    static Spilling some(Random random) {
      long memory = List.of(0L, 3_000L, 30_000L, Long.MAX_VALUE).get(random.nextInt(4));
      return new Spilling(random.nextInt(3) == 0, 1 + random.nextInt(6), memory);
    }
  }

  @Property(tries = 300)
  void the_same_when_it_spills(
      @ForAll HashJoinType type, @ForAll long seed, @ForAll @IntRange(min = 0, max = 3) int keys) {
    Random random = new Random(seed);
    List<DataType> types = new ArrayList<>();
    for (int k = 0; k < keys; k++) {
      types.add(TestRows.TYPES.get(random.nextInt(TestRows.TYPES.size())));
    }
    check(type, types, random, Spilling.some(random));
  }

  @Property(tries = 150)
  void gives_what_two_loops_give(
      @ForAll HashJoinType type, @ForAll long seed, @ForAll @IntRange(min = 0, max = 3) int keys) {
    Random random = new Random(seed);
    List<DataType> types = new ArrayList<>();
    for (int k = 0; k < keys; k++) {
      types.add(TestRows.TYPES.get(random.nextInt(TestRows.TYPES.size())));
    }
    check(type, types, random);
  }

  @Property(tries = 100)
  void a_single_integer_key(@ForAll HashJoinType type, @ForAll long seed) {
    Random random = new Random(seed);
    check(type, List.of(random.nextBoolean() ? SimpleType.INT16 : SimpleType.INT64), random);
  }

  @Property(tries = 30)
  void a_key_of_text(@ForAll HashJoinType type, @ForAll long seed) {
    check(type, List.of(SimpleType.STRING), new Random(seed));
  }

  private static void check(HashJoinType type, List<DataType> keyTypes, Random random) {
    check(type, keyTypes, random, Spilling.NONE);
  }

  private static void check(
      HashJoinType type, List<DataType> keyTypes, Random random, Spilling spilling) {
    List<Integer> probeKeys = new ArrayList<>();
    Schema probe = schema(keyTypes, probeKeys, random);
    List<Integer> buildKeys = new ArrayList<>();
    Schema build = schema(keyTypes, buildKeys, random);
    // few pairs without keys, many with
    int most = keyTypes.isEmpty() ? 60 : 900;
    int distinct = 1 + random.nextInt(random.nextBoolean() ? 4 : 700);
    List<List<Object>> probeRows = rows(probe, random.nextInt(most), distinct, random);
    int buildMost = distinct < 5 ? 60 : most;
    List<List<Object>> buildRows =
        rows(build, random.nextInt(4) == 0 ? 0 : random.nextInt(buildMost), distinct, random);
    PhysicalPlan.HashJoin node = node(type, probe, build, probeKeys, buildKeys, random);
    JoinLimits some = LIMITS.get(random.nextInt(LIMITS.size()));
    JoinLimits limits = new JoinLimits(some.denseFactor(), some.narrowRound(), spilling.memory());
    try (MemoryPool pool =
            new MemoryPool(
                1L << 31, () -> spilling.every() > 0 && random.nextInt(spilling.every()) == 0);
        TestThreads driver = new TestThreads(1 + random.nextInt(3));
        MemoryScope scope = pool.scope("test")) {
      int largest = random.nextBoolean() ? 30 : Batch.CAPACITY;
      List<Batch> probeBatches = TestBatches.of(probe, probeRows, largest, scope, random);
      List<Batch> buildBatches = TestBatches.of(build, buildRows, largest, scope, random);
      long before = pool.used();
      List<List<Object>> result = new ArrayList<>();
      try (HashJoin join =
          new HashJoin(
              node,
              driver.context(pool),
              limits,
              random.nextBoolean() ? new TestResidual() : ExpressionCompiler::selector)) {
        driver.fill(join.build(), buildBatches);
        if (spilling.everything()) {
          boolean unused = ((BuildSide) join.build()).spillNow();
        }
        result.addAll(driver.stream(join.probe(), probeBatches));
        join.unmatchedBuildRows().ifPresent(source -> result.addAll(driver.drain(source)));
        result.addAll(driver.drain(join.spilledRows()));
      }
      // batches loaded late take memory from the test's own scope
      assertThat(pool.used() - scope.held()).isZero();
      assertThat(before).isLessThanOrEqualTo(pool.used());
      assertSameRows(result, JoinModel.expected(node, probeRows, buildRows));
    }
  }

  static void assertSameRows(List<List<Object>> actual, List<List<Object>> expected) {
    Map<List<Object>, Integer> counts = new HashMap<>();
    expected.forEach(row -> counts.merge(row, 1, Integer::sum));
    actual.forEach(row -> counts.merge(row, -1, Integer::sum));
    counts.values().removeIf(count -> count == 0);
    assertThat(counts.entrySet().stream().limit(5).toList())
        .as("rows missing (positive) or too many; %d of %d", actual.size(), expected.size())
        .isEmpty();
  }

  /** Key columns at random places among others; the first column is an INT64. */
  static Schema schema(List<DataType> keyTypes, List<Integer> keys, Random random) {
    List<DataType> types = new ArrayList<>();
    types.add(SimpleType.INT64);
    for (DataType key : keyTypes) {
      if (random.nextBoolean()) {
        types.add(TestRows.TYPES.get(random.nextInt(TestRows.TYPES.size())));
      }
      keys.add(types.size());
      types.add(key);
    }
    if (random.nextBoolean()) {
      types.add(TestRows.TYPES.get(random.nextInt(TestRows.TYPES.size())));
    }
    return TestRows.schema(types);
  }

  static List<List<Object>> rows(Schema schema, int count, int distinct, Random random) {
    boolean nulls = random.nextBoolean();
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Object> row = new ArrayList<>();
      for (int c = 0; c < schema.size(); c++) {
        row.add(
            nulls
                ? TestRows.value(schema.type(c), distinct, random)
                : TestRows.valueNotNull(schema.type(c), distinct, random));
      }
      rows.add(row);
    }
    return rows;
  }

  private static NullKeys nullKeys(boolean mayMatchEverything, Random random) {
    if (mayMatchEverything && random.nextBoolean()) {
      return NullKeys.MATCH_EVERYTHING;
    }
    return random.nextInt(3) == 0 ? NullKeys.MATCH_EACH_OTHER : NullKeys.MATCH_NOTHING;
  }

  static PhysicalPlan.HashJoin node(
      HashJoinType type,
      Schema probe,
      Schema build,
      List<Integer> probeKeys,
      List<Integer> buildKeys,
      Random random) {
    Schema out =
        switch (type) {
          case INNER, PROBE_OUTER, BUILD_OUTER, FULL -> probe.concat(build);
          case PROBE_SEMI, PROBE_ANTI -> probe;
          case PROBE_MARK -> probe.concat(TestRows.schema(List.of(SimpleType.BOOLEAN)));
          case BUILD_SEMI, BUILD_ANTI -> build;
        };
    Optional<Expression> residual =
        random.nextInt(3) == 0 ? Optional.of(TestResidual.less(0, probe.size())) : Optional.empty();
    Estimate estimate = new Estimate(1000, 8);
    return new PhysicalPlan.HashJoin(
        new PhysicalPlan.Values(List.of(), probe, estimate),
        new PhysicalPlan.Values(List.of(), build, estimate),
        type,
        probeKeys,
        buildKeys,
        nullKeys(type.asksOnlyForMatch() && residual.isEmpty() && probeKeys.size() == 1, random),
        residual,
        JoinDistribution.PARTITIONED,
        out,
        estimate);
  }
}

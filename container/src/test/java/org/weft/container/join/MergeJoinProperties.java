package org.weft.container.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.weft.container.hash.TestBatches;
import org.weft.container.hash.TestRows;
import org.weft.container.hash.TestThreads;
import org.weft.planner.logical.Estimate;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.HashJoinType;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashJoin.JoinDistribution;
import org.weft.planner.physical.PhysicalPlan.HashJoin.NullKeys;
import org.weft.planner.physical.PhysicalPlan.MergeJoin.Nearest;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;

/** A join that sorts gives what two loops give. */
class MergeJoinProperties {
  @Example
  void a_batch_without_probe_rows_gives_no_batch() {
    gives_what_two_loops_give(HashJoinType.PROBE_MARK, 1_243_209, 3);
  }

  @Property(tries = 150)
  void gives_what_two_loops_give(
      @ForAll HashJoinType type, @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int keys) {
    Random random = new Random(seed);
    List<DataType> types = new ArrayList<>();
    for (int k = 0; k < keys; k++) {
      types.add(TestRows.TYPES.get(random.nextInt(TestRows.TYPES.size())));
    }
    List<Integer> probeKeys = new ArrayList<>();
    Schema probe = HashJoinProperties.schema(types, probeKeys, random);
    List<Integer> buildKeys = new ArrayList<>();
    Schema build = HashJoinProperties.schema(types, buildKeys, random);
    PhysicalPlan.HashJoin pairs =
        HashJoinProperties.node(type, probe, build, probeKeys, buildKeys, random);
    Assume.that(pairs.nullKeys() != NullKeys.MATCH_EVERYTHING);
    int distinct = 1 + random.nextInt(random.nextBoolean() ? 4 : 700);
    List<List<Object>> probeRows =
        HashJoinProperties.rows(probe, random.nextInt(900), distinct, random);
    List<List<Object>> buildRows =
        HashJoinProperties.rows(build, random.nextInt(distinct < 5 ? 60 : 900), distinct, random);
    List<List<Object>> result =
        run(new PhysicalPlan.MergeJoin(pairs, Optional.empty()), probeRows, buildRows, random);
    HashJoinProperties.assertSameRows(result, JoinModel.expected(pairs, probeRows, buildRows));
  }

  @Property(tries = 150)
  void as_of_it_finds_the_nearest(
      @ForAll Nearest.Bound bound,
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 1) int keys) {
    Random random = new Random(seed);
    Schema sides = TestRows.schema(List.of(SimpleType.INT64, SimpleType.STRING));
    List<Integer> keyOrdinals = keys == 0 ? List.of() : List.of(1);
    boolean outer = random.nextBoolean();
    Estimate estimate = new Estimate(1000, 8);
    PhysicalPlan.HashJoin pairs =
        new PhysicalPlan.HashJoin(
            new PhysicalPlan.Values(List.of(), sides, estimate),
            new PhysicalPlan.Values(List.of(), sides, estimate),
            outer ? HashJoinType.PROBE_OUTER : HashJoinType.INNER,
            keyOrdinals,
            keyOrdinals,
            NullKeys.MATCH_NOTHING,
            Optional.empty(),
            JoinDistribution.PARTITIONED,
            sides.concat(sides),
            estimate);
    int distinct = 1 + random.nextInt(random.nextBoolean() ? 10 : 3000);
    List<List<Object>> probe =
        HashJoinProperties.rows(sides, random.nextInt(600), distinct, random);
    List<List<Object>> build =
        HashJoinProperties.rows(sides, random.nextInt(600), distinct, random);
    Nearest nearest = new Nearest(0, 0, bound);
    List<List<Object>> result =
        run(new PhysicalPlan.MergeJoin(pairs, Optional.of(nearest)), probe, build, random);
    List<List<Object>> expected = new ArrayList<>();
    for (List<Object> left : probe) {
      Optional<Long> best = nearest(left, build, bound, keys > 0);
      if (outer || best.isPresent()) {
        expected.add(java.util.Arrays.asList(left.get(0), left.get(1), best.orElse(null)));
      }
    }
    HashJoinProperties.assertSameRows(
        result.stream().map(row -> row.subList(0, 3)).toList(), expected);
  }

  private static Optional<Long> nearest(
      List<Object> left, List<List<Object>> build, Nearest.Bound bound, boolean keyed) {
    Long best = null;
    for (List<Object> right : build) {
      Long value = (Long) right.get(0);
      Long mine = (Long) left.get(0);
      boolean sameKey = !keyed || (left.get(1) != null && left.get(1).equals(right.get(1)));
      if (value == null || mine == null || !sameKey) {
        continue;
      }
      boolean fits =
          switch (bound) {
            case AT_MOST -> value <= mine;
            case LESS -> value < mine;
            case AT_LEAST -> value >= mine;
            case GREATER -> value > mine;
          };
      boolean fromBelow = bound == Nearest.Bound.AT_MOST || bound == Nearest.Bound.LESS;
      if (fits && (best == null || (fromBelow ? value > best : value < best))) {
        best = value;
      }
    }
    return Optional.ofNullable(best);
  }

  private static List<List<Object>> run(
      PhysicalPlan.MergeJoin node,
      List<List<Object>> probeRows,
      List<List<Object>> buildRows,
      Random random) {
    boolean isShort = random.nextInt(3) == 0;
    JoinLimits limits = isShort ? new JoinLimits(8, 1024, 1) : JoinLimits.DEFAULT;
    try (MemoryPool pool = new MemoryPool(1L << 31, () -> isShort && random.nextBoolean());
        TestThreads driver = new TestThreads(1 + random.nextInt(3));
        MemoryScope scope = pool.scope("test")) {
      int largest = random.nextBoolean() ? 30 : Batch.CAPACITY;
      List<Batch> probe =
          TestBatches.of(node.pairs().probe().schema(), probeRows, largest, scope, random);
      List<Batch> build =
          TestBatches.of(node.pairs().build().schema(), buildRows, largest, scope, random);
      MergeJoin join = new MergeJoin(node, driver.context(pool), limits);
      List<List<Object>> result;
      try (var sorter = join.sorter()) {
        driver.fill(sorter, join.tagBuild(), build);
        driver.fill(sorter, join.tagProbe(), probe);
        sorter.finish(driver);
        result = driver.drain(join.sorted(), join.pairs());
      }
      assertThat(pool.used() - scope.held()).isZero();
      return result;
    }
  }
}

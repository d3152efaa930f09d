package org.weft.container.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.weft.container.fixture.ListSink;
import org.weft.container.keys.ToldValues;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.PipelineExecutor;
import org.weft.container.pipeline.PipelineStep;
import org.weft.container.pipeline.QueryThreads;
import org.weft.container.pipeline.Source;
import org.weft.container.write.WriteAttempt;
import org.weft.io.scan.Narrowing;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.Estimate;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.physical.Distribution;
import org.weft.planner.physical.HashJoinType;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.setting.Settings;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

class PlanCompilerTest {
  private static final Estimate UNKNOWN = new Estimate(1, 8);
  private static final Schema NUMBERS = Schema.of(Field.nullable("n", SimpleType.INT64));

  private final MemoryPool pool = new MemoryPool(64 << 20);
  private final Cancellation cancellation = new Cancellation();
  private final ExecutionContext context =
      new ExecutionContext(pool, Settings.DEFAULTS, 1, cancellation);
  private final ListSink sink = new ListSink();

  @AfterEach
  void everything_is_given_back() {
    assertThat(pool.used()).isZero();
    pool.close();
  }

  @Test
  void streaming_operators_stay_in_one_pipeline() {
    PhysicalPlan plan = limit(limit(values(1, 2, 3)));

    try (CompiledPlan compiled = compile(plan)) {
      assertThat(picture(compiled)).containsExactly("1 pipeline into ListSink");
      assertThat(compiled.steps().get(0).pipelines().get(0).operators())
          .as("two limits, and a meter behind every node")
          .hasSize(5);
    }
  }

  @Test
  void the_build_side_comes_before_the_probe_side() {
    PhysicalPlan plan = join(aggregate(values(1, 2)), values(2, 3), HashJoinType.INNER);

    try (CompiledPlan compiled = compile(plan)) {
      assertThat(picture(compiled))
          .containsExactly(
              "1 pipeline into BuildSide",
              "1 pipeline into HashAggregateSink",
              "2 pipelines into ListSink, then 2 spent");
    }
  }

  @Test
  void build_rows_without_a_match_come_in_a_pipeline_of_their_own() {
    PhysicalPlan plan = limit(join(values(1, 2), values(2, 3), HashJoinType.FULL));

    try (CompiledPlan compiled = compile(plan)) {
      assertThat(picture(compiled))
          .containsExactly("1 pipeline into BuildSide", "3 pipelines into ListSink, then 1 spent");
      run(compiled);
    }
    assertThat(sink.rows()).hasSize(3);
  }

  @Test
  void a_union_below_a_join_sends_both_inputs_through_it() {
    PhysicalPlan union =
        new PhysicalPlan.UnionAll(List.of(values(1, 2), values(2, 5)), NUMBERS, UNKNOWN);
    PhysicalPlan plan = join(union, values(2, 3), HashJoinType.BUILD_OUTER);

    try (CompiledPlan compiled = compile(plan)) {
      assertThat(picture(compiled)).last().asString().startsWith("4 pipelines into ListSink");
      run(compiled);
    }
    assertThat(sink.rows()).hasSize(3);
  }

  @Test
  void a_limit_over_several_pipelines_counts_all_of_them() {
    PhysicalPlan union =
        new PhysicalPlan.UnionAll(List.of(values(1, 2), values(3, 4)), NUMBERS, UNKNOWN);

    try (CompiledPlan compiled = compile(limit(union))) {
      run(compiled);
    }
    assertThat(sink.rows()).hasSize(3);
  }

  @Test
  void what_was_made_is_closed_when_a_later_part_cannot_be() {
    PhysicalPlan exchange =
        new PhysicalPlan.Exchange(values(1), new Distribution.Gather(), UNKNOWN);
    PhysicalPlan plan = join(exchange, aggregate(values(1)), HashJoinType.INNER);

    assertThatThrownBy(() -> compile(plan)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void groups_of_sorted_rows_come_out_on_several_threads() {
    long[] numbers = LongStream.range(0, 20_000).map(i -> i % 100).toArray();
    PhysicalPlan sort =
        new PhysicalPlan.GroupedSort(values(numbers), 1, List.of(SortKey.ascending(0)), UNKNOWN);
    ExecutionContext twoThreads = new ExecutionContext(pool, Settings.DEFAULTS, 2, cancellation);

    try (CompiledPlan compiled = PlanCompiler.compile(sort, sink, new NoLeaves(), twoThreads)) {
      QueryThreads threads = new QueryThreads(1, Runnable::run, cancellation);
      new PipelineExecutor(threads, cancellation).run(compiled.steps().subList(0, 1));
      Source sorted = compiled.steps().get(1).pipelines().get(0).source().get();
      assertThat(sorted.parallelism()).isGreaterThan(1);
    }
  }

  private static List<String> picture(CompiledPlan compiled) {
    List<String> picture = new ArrayList<>();
    for (PipelineStep step : compiled.steps()) {
      int pipelines = step.pipelines().size();
      picture.add(
          pipelines
              + (pipelines == 1 ? " pipeline into " : " pipelines into ")
              + step.sink().getClass().getSimpleName()
              + (step.spent().isEmpty() ? "" : ", then " + step.spent().size() + " spent"));
    }
    return picture;
  }

  private CompiledPlan compile(PhysicalPlan plan) {
    return PlanCompiler.compile(plan, sink, new NoLeaves(), context);
  }

  private void run(CompiledPlan compiled) {
    QueryThreads threads = new QueryThreads(1, Runnable::run, cancellation);
    new PipelineExecutor(threads, cancellation).run(compiled.steps());
  }

  private static PhysicalPlan values(long... numbers) {
    List<List<Literal>> rows = new ArrayList<>();
    for (long number : numbers) {
      rows.add(List.of(new Literal(SimpleType.INT64, new Value.Int(number))));
    }
    return new PhysicalPlan.Values(rows, NUMBERS, UNKNOWN);
  }

  private static PhysicalPlan limit(PhysicalPlan input) {
    return new PhysicalPlan.Limit(input, 0, OptionalLong.of(3), UNKNOWN);
  }

  private static PhysicalPlan aggregate(PhysicalPlan input) {
    return new PhysicalPlan.HashAggregate(
        input, PhysicalPlan.HashAggregate.Phase.SINGLE, List.of(0), List.of(), NUMBERS, UNKNOWN);
  }

  private static PhysicalPlan join(PhysicalPlan probe, PhysicalPlan build, HashJoinType type) {
    return new PhysicalPlan.HashJoin(
        probe,
        build,
        type,
        List.of(0),
        List.of(0),
        PhysicalPlan.HashJoin.NullKeys.MATCH_NOTHING,
        Optional.empty(),
        PhysicalPlan.HashJoin.JoinDistribution.PARTITIONED,
        NUMBERS.concat(NUMBERS),
        UNKNOWN);
  }

  /** Plans of literals only. */
  private static final class NoLeaves implements LeafSources {
    @Override
    public Source scan(PhysicalPlan.Scan scan, Narrowing narrowing) {
      throw new IllegalStateException("no tables");
    }

    @Override
    public Source shuffleRead(PhysicalPlan.ShuffleRead read) {
      throw new IllegalStateException("no shuffles");
    }

    @Override
    public List<ToldValues> told(PhysicalPlan.Scan scan) {
      throw new IllegalStateException("no tables");
    }

    @Override
    public WriteAttempt attempt() {
      throw new IllegalStateException("no files");
    }
  }
}

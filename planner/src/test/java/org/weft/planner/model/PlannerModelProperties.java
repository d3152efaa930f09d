package org.weft.planner.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.weft.planner.logical.Estimate;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlanner;
import org.weft.planner.physical.PlanTarget;
import org.weft.planner.physical.PlanTarget.Deployment;
import org.weft.planner.setting.Settings;
import org.weft.planner.stage.Stage;
import org.weft.planner.stage.StageCutter;
import org.weft.planner.stage.StagePlan;

/** Whatever the query: the plan for one process and the stages give what the query means. */
class PlannerModelProperties {
  @Property(tries = 1_500)
  void plans_mean_what_queries_mean(
      @ForAll Random random, @ForAll @IntRange(min = 0, max = 4) int depth) {
    RandomQueries queries = new RandomQueries(random);
    LogicalPlan query = queries.query(depth);
    List<List<Object>> expected = query.accept(new ModelLogical(queries.tables()));
    for (Deployment deployment : Deployment.values()) {
      PlanTarget target = new PlanTarget(deployment, 1 + random.nextInt(4), settings(random));
      assertThat(run(query, target, queries.tables()))
          .as("%s on %s", query, target.deployment())
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Property(tries = 1_500)
  void shuffles_that_serve_twice(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 3) int length) {
    RandomQueries queries = new RandomQueries(random);
    LogicalPlan query = queries.chain(length);
    Settings settings =
        Settings.DEFAULTS
            .with("num_partitions", Integer.toString(2 + random.nextInt(3)))
            .with("broadcast_join_size_bytes_threshold", "0")
            .with("scan_tasks_min_size_bytes", "0");
    PlanTarget target = new PlanTarget(Deployment.TASKS, 2, settings);
    assertThat(run(query, target, queries.tables()))
        .as("%s", query)
        .containsExactlyInAnyOrderElementsOf(query.accept(new ModelLogical(queries.tables())));
  }

  @Property(tries = 500)
  void order_is_kept(@ForAll Random random, @ForAll @IntRange(min = 0, max = 3) int depth) {
    RandomQueries queries = new RandomQueries(random);
    LogicalPlan query = queries.sort(queries.query(depth));
    List<List<Object>> expected = query.accept(new ModelLogical(queries.tables()));
    for (Deployment deployment : Deployment.values()) {
      PlanTarget target = new PlanTarget(deployment, 1 + random.nextInt(4), settings(random));
      assertThat(run(query, target, queries.tables())).isEqualTo(expected);
    }
  }

  @Property(tries = 500)
  void a_limit_gives_some_of_the_rows(
      @ForAll Random random,
      @ForAll @IntRange(min = 0, max = 3) int depth,
      @ForAll @IntRange(min = 0, max = 5) int offset,
      @ForAll @IntRange(min = 0, max = 9) int limit) {
    RandomQueries queries = new RandomQueries(random);
    LogicalPlan all = queries.query(depth);
    LogicalPlan query =
        new LogicalPlan.Sort(
            all, List.of(), offset, OptionalLong.of(limit), new Estimate(limit, 8));
    List<List<Object>> rows = new ArrayList<>(all.accept(new ModelLogical(queries.tables())));
    for (Deployment deployment : Deployment.values()) {
      PlanTarget target = new PlanTarget(deployment, 1 + random.nextInt(4), settings(random));
      List<List<Object>> some = run(query, target, queries.tables());
      assertThat(some).hasSize(Math.max(0, Math.min(limit, rows.size() - offset)));
      List<List<Object>> left = new ArrayList<>(rows);
      some.forEach(row -> assertThat(left.remove(row)).isTrue());
    }
  }

  private static Settings settings(Random random) {
    return Settings.DEFAULTS
        .with("num_partitions", Integer.toString(random.nextInt(4)))
        .with("broadcast_join_size_bytes_threshold", random.nextBoolean() ? "0" : "10m")
        .with("scan_tasks_min_size_bytes", random.nextBoolean() ? "0" : "1k")
        .with("enable_pushdowns", random.nextInt(4) > 0 ? "true" : "false");
  }

  private static List<List<Object>> run(
      LogicalPlan query, PlanTarget target, Map<String, ModelTable> tables) {
    PhysicalPlan plan = PhysicalPlanner.plan(query, target);
    assertThat(plan.schema().names()).isEqualTo(query.schema().names());
    PlanCheck.check(plan);
    if (target.deployment() == Deployment.TASKS) {
      StagePlan stages = StageCutter.cut(plan);
      stages.stages().forEach(stage -> PlanCheck.check(stage.plan()));
      return ModelStages.run(stages, tables);
    }
    return plan.accept(
        new ModelPhysical(
            tables,
            new Stage.TaskInput(Map.of(), -1),
            stage -> {
              throw new AssertionError("a shuffle in one process");
            }));
  }
}

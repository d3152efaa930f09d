package org.weft.am.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.weft.container.keys.ToldValues;
import org.weft.container.task.TaskId;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.stage.Stage;
import org.weft.planner.stage.StageKeys;
import org.weft.planner.stage.StageKeys.ScanFilter;
import org.weft.planner.stage.StageKeys.Start;

/** Who waits for the keys of a join's build side, how long, and who gets them. */
class ToldKeysTest {
  private static final int PATIENCE = 10;

  private final FakeCluster cluster = new FakeCluster();

  /** Stage 0 scans with the keys of stage 1, which are the numbers of its tasks. */
  private void submit(Start start, int buildTasks) {
    Stage probe = Plans.scan(0, 6, 2);
    Stage build = Plans.scan(1, buildTasks, 2);
    cluster.submit(
        Plans.plan(
            Plans.with(probe, new StageKeys(List.of(), List.of(new ScanFilter(0, 0, 1, 0, start)))),
            Plans.with(build, new StageKeys(List.of(0), List.of())),
            Plans.reduce(2, 2, 1, 0, 1)));
  }

  private List<ToldValues> told(FakeCluster.Running task) {
    return task.spec().keys().values();
  }

  private void second(int times) {
    for (int i = 0; i < times; i++) {
      cluster.tell(new SchedulerEvent.SecondPassed());
    }
  }

  @Test
  void the_scan_starts_when_the_keys_are_known_and_gets_all_of_them() {
    cluster.join("a", "host1", 4);
    submit(Start.WITH_VALUES, 2);
    assertThat(cluster.started).extracting(TaskId::stage).containsExactly(1, 1);
    cluster.finish(cluster.task(1, 1));
    assertThat(cluster.started).hasSize(2);
    cluster.finish(cluster.task(1, 0));
    assertThat(cluster.running)
        .hasSize(4)
        .allSatisfy(
            task -> {
              assertThat(task.spec().id().stage()).isZero();
              assertThat(told(task)).hasSize(1);
              assertThat(told(task).get(0).values().words()).containsExactly(0, 1);
            });
    cluster.finishAll();
    assertThat(cluster.results).containsOnlyKeys(0, 1);
  }

  @Test
  void what_need_not_wait_comes_second_but_leaves_no_slot_free() {
    cluster.join("a", "host1", 4);
    submit(Start.AT_ONCE, 3);
    assertThat(cluster.started).extracting(TaskId::stage).containsExactly(1, 1, 1, 0);
    assertThat(told(cluster.task(0, 0))).isEmpty();
    for (int task = 0; task < 3; task++) {
      cluster.finish(cluster.task(1, task));
    }
    assertThat(told(cluster.task(0, 3))).hasSize(1);
    cluster.finishAll();
    assertThat(cluster.results).containsOnlyKeys(0, 1);
  }

  @Test
  void free_slots_wait_only_for_so_many_seconds() {
    cluster.join("a", "host1", 4);
    submit(Start.WITH_VALUES, 2);
    second(PATIENCE - 1);
    assertThat(cluster.running).hasSize(2);
    second(1);
    assertThat(cluster.running).hasSize(4);
    assertThat(told(cluster.task(0, 0))).isEmpty();
    cluster.finish(cluster.task(1, 0));
    cluster.finish(cluster.task(1, 1));
    // those that start later still get them
    assertThat(told(cluster.task(0, 3))).hasSize(1);
    cluster.finishAll();
    assertThat(cluster.results).containsOnlyKeys(0, 1);
  }

  @Test
  void no_second_counts_while_all_slots_have_work() {
    cluster.join("a", "host1", 2);
    submit(Start.WITH_VALUES, 3);
    second(5 * PATIENCE);
    cluster.finish(cluster.task(1, 0));
    cluster.finish(cluster.task(1, 1));
    assertThat(cluster.running).extracting(task -> task.spec().id().stage()).containsExactly(1);
  }

  @Test
  void keys_stay_known_when_the_tasks_that_told_them_are_lost() {
    cluster.join("a", "host1", 2);
    submit(Start.WITH_VALUES, 2);
    cluster.finish(cluster.task(1, 0));
    cluster.finish(cluster.task(1, 1));
    cluster.lose("a");
    cluster.join("b", "host2", 4);
    assertThat(cluster.running).hasSize(4);
    assertThat(cluster.running)
        .filteredOn(task -> task.spec().id().stage() == 0)
        .isNotEmpty()
        .allSatisfy(task -> assertThat(told(task).get(0).values().words()).containsExactly(0, 1));
    cluster.finishAll();
    assertThat(cluster.results).containsOnlyKeys(0, 1);
  }

  @Test
  void a_task_that_fails_before_it_tells_keeps_the_scan_waiting() {
    cluster.join("a", "host1", 4);
    submit(Start.WITH_VALUES, 2);
    cluster.finish(cluster.task(1, 0));
    cluster.fail(cluster.task(1, 1), ErrorCode.READ_FAILED, "injected");
    assertThat(cluster.running).extracting(task -> task.spec().id().stage()).containsExactly(1);
    cluster.finishAll();
    assertThat(cluster.results).containsOnlyKeys(0, 1);
  }
}

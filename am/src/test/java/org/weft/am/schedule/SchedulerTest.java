package org.weft.am.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.weft.container.task.TaskId;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.ErrorReport;
import org.weft.planner.physical.PhysicalPlan.ShuffleRead.Mode;
import org.weft.planner.stage.Stage;
import org.weft.planner.stage.StageOutput;
import org.weft.shuffle.exchange.MapOutput;

class SchedulerTest {
  private final FakeCluster cluster = new FakeCluster();

  private void twoWorkers() {
    cluster.join("a", "host1", 2);
    cluster.join("b", "host2", 2);
  }

  @Test
  void stages_run_one_after_the_other_and_the_last_gives_the_result() {
    twoWorkers();
    cluster.submit(Plans.plan(Plans.scan(0, 3, 2), Plans.reduce(1, 2, 1, 0)));
    assertThat(cluster.started).extracting(TaskId::stage).containsOnly(0);
    cluster.finish(cluster.task(0, 0));
    cluster.finish(cluster.task(0, 1));
    assertThat(cluster.started).extracting(TaskId::stage).containsOnly(0);
    cluster.finish(cluster.task(0, 2));
    cluster.finishAll();
    assertThat(cluster.results).containsOnlyKeys(0, 1);
    assertThat(cluster.started).extracting(TaskId::attempt).containsOnly(0);
  }

  @Test
  void tasks_spread_over_workers_before_they_double_up() {
    twoWorkers();
    cluster.submit(Plans.plan(Plans.scan(0, 2, 1)));
    assertThat(cluster.running)
        .extracting(FakeCluster.Running::worker)
        .containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void a_worker_runs_no_more_tasks_than_it_has_slots() {
    twoWorkers();
    cluster.submit(Plans.plan(Plans.scan(0, 9, 1)));
    assertThat(cluster.running).hasSize(4);
    assertThat(cluster.running).filteredOn(r -> r.worker().equals("a")).hasSize(2);
  }

  @Test
  void tasks_go_where_their_files_are() {
    twoWorkers();
    cluster.submit(Plans.plan(Plans.scan(0, 4, 1, "host2", "host1")));
    assertThat(cluster.running)
        .allSatisfy(
            r ->
                assertThat(cluster.hostOf(r))
                    .isEqualTo(r.spec().id().task() % 2 == 0 ? "host2" : "host1"));
  }

  @Test
  void a_worker_without_files_of_its_own_takes_others() {
    twoWorkers();
    cluster.submit(Plans.plan(Plans.scan(0, 6, 1, "host1")));
    assertThat(cluster.running).hasSize(4);
  }

  @Test
  void queries_take_turns() {
    cluster.submit("one", Plans.plan(Plans.scan(0, 4, 1)));
    cluster.submit("two", Plans.plan(Plans.scan(0, 4, 1)));
    cluster.join("a", "host1", 4);
    assertThat(cluster.started).filteredOn(id -> id.query().equals("one")).hasSize(2);
    assertThat(cluster.started).filteredOn(id -> id.query().equals("two")).hasSize(2);
  }

  @Test
  void losing_a_worker_repeats_what_ran_there_and_what_is_still_read_and_nothing_else() {
    twoWorkers();
    cluster.submit(Plans.plan(Plans.scan(0, 4, 2), Plans.reduce(1, 2, 1, 0)));
    List<FakeCluster.Running> scans = List.copyOf(cluster.running);
    scans.forEach(cluster::finish);
    List<Integer> keptByA =
        scans.stream().filter(r -> r.worker().equals("a")).map(r -> r.spec().id().task()).toList();
    assertThat(keptByA).hasSize(2);
    cluster.started.clear();
    cluster.lose("a");
    assertThat(cluster.started)
        .filteredOn(id -> id.stage() == 0)
        .allSatisfy(id -> assertThat(id.attempt()).isEqualTo(1))
        .extracting(TaskId::task)
        .allSatisfy(task -> assertThat(keptByA).contains(task));
    cluster.finishAll();
    assertThat(cluster.results).containsOnlyKeys(0, 1);
    assertThat(cluster.started).filteredOn(id -> id.stage() == 0).hasSize(2);
  }

  @Test
  void outputs_nobody_reads_any_more_are_not_repeated() {
    twoWorkers();
    cluster.submit(
        Plans.plan(Plans.scan(0, 4, 2), Plans.reduce(1, 2, 2, 0), Plans.reduce(2, 2, 1, 1)));
    List.copyOf(cluster.running).forEach(cluster::finish);
    List<FakeCluster.Running> middle = List.copyOf(cluster.running);
    middle.forEach(cluster::finish);
    cluster.started.clear();
    String victim = middle.get(0).worker();
    cluster.lose(victim);
    cluster.join("c", "host3", 2);
    cluster.finishAll();
    assertThat(cluster.results).containsOnlyKeys(0, 1);
    List<TaskId> again = cluster.started.stream().filter(id -> id.stage() == 1).toList();
    assertThat(again).hasSize(1);
    // that one needs all scans again that were lost with the same worker
    assertThat(cluster.started.stream().filter(id -> id.stage() == 0)).hasSize(2);
  }

  @Test
  void a_lost_scan_output_is_left_alone_once_its_readers_are_done() {
    twoWorkers();
    cluster.submit(Plans.plan(Plans.scan(0, 2, 1), Plans.reduce(1, 1, 1, 0)));
    List.copyOf(cluster.running).forEach(cluster::finish);
    FakeCluster.Running reduce = cluster.task(1, 0);
    cluster.finish(reduce);
    cluster.started.clear();
    cluster.lose(reduce.worker().equals("a") ? "b" : "a");
    assertThat(cluster.started).isEmpty();
  }

  @Test
  void a_result_lost_before_it_was_read_is_made_again() {
    twoWorkers();
    cluster.submit(Plans.plan(Plans.scan(0, 1, 1)));
    FakeCluster.Running task = cluster.task(0, 0);
    cluster.finish(task);
    cluster.lose(task.worker());
    cluster.finishAll();
    assertThat(cluster.results.get(0).output().attempt()).isEqualTo(1);
    cluster.tell(new SchedulerEvent.ResultTaken("q", 0));
    cluster.started.clear();
    cluster.lose(cluster.workers.iterator().next());
    cluster.join("c", "host3", 1);
    assertThat(cluster.started).isEmpty();
  }

  @Test
  void a_fetch_failure_repeats_the_named_output_and_the_reader() {
    twoWorkers();
    cluster.submit(Plans.plan(Plans.scan(0, 4, 1), Plans.reduce(1, 1, 1, 0)));
    List.copyOf(cluster.running).forEach(cluster::finish);
    MapOutput damaged = cluster.outputs().get(2);
    cluster.corrupt(damaged);
    cluster.started.clear();
    cluster.finish(cluster.task(1, 0));
    assertThat(cluster.started).containsExactly(new TaskId("q", 0, damaged.task(), 1));
    cluster.finishAll();
    assertThat(cluster.results).containsOnlyKeys(0);
    assertThat(cluster.started).last().isEqualTo(new TaskId("q", 1, 0, 1));
  }

  @Test
  void an_output_that_can_never_be_fetched_fails_the_query() {
    twoWorkers();
    cluster.submit(Plans.plan(Plans.scan(0, 1, 1), Plans.reduce(1, 1, 1, 0)));
    for (int i = 0; i < 4; i++) {
      cluster.finish(cluster.task(0, 0));
      cluster.outputs().forEach(cluster::corrupt);
      cluster.finish(cluster.task(1, 0));
    }
    assertThat(cluster.failed.get("q").code()).isEqualTo(ErrorCode.SHUFFLE_LOST);
    assertThat(cluster.failed.get("q").sentence()).contains("failure 4 of the same task");
  }

  @Test
  void the_users_mistake_fails_the_query_at_once_with_the_users_message() {
    twoWorkers();
    cluster.submit(Plans.plan(Plans.scan(0, 9, 1)));
    cluster.fail(cluster.task(0, 0), ErrorCode.DIVISION_BY_ZERO, "division by zero");
    assertThat(cluster.failed.get("q").sentence()).isEqualTo("division by zero");
    assertThat(cluster.running).isEmpty();
    assertThat(cluster.others).contains(new Decision.Drop("a", "q"), new Decision.Drop("b", "q"));
    cluster.started.clear();
    cluster.submit("next", Plans.plan(Plans.scan(0, 4, 1)));
    assertThat(cluster.started).as("all slots are free again").hasSize(4);
  }

  @Test
  void the_clusters_mistake_is_tried_elsewhere_until_the_attempts_are_used_up() {
    twoWorkers();
    cluster.submit(Plans.plan(Plans.scan(0, 1, 1)));
    String before = "";
    for (int i = 0; i < 4; i++) {
      FakeCluster.Running task = cluster.task(0, 0);
      assertThat(task.worker()).isNotEqualTo(before);
      before = task.worker();
      assertThat(cluster.failed).isEmpty();
      cluster.fail(task, ErrorCode.READ_FAILED, "no block");
    }
    assertThat(cluster.failed.get("q").code()).isEqualTo(ErrorCode.READ_FAILED);
  }

  @Test
  void a_task_that_ends_its_worker_each_time_fails_the_query() {
    cluster.submit(Plans.plan(Plans.scan(0, 1, 1)));
    for (int i = 0; i < 4; i++) {
      assertThat(cluster.failed).isEmpty();
      cluster.join("w" + i, "host", 1);
      cluster.lose("w" + i, LossBlame.ITS_TASKS);
    }
    assertThat(cluster.failed.get("q").code()).isEqualTo(ErrorCode.CONTAINER_LOST);
  }

  @Test
  void preemption_never_counts() {
    cluster.submit(Plans.plan(Plans.scan(0, 1, 1)));
    for (int i = 0; i < 20; i++) {
      cluster.join("w" + i, "host", 1);
      cluster.lose("w" + i);
    }
    cluster.join("last", "host", 1);
    cluster.finishAll();
    assertThat(cluster.results).containsOnlyKeys(0);
  }

  @Test
  void a_worker_on_which_alone_everything_fails_is_replaced() {
    twoWorkers();
    cluster.submit(Plans.plan(Plans.scan(0, 20, 1)));
    for (int i = 0; i < FailureRules.BAD_WORKER_TASKS; i++) {
      cluster.fail(
          cluster.running.stream().filter(r -> r.worker().equals("a")).findFirst().orElseThrow(),
          ErrorCode.WRITE_FAILED,
          "disk");
    }
    assertThat(cluster.others).hasAtLeastOneElementOfType(Decision.Retire.class);
    cluster.started.clear();
    cluster.finish(
        cluster.running.stream().filter(r -> r.worker().equals("a")).findFirst().orElseThrow());
    assertThat(cluster.started).isEmpty();
  }

  @Test
  void a_silent_worker_gets_nothing_until_it_is_heard() {
    cluster.join("a", "host1", 1);
    cluster.tell(new SchedulerEvent.WorkerSilent("a"));
    cluster.submit(Plans.plan(Plans.scan(0, 1, 1)));
    assertThat(cluster.started).isEmpty();
    cluster.tell(new SchedulerEvent.WorkerHeard("a"));
    assertThat(cluster.started).hasSize(1);
  }

  @Test
  void reports_of_old_attempts_are_ignored() {
    twoWorkers();
    cluster.submit(Plans.plan(Plans.scan(0, 1, 1)));
    FakeCluster.Running old = cluster.task(0, 0);
    cluster.tell(new SchedulerEvent.WorkerLost(old.worker(), LossBlame.NOBODY, "silence"));
    cluster.finish(old);
    assertThat(cluster.results).isEmpty();
    cluster.finish(cluster.task(0, 0));
    assertThat(cluster.results.get(0).output().attempt()).isEqualTo(1);
  }

  @Test
  void a_cancelled_query_frees_its_slots_when_its_tasks_have_ended() {
    cluster.join("a", "host1", 1);
    cluster.submit(Plans.plan(Plans.scan(0, 3, 1)));
    cluster.submit("next", Plans.plan(Plans.scan(0, 1, 1)));
    cluster.tell(
        new SchedulerEvent.QueryCancelled(
            "q",
            new ErrorReport(ErrorCode.CANCELLED, "enough", Optional.empty(), Optional.empty())));
    assertThat(cluster.failed.get("q").sentence()).isEqualTo("enough");
    assertThat(cluster.running).extracting(r -> r.spec().id().query()).containsExactly("next");
  }

  @Test
  void bounds_are_computed_from_all_samples_and_stay() {
    twoWorkers();
    Stage sample =
        new Stage(
            0,
            Plans.scan(0, 3, 1).plan(),
            new StageOutput.Sampled(List.of()),
            List.of(),
            Plans.scan(0, 3, 1).tasks());
    Stage ranged =
        new Stage(
            1,
            Plans.read(Mode.MAP_OUTPUT, 0),
            new StageOutput.Ranged(List.of(), 2, 0),
            List.of(0),
            Plans.reduce(1, 3, 2, 0).tasks());
    cluster.submit(Plans.plan(sample, ranged, Plans.reduce(2, 2, 1, 1)));
    List.copyOf(cluster.running).forEach(cluster::finish);
    List<byte[]> bounds = cluster.task(1, 0).spec().bounds();
    assertThat(bounds).hasSize(3);
    FakeCluster.Running one = cluster.task(1, 1);
    cluster.lose(one.worker());
    cluster.join("c", "host3", 4);
    while (cluster.running.stream()
        .noneMatch(r -> r.spec().id().equals(new TaskId("q", 1, 1, 1)))) {
      cluster.finish(cluster.running.get(0));
    }
    assertThat(cluster.task(1, 1).spec().bounds()).isEqualTo(bounds);
    cluster.finishAll();
    assertThat(cluster.results).containsOnlyKeys(0, 1);
  }

  @Test
  void what_was_computed_from_rows_that_come_out_differently_is_computed_again() {
    cluster.join("a", "host1", 1);
    cluster.join("b", "host2", 1);
    cluster.submit(
        Plans.plan(
            Plans.scan(0, 1, 1),
            Plans.stage(1, Plans.limit(Plans.read(Mode.PARTITION, 0)), 1, 3, 0),
            Plans.reduce(2, 3, 1, 1),
            Plans.reduce(3, 1, 1, 2)));
    cluster.finish(cluster.task(0, 0));
    FakeCluster.Running limit = cluster.task(1, 0);
    cluster.finish(limit);
    // one reader is done with rows of the first attempt when that attempt's output is lost
    FakeCluster.Running reader =
        cluster.running.stream()
            .filter(r -> !r.worker().equals(limit.worker()))
            .findFirst()
            .orElseThrow();
    cluster.finish(reader);
    cluster.lose(limit.worker());
    cluster.join("c", "host3", 2);
    cluster.finishAll();
    assertThat(cluster.results).containsOnlyKeys(0);
    assertThat(cluster.lineage(cluster.results.get(0)).orElseThrow()).isEqualTo(Map.of("1.0", 1));
  }

  @Test
  void a_failed_cluster_fails_running_and_later_queries() {
    ErrorReport why =
        new ErrorReport(ErrorCode.NO_JAVA, "no Java 17", Optional.empty(), Optional.empty());
    cluster.submit(Plans.plan(Plans.scan(0, 1, 1)));
    cluster.tell(new SchedulerEvent.ClusterFailed(why));
    cluster.submit("later", Plans.plan(Plans.scan(0, 1, 1)));
    assertThat(cluster.failed).containsEntry("q", why).containsEntry("later", why);
  }

  @Test
  void progress_counts_tasks_and_attempts() {
    twoWorkers();
    cluster.submit(Plans.plan(Plans.scan(0, 6, 2), Plans.reduce(1, 2, 1, 0)));
    cluster.finish(cluster.task(0, 0));
    assertThat(cluster.scheduler.progress())
        .containsExactly(new QueryProgress("q", 2, 0, 8, 4, 1, 5));
  }
}

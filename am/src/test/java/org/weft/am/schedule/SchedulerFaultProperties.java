package org.weft.am.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.ShuffleRead.Mode;
import org.weft.planner.stage.Stage;
import org.weft.planner.stage.StageKeys;
import org.weft.planner.stage.StageKeys.ScanFilter;
import org.weft.planner.stage.StageKeys.Start;
import org.weft.planner.stage.StagePlan;
import org.weft.shuffle.exchange.MapOutputLocation;

/** Whatever happens to the workers, a query ends with the right set of outputs or a clear error. */
class SchedulerFaultProperties {
  private static final int MOST_STEPS = 20_000;

  @Property(tries = 3000)
  void a_query_survives_any_order_of_faults(@ForAll long seed) {
    Random random = new Random(seed);
    FakeCluster cluster = new FakeCluster();
    StagePlan plan = randomPlan(random);
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      cluster.join("w" + i, "host" + i % 3, 1 + random.nextInt(3));
    }
    cluster.submit(plan);
    Faults faults = new Faults(random, cluster, random.nextInt(25));
    int parts = plan.last().tasks().size();
    int steps = 0;
    while (cluster.failed.isEmpty() && !isComplete(cluster, parts)) {
      assertThat(steps++).as("steps; running: %s", cluster.running()).isLessThan(MOST_STEPS);
      faults.step();
    }
    if (cluster.failed.isEmpty()) {
      assertConsistent(cluster);
    } else {
      assertThat(cluster.failed.get("q").code().blame()).isEqualTo(ErrorCode.Blame.CLUSTER);
    }
    cluster.tell(new SchedulerEvent.QueryReleased("q"));
    faults.announceTheDead();
    assertThat(cluster.running).as("nothing runs after the end").isEmpty();
    assertThat(cluster.outputs()).as("no file is left").isEmpty();
    cluster.join("probe", "host9", 2);
    cluster.submit("probe", Plans.plan(Plans.scan(0, 200, 1)));
    assertThat(cluster.running()).as("every slot is free").hasSize(faults.slots());
  }

  /** Every part can be fetched; one that cannot is reported, as a reader would. */
  private static boolean isComplete(FakeCluster cluster, int parts) {
    if (cluster.results.size() < parts) {
      return false;
    }
    boolean complete = true;
    for (Map.Entry<Integer, MapOutputLocation> part : new TreeMap<>(cluster.results).entrySet()) {
      if (cluster.lineage(part.getValue()).isEmpty()) {
        complete = false;
        cluster.results.remove(part.getKey());
        cluster.tell(new SchedulerEvent.ResultLost("q", part.getValue().output()));
      }
    }
    return complete;
  }

  private static void assertConsistent(FakeCluster cluster) {
    Map<String, Integer> all = new HashMap<>();
    cluster
        .results
        .values()
        .forEach(
            part ->
                cluster
                    .lineage(part)
                    .orElseThrow()
                    .forEach((task, attempt) -> FakeCluster.merge(all, task, attempt)));
  }

  private static StagePlan randomPlan(Random random) {
    List<Stage> stages = new ArrayList<>();
    int count = 1 + random.nextInt(5);
    int[] tasks = new int[count];
    for (int id = 0; id < count; id++) {
      tasks[id] = 1 + random.nextInt(4);
      List<PhysicalPlan> reads = new ArrayList<>();
      List<Integer> inputs = new ArrayList<>();
      for (int input = 0; input < id; input++) {
        if (input == id - 1 || random.nextInt(3) == 0) {
          Mode mode = Mode.values()[random.nextInt(3)];
          if (mode == Mode.MAP_OUTPUT && tasks[input] != tasks[id]) {
            mode = Mode.ALL;
          }
          reads.add(Plans.read(mode, input));
          inputs.add(input);
        }
      }
      if (reads.isEmpty()) {
        stages.add(Plans.scan(id, tasks[id], 4, "host0", "host1", "host2"));
      } else {
        PhysicalPlan plan = Plans.union(reads);
        stages.add(
            Plans.stage(
                id,
                differing(plan, random),
                tasks[id],
                4,
                inputs.stream().mapToInt(i -> i).toArray()));
      }
    }
    tellKeys(stages, random);
    return new StagePlan(stages, Plans.SCHEMA);
  }

  private static PhysicalPlan differing(PhysicalPlan plan, Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> Plans.limit(plan);
      case 1 -> Plans.random(plan);
      default -> plan;
    };
  }

  /** Some scans get the keys of a stage that needs nothing of theirs. */
  private static void tellKeys(List<Stage> stages, Random random) {
    for (int id = 0; id < stages.size(); id++) {
      int telling = random.nextInt(stages.size());
      boolean isScan = stages.get(id).inputs().isEmpty();
      if (!isScan || random.nextInt(3) == 0 || needs(stages, telling, id)) {
        continue;
      }
      Start start = random.nextBoolean() ? Start.WITH_VALUES : Start.AT_ONCE;
      ScanFilter filter = new ScanFilter(id, 0, telling, 0, start);
      Stage told = stages.get(id);
      Stage from = stages.get(telling);
      stages.set(id, Plans.with(told, new StageKeys(told.keys().told(), List.of(filter))));
      stages.set(telling, Plans.with(from, new StageKeys(List.of(0), from.keys().filters())));
    }
  }

  private static boolean needs(List<Stage> stages, int stage, int other) {
    return stage == other
        || stages.get(stage).inputs().stream().anyMatch(input -> needs(stages, input, other))
        || stages.get(stage).keys().filters().stream()
            .anyMatch(filter -> needs(stages, filter.stage(), other));
  }

  /** Moves a cluster on by one random step; after a number of faults only good things happen. */
  private static final class Faults {
    private final Random random;
    private final FakeCluster cluster;
    private final List<String> unknownDead = new ArrayList<>();
    private int left;
    private int joined;

    Faults(Random random, FakeCluster cluster, int left) {
      this.random = random;
      this.cluster = cluster;
      this.left = left;
    }

    int slots() {
      return cluster.workers.stream()
          .filter(worker -> !cluster.retired().contains(worker))
          .mapToInt(cluster.slots::get)
          .sum();
    }

    void announceTheDead() {
      unknownDead.forEach(w -> cluster.tell(lost(w)));
      unknownDead.clear();
      List.copyOf(cluster.workers).forEach(w -> cluster.tell(new SchedulerEvent.WorkerHeard(w)));
    }

    void step() {
      if (left > 0 && random.nextInt(3) == 0) {
        left--;
        fault();
        return;
      }
      if (!cluster.running.isEmpty() && random.nextInt(8) != 0) {
        cluster.finish(cluster.running.get(random.nextInt(cluster.running.size())));
      } else if (!unknownDead.isEmpty()) {
        cluster.tell(lost(unknownDead.remove(random.nextInt(unknownDead.size()))));
      } else if (cluster.workers.isEmpty() || left == 0 && cluster.running.isEmpty()) {
        cluster.join("n" + joined++, "host" + random.nextInt(4), 1 + random.nextInt(3));
      } else {
        String worker = any(cluster.workers);
        cluster.tell(new SchedulerEvent.WorkerHeard(worker));
      }
    }

    private void fault() {
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          if (!cluster.workers.isEmpty()) {
            String worker = any(cluster.workers);
            cluster.die(worker);
            unknownDead.add(worker);
          }
        }
        case 2 -> {
          if (!cluster.workers.isEmpty()) {
            String worker = any(cluster.workers);
            cluster.die(worker);
            cluster.tell(lost(worker));
          }
        }
        case 3 -> {
          if (!cluster.running.isEmpty()) {
            cluster.fail(
                cluster.running.get(random.nextInt(cluster.running.size())),
                ErrorCode.READ_FAILED,
                "injected");
          }
        }
        case 4 -> {
          if (!cluster.outputs().isEmpty()) {
            cluster.corrupt(cluster.outputs().get(random.nextInt(cluster.outputs().size())));
          }
        }
        default -> {
          if (!cluster.workers.isEmpty()) {
            cluster.tell(new SchedulerEvent.WorkerSilent(any(cluster.workers)));
          }
        }
      }
    }

    private SchedulerEvent lost(String worker) {
      return new SchedulerEvent.WorkerLost(
          worker, random.nextBoolean() ? LossBlame.NOBODY : LossBlame.ITS_TASKS, "injected");
    }

    private <T> T any(Iterable<T> items) {
      List<T> list = new ArrayList<>();
      items.forEach(list::add);
      return list.get(random.nextInt(list.size()));
    }
  }
}

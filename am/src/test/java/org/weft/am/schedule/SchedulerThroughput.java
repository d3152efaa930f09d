package org.weft.am.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.weft.container.task.TaskReport;
import org.weft.container.task.TaskReport.Outcome;
import org.weft.container.task.TaskReport.TaskMetrics;
import org.weft.planner.stage.Stage;
import org.weft.shuffle.exchange.MapOutput;
import org.weft.shuffle.exchange.ServerAddress;

/**
 * How many tasks the scheduler hands out in a second: 10,000 containers, 1,000,000 tasks with
 * preferred hosts, every report its own event.
 *
 * <p>Run: {@code java -cp <test class path> org.weft.am.schedule.SchedulerThroughput}
 */
public final class SchedulerThroughput {
  private static final int CONTAINERS = 10_000;
  private static final int HOSTS = 2_500;
  private static final int SLOTS = 2;
  private static final int TASKS = 1_000_000;

  private SchedulerThroughput() {}

  public static void main(String[] args) {
    for (int round = 0; round < 3; round++) {
      System.out.printf(Locale.ROOT, "%,.0f assignments/s%n", TASKS / run());
    }
  }

  private static double run() {
    String[] hosts = new String[HOSTS];
    for (int i = 0; i < HOSTS; i++) {
      hosts[i] = "host" + i;
    }
    Stage stage = Plans.scan(0, TASKS, 1, hosts);
    Scheduler scheduler = new Scheduler((samples, partitions) -> samples);
    List<SchedulerEvent> joins = new ArrayList<>();
    for (int i = 0; i < CONTAINERS; i++) {
      String host = hosts[i % HOSTS];
      joins.add(new SchedulerEvent.WorkerJoined("w" + i, host, new ServerAddress(host, 1), SLOTS));
    }
    scheduler.handle(joins);
    long start = System.nanoTime();
    Deque<Decision.Run> running = new ArrayDeque<>();
    take(
        scheduler.handle(
            List.of(new SchedulerEvent.QuerySubmitted("q", Plans.plan(stage), Map.of(), 4))),
        running);
    int done = 0;
    while (!running.isEmpty()) {
      Decision.Run run = running.remove();
      done++;
      take(scheduler.handle(List.of(report(run))), running);
    }
    if (done != TASKS) {
      throw new IllegalStateException("only " + done + " tasks ran");
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static SchedulerEvent report(Decision.Run run) {
    MapOutput output =
        new MapOutput(
            "q",
            0,
            run.task().id().task(),
            run.task().id().attempt(),
            "f",
            List.of(1L),
            List.of(1L));
    return new SchedulerEvent.TaskReported(
        run.worker(),
        new TaskReport(
            run.task().id(),
            Outcome.SUCCEEDED,
            Optional.of(output),
            List.of(),
            Optional.empty(),
            List.of(),
            TaskMetrics.NONE));
  }

  private static void take(List<Decision> decisions, Deque<Decision.Run> running) {
    for (Decision decision : decisions) {
      if (decision instanceof Decision.Run run) {
        running.add(run);
      }
    }
  }
}

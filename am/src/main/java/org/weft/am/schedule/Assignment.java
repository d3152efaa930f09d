package org.weft.am.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.weft.container.task.TaskId;

/**
 * Hands waiting tasks to free workers: first to those that have the bytes on their disk, then to
 * the emptiest. Queries take turns.
 *
 * <p>Stages that tell of join keys come before those whose scans can use them. If they have no task
 * left to hand out, the free slots go to the scans all the same, unless the plan says that these
 * had better wait ({@link org.weft.planner.stage.StageKeys.Start}); then they stay free, but for no
 * longer than the query's settings say.
 */
final class Assignment {
  private final TaskSpecs specs;
  private final Consumer<Decision> decisions;
  private final FreeWorkers free = new FreeWorkers();
  private int turn;

  Assignment(TaskSpecs specs, Consumer<Decision> decisions) {
    this.specs = specs;
    this.decisions = decisions;
  }

  /** True if slots are free. */
  boolean hasRoom() {
    return !free.isEmpty();
  }

  /** The worker's slots or standing changed. */
  void update(Worker worker) {
    free.update(worker);
  }

  void remove(Worker worker) {
    free.remove(worker);
  }

  void assign(Collection<QueryRun> running, int workers) {
    if (free.isEmpty()) {
      return;
    }
    List<QueryRun> owners = new ArrayList<>();
    for (QueryRun query : running) {
      if (query.startable() > 0) {
        owners.add(query);
      }
    }
    if (owners.isEmpty()) {
      return;
    }
    WaitingTasks.Company company =
        workers > 1 ? WaitingTasks.Company.OTHERS : WaitingTasks.Company.ALONE;
    assignLocal(owners, company);
    assignAnywhere(owners, company);
  }

  /** In laps, so that tasks spread over the workers of a host. */
  private void assignLocal(List<QueryRun> owners, WaitingTasks.Company company) {
    if (owners.stream().noneMatch(Assignment::hasPreferences)) {
      return;
    }
    List<Worker> lap = free.snapshot();
    while (!lap.isEmpty()) {
      List<Worker> next = new ArrayList<>();
      for (Worker worker : lap) {
        if (start(owners, worker, tasks -> tasks.takeLocal(worker, company))
            && worker.takesTasks()) {
          next.add(worker);
        }
      }
      lap = next;
    }
  }

  private void assignAnywhere(List<QueryRun> owners, WaitingTasks.Company company) {
    List<Worker> unsuited = new ArrayList<>();
    while (!free.isEmpty() && owners.stream().anyMatch(query -> query.startable() > 0)) {
      Worker worker = free.emptiest();
      if (!start(owners, worker, tasks -> tasks.takeAny(worker, company))) {
        // all that waits has failed there: leave it to others
        free.remove(worker);
        unsuited.add(worker);
      }
    }
    unsuited.forEach(free::update);
  }

  private boolean start(List<QueryRun> owners, Worker worker, Supply supply) {
    for (int i = 0; i < owners.size(); i++) {
      QueryRun query = owners.get((turn + i) % owners.size());
      for (StageRun stage : query.order()) {
        if (stage.startable() == 0) {
          continue;
        }
        Optional<TaskRun> task = supply.take(stage.waiting());
        if (task.isPresent()) {
          turn = (turn + i + 1) % owners.size();
          start(query, task.get(), worker);
          return true;
        }
      }
    }
    return false;
  }

  private void start(QueryRun query, TaskRun task, Worker worker) {
    TaskId id =
        new TaskId(query.id(), task.stage().stage().id(), task.number(), task.nextAttempt());
    Attempt attempt = new Attempt(id, query, task, worker);
    task.start(attempt);
    worker.attempts().put(id, attempt);
    query.workers().add(worker);
    free.update(worker);
    decisions.accept(new Decision.Run(worker.id(), specs.spec(attempt)));
  }

  private static boolean hasPreferences(QueryRun query) {
    for (StageRun stage : query.stages()) {
      if (stage.startable() > 0 && stage.waiting().hasPreferences()) {
        return true;
      }
    }
    return false;
  }

  /** A way to choose among the waiting tasks of a stage. */
  private interface Supply {
    Optional<TaskRun> take(WaitingTasks tasks);
  }
}

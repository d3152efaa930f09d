package org.weft.am.schedule;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tasks of one stage that wait for a worker, found by host in constant time.
 *
 * <p>A task stands in several queues; {@code waiting} says whether an entry still counts, so that
 * nothing is ever searched for.
 */
final class WaitingTasks {
  private final TaskRun[] tasks;
  private final BitSet waiting;
  private final IntQueue all = new IntQueue();
  private final Map<String, IntQueue> byHost = new HashMap<>();
  private int count;

  WaitingTasks(TaskRun[] tasks) {
    this.tasks = tasks;
    this.waiting = new BitSet(tasks.length);
  }

  int count() {
    return count;
  }

  boolean hasPreferences() {
    return !byHost.isEmpty();
  }

  void add(TaskRun task, List<String> hosts) {
    if (waiting.get(task.number())) {
      return;
    }
    waiting.set(task.number());
    count++;
    all.add(task.number());
    for (String host : hosts) {
      byHost.computeIfAbsent(host, h -> new IntQueue()).add(task.number());
    }
  }

  /** Takes a task whose input lies on the worker's host. */
  Optional<TaskRun> takeLocal(Worker worker, Company company) {
    IntQueue queue = byHost.get(worker.host());
    if (queue == null) {
      return Optional.empty();
    }
    Optional<TaskRun> task = take(queue, worker, company);
    if (queue.isEmpty()) {
      byHost.remove(worker.host());
    }
    return task;
  }

  /** Takes any task. */
  Optional<TaskRun> takeAny(Worker worker, Company company) {
    return take(all, worker, company);
  }

  private Optional<TaskRun> take(IntQueue queue, Worker worker, Company company) {
    for (int left = queue.size(); left > 0; left--) {
      int number = queue.take();
      if (!waiting.get(number)) {
        continue;
      }
      if (company == Company.OTHERS && tasks[number].avoids(worker)) {
        queue.add(number);
        continue;
      }
      waiting.clear(number);
      count--;
      return Optional.of(tasks[number]);
    }
    return Optional.empty();
  }

  /** Whether a task that failed on a worker can be left to another. */
  enum Company {
    ALONE,
    OTHERS
  }
}

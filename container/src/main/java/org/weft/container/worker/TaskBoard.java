package org.weft.container.worker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.task.TaskId;
import org.weft.container.task.TaskReport;
import org.weft.container.task.TaskSpec;
import org.weft.planner.error.ErrorReport;

/**
 * The tasks that run in this process, each on a thread of its own; the scheduler sees to it that
 * they are not too many. A dropped query's files go when its last task has ended. Thread-safe.
 */
final class TaskBoard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TaskBoard.class);
  private static final long CLOSING_MILLIS = 2_000;

  private final TaskEngine engine;
  private final Consumer<TaskReport> reports;
  private final Map<TaskId, Cancellation> running = new HashMap<>();
  private final Set<String> dropped = new HashSet<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "weft-task");
            thread.setDaemon(true);
            return thread;
          });

  TaskBoard(TaskEngine engine, Consumer<TaskReport> reports) {
    this.engine = engine;
    this.reports = reports;
  }

  /** Starts a task; one that runs already is left alone. */
  void run(TaskSpec task) {
    Cancellation cancellation = new Cancellation();
    synchronized (this) {
      if (running.putIfAbsent(task.id(), cancellation) != null) {
        return;
      }
    }
    threads.execute(() -> runHere(task, cancellation));
  }

  private void runHere(TaskSpec task, Cancellation cancellation) {
    Thread.currentThread().setName("weft-task " + task.id());
    long start = System.nanoTime();
    TaskReport report;
    try {
      report = engine.run(task, cancellation);
    } catch (RuntimeException | Error e) {
      report =
          new TaskReport(
              task.id(),
              TaskReport.Outcome.FAILED,
              Optional.empty(),
              List.of(),
              Optional.of(ErrorReport.of(e)),
              List.of(),
              TaskReport.TaskMetrics.NONE);
    }
    forget(task.id());
    LOG.info(
        "{} {} after {} ms; process {}",
        task.id(),
        report.outcome(),
        (System.nanoTime() - start) / 1_000_000,
        ProcessTimes.sinceStart());
    reports.accept(report);
  }

  private void forget(TaskId task) {
    boolean last;
    synchronized (this) {
      running.remove(task);
      last = !runs(task.query()) && dropped.remove(task.query());
    }
    if (last) {
      engine.drop(task.query());
    }
  }

  private boolean runs(String query) {
    return running.keySet().stream().anyMatch(task -> task.query().equals(query));
  }

  synchronized void cancel(TaskId task) {
    Cancellation cancellation = running.get(task);
    if (cancellation != null) {
      cancellation.cancel();
    }
  }

  /** Stops the tasks of a query and deletes its files when they have ended. */
  void drop(String query) {
    synchronized (this) {
      running.forEach(
          (task, cancellation) -> {
            if (task.query().equals(query)) {
              cancellation.cancel();
            }
          });
      if (runs(query)) {
        dropped.add(query);
        return;
      }
    }
    engine.drop(query);
  }

  synchronized List<TaskId> running() {
    return new ArrayList<>(running.keySet());
  }

  /** Cancels everything and waits a little: what still runs would meet deleted files. */
  @Override
  public void close() {
    synchronized (this) {
      running.values().forEach(Cancellation::cancel);
    }
    threads.shutdown();
    try {
      threads.awaitTermination(CLOSING_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

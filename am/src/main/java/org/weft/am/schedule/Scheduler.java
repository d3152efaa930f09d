package org.weft.am.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.weft.container.task.TaskReport;
import org.weft.planner.error.ErrorReport;
import org.weft.shuffle.exchange.MapOutputLocation;

/**
 * Decides what runs where, for all queries of an application. One thread; no clock.
 *
 * <p>What is lost is made again, and nothing else; failures of tasks are judged by {@link
 * FailureRules}; tasks are handed out by {@link Assignment}.
 */
public final class Scheduler {
  private final Map<String, QueryRun> queries = new LinkedHashMap<>();
  private final Map<String, Worker> workers = new LinkedHashMap<>();
  private final List<Decision> decisions = new ArrayList<>();
  private final Assignment assignment;
  private final FailureRules rules = new FailureRules();
  private ErrorReport clusterFailure;

  public Scheduler(RangeBoundsRule rangeBounds) {
    this.assignment = new Assignment(new TaskSpecs(rangeBounds), decisions::add);
  }

  /** Takes in what happened, in order, and says what to do, in order. */
  public List<Decision> handle(List<SchedulerEvent> events) {
    decisions.clear();
    events.forEach(this::apply);
    assignment.assign(queries.values(), workers.size());
    return List.copyOf(decisions);
  }

  /** How far the running queries are. */
  public List<QueryProgress> progress() {
    return queries.values().stream().map(QueryProgress::of).toList();
  }

  private void apply(SchedulerEvent event) {
    if (event instanceof SchedulerEvent.TaskReported reported) {
      reported(reported);
    } else if (event instanceof SchedulerEvent.QuerySubmitted submitted) {
      submitted(submitted);
    } else if (event instanceof SchedulerEvent.QueryCancelled cancelled) {
      query(cancelled.query()).ifPresent(query -> fail(query, cancelled.reason()));
    } else if (event instanceof SchedulerEvent.QueryReleased released) {
      query(released.query()).ifPresent(this::end);
    } else if (event instanceof SchedulerEvent.ResultTaken taken) {
      query(taken.query()).ifPresent(query -> query.take(taken.task()));
    } else if (event instanceof SchedulerEvent.ResultLost lost) {
      query(lost.query()).ifPresent(query -> resultLost(query, lost));
    } else if (event instanceof SchedulerEvent.WorkerJoined joined) {
      joined(joined);
    } else if (event instanceof SchedulerEvent.WorkerSilent silent) {
      stand(silent.worker(), Worker.Standing.SILENT);
    } else if (event instanceof SchedulerEvent.WorkerHeard heard) {
      stand(heard.worker(), Worker.Standing.READY);
    } else if (event instanceof SchedulerEvent.WorkerLost lost) {
      lost(lost);
    } else if (event instanceof SchedulerEvent.SecondPassed && assignment.hasRoom()) {
      queries.values().forEach(QueryRun::idleSecond);
    } else if (event instanceof SchedulerEvent.ClusterFailed failed) {
      clusterFailure = failed.reason();
      List.copyOf(queries.values()).forEach(query -> fail(query, failed.reason()));
    }
  }

  private Optional<QueryRun> query(String id) {
    return Optional.ofNullable(queries.get(id));
  }

  private void submitted(SchedulerEvent.QuerySubmitted submitted) {
    if (clusterFailure != null) {
      decisions.add(new Decision.QueryFailed(submitted.query(), clusterFailure));
      return;
    }
    if (queries.putIfAbsent(submitted.query(), new QueryRun(submitted)) != null) {
      throw new IllegalArgumentException("query " + submitted.query() + " is running already");
    }
  }

  private void joined(SchedulerEvent.WorkerJoined joined) {
    Worker worker = new Worker(joined);
    if (workers.putIfAbsent(joined.worker(), worker) != null) {
      throw new IllegalArgumentException("worker " + joined.worker() + " is known already");
    }
    assignment.update(worker);
  }

  private void stand(String id, Worker.Standing standing) {
    Worker worker = workers.get(id);
    if (worker != null && worker.standing() != Worker.Standing.RETIRING) {
      worker.stand(standing);
      assignment.update(worker);
    }
  }

  private void lost(SchedulerEvent.WorkerLost lost) {
    Worker worker = workers.remove(lost.worker());
    if (worker == null) {
      return;
    }
    assignment.remove(worker);
    List<QueryRun> affected =
        queries.values().stream().filter(query -> query.workers().remove(worker)).toList();
    for (Attempt attempt : worker.attempts().values()) {
      boolean wanted = attempt.state() == AttemptState.RUNNING;
      attempt.become(AttemptState.LOST);
      if (wanted) {
        attempt.task().retry();
        rules.lostWithWorker(attempt, lost).ifPresent(error -> fail(attempt.query(), error));
      }
    }
    for (QueryRun query : affected) {
      query.loseOutputs(worker);
      settle(query);
    }
  }

  private void reported(SchedulerEvent.TaskReported reported) {
    Worker worker = workers.get(reported.worker());
    Attempt attempt = worker == null ? null : worker.attempts().remove(reported.report().id());
    if (attempt == null) {
      return; // an old attempt, or a worker that was given up: what it made is not known here
    }
    assignment.update(worker);
    if (attempt.state() == AttemptState.ABANDONED) {
      attempt.become(AttemptState.ENDED);
      return;
    }
    TaskReport report = reported.report();
    if (report.outcome() == TaskReport.Outcome.SUCCEEDED && report.output().isPresent()) {
      succeeded(attempt, report);
    } else {
      failed(attempt, report);
    }
  }

  private void succeeded(Attempt attempt, TaskReport report) {
    QueryRun query = attempt.query();
    TaskRun task = attempt.task();
    MapOutputLocation output =
        new MapOutputLocation(report.output().orElseThrow(), attempt.worker().address());
    attempt.become(AttemptState.SUCCEEDED);
    attempt.worker().countSuccess();
    task.stage().keys().add(report.keys());
    task.succeed(output, report.samples());
    if (query.isLast(task.stage())) {
      query.offer(task.number());
      decisions.add(new Decision.ResultReady(query.id(), task.number(), output));
    }
    if (task.stage().unfinished() == 0) {
      query.look();
    }
  }

  private void failed(Attempt attempt, TaskReport report) {
    QueryRun query = attempt.query();
    attempt.become(AttemptState.FAILED);
    attempt.task().retry();
    Optional<ErrorReport> error;
    if (report.lostInputs().isEmpty()) {
      error = rules.failed(attempt, report);
      if (error.isEmpty()) {
        retireIfBad(attempt);
      }
    } else {
      long newlyLost =
          report.lostInputs().stream()
              .map(query::present)
              .flatMap(Optional::stream)
              .peek(TaskRun::loseOutput)
              .count();
      error = rules.couldNotFetch(attempt, report, newlyLost);
    }
    if (error.isPresent()) {
      fail(query, error.get());
    } else {
      settle(query);
    }
  }

  private void retireIfBad(Attempt attempt) {
    Worker worker = attempt.worker();
    int failedTasks = worker.countFailure(attempt.id());
    boolean othersAreSound =
        workers.values().stream().allMatch(other -> other == worker || other.isSound());
    if (failedTasks >= FailureRules.BAD_WORKER_TASKS && workers.size() > 1 && othersAreSound) {
      worker.stand(Worker.Standing.RETIRING);
      assignment.update(worker);
      decisions.add(
          new Decision.Retire(worker.id(), failedTasks + " different tasks failed there"));
    }
  }

  private void resultLost(QueryRun query, SchedulerEvent.ResultLost lost) {
    query.present(lost.output()).ifPresent(TaskRun::loseOutput);
    settle(query);
  }

  private void settle(QueryRun query) {
    if (!queries.containsKey(query.id())) {
      return;
    }
    QueryRun.Settlement settlement = query.settle();
    for (Attempt attempt : settlement.stopped()) {
      attempt.become(AttemptState.ABANDONED);
      decisions.add(new Decision.Cancel(attempt.worker().id(), attempt.id()));
    }
    if (settlement.verdict() == QueryRun.Settlement.Verdict.TOO_LATE) {
      fail(query, FailureRules.TOO_LATE);
    }
  }

  private void fail(QueryRun query, ErrorReport reason) {
    if (queries.containsKey(query.id())) {
      decisions.add(new Decision.QueryFailed(query.id(), reason));
      end(query);
    }
  }

  private void end(QueryRun query) {
    queries.remove(query.id());
    decisions.add(new Decision.QueryEnded(QueryProgress.of(query)));
    for (Worker worker : query.workers()) {
      for (Attempt attempt : worker.attempts().values()) {
        if (attempt.query() == query && attempt.state() == AttemptState.RUNNING) {
          attempt.become(AttemptState.ABANDONED);
        }
      }
      decisions.add(new Decision.Drop(worker.id(), query.id()));
    }
  }
}

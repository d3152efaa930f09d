package org.weft.am.schedule;

import java.util.Optional;
import org.weft.container.task.TaskReport;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.ErrorReport;

/** Which failures a query survives. Empty answers mean: try again. */
final class FailureRules {
  /** Different tasks that fail on a worker, and on no other, before it is replaced. */
  static final int BAD_WORKER_TASKS = 3;

  static final ErrorReport TOO_LATE =
      new ErrorReport(
          ErrorCode.SHUFFLE_LOST,
          "a container was lost with rows that may come out differently the next time, after part"
              + " of the result was read",
          Optional.of("run the query again"),
          Optional.empty());

  /** An attempt ended with its worker. */
  Optional<ErrorReport> lostWithWorker(Attempt attempt, SchedulerEvent.WorkerLost lost) {
    if (lost.blame() == LossBlame.NOBODY) {
      return Optional.empty();
    }
    return count(
        attempt,
        new ErrorReport(
            ErrorCode.CONTAINER_LOST,
            "container "
                + lost.worker()
                + " on "
                + attempt.worker().host()
                + " was lost: "
                + lost.reason(),
            Optional.empty(),
            Optional.empty()));
  }

  /** An attempt failed by itself: only the cluster's faults are worth another. */
  Optional<ErrorReport> failed(Attempt attempt, TaskReport report) {
    ErrorReport error = report.error().orElseGet(() -> unexplained(attempt, report));
    return error.code().blame() == ErrorCode.Blame.CLUSTER
        ? count(attempt, error)
        : Optional.of(error);
  }

  /**
   * An attempt could not fetch its inputs.
   *
   * @param newlyLost how many of them were thought to be there; if none, the attempt only met a
   *     loss that is being repaired already
   */
  Optional<ErrorReport> couldNotFetch(Attempt attempt, TaskReport report, long newlyLost) {
    if (newlyLost == 0) {
      return Optional.empty();
    }
    int times = attempt.task().countFetchFailure();
    ErrorReport error = report.error().orElseGet(() -> unexplained(attempt, report));
    return times < attempt.query().submitted().maxAttempts()
        ? Optional.empty()
        : Optional.of(lastOf(times, error));
  }

  private static Optional<ErrorReport> count(Attempt attempt, ErrorReport error) {
    int failures = attempt.task().countFailure(attempt.worker());
    return failures < attempt.query().submitted().maxAttempts()
        ? Optional.empty()
        : Optional.of(lastOf(failures, error));
  }

  private static ErrorReport lastOf(int failures, ErrorReport error) {
    String sentence =
        failures == 1
            ? error.sentence()
            : error.sentence() + " (failure " + failures + " of the same task, the last allowed)";
    return new ErrorReport(error.code(), sentence, error.hint(), error.position());
  }

  private static ErrorReport unexplained(Attempt attempt, TaskReport report) {
    return switch (report.outcome()) {
      case CANCELLED ->
          new ErrorReport(
              ErrorCode.CONTAINER_LOST,
              "container " + attempt.worker().id() + " stopped task " + attempt.id(),
              Optional.empty(),
              Optional.empty());
      case SUCCEEDED, FAILED ->
          new ErrorReport(
              ErrorCode.INTERNAL,
              "task " + attempt.id() + " ended without output and without error",
              Optional.empty(),
              Optional.empty());
    };
  }
}

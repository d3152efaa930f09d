package org.weft.am.schedule;

import java.util.Map;
import org.weft.container.task.TaskReport;
import org.weft.planner.error.ErrorReport;
import org.weft.planner.stage.StagePlan;
import org.weft.shuffle.exchange.MapOutput;
import org.weft.shuffle.exchange.ServerAddress;

/** Something the scheduler is told. */
public sealed interface SchedulerEvent {
  /**
   * A query to run.
   *
   * @param settings the query's settings that differ from the defaults
   * @param maxAttempts failures of one task before the query fails
   */
  record QuerySubmitted(String query, StagePlan plan, Map<String, String> settings, int maxAttempts)
      implements SchedulerEvent {
    public QuerySubmitted {
      settings = Map.copyOf(settings);
    }
  }

  /** Nobody wants the query any more. */
  record QueryCancelled(String query, ErrorReport reason) implements SchedulerEvent {}

  /** All rows of the query were read, or nobody wants the rest: its files can go. */
  record QueryReleased(String query) implements SchedulerEvent {}

  /** The output of a task of the last stage was read to its end. */
  record ResultTaken(String query, int task) implements SchedulerEvent {}

  /** The output of a task of the last stage could not be fetched, and none of its rows was used. */
  record ResultLost(String query, MapOutput output) implements SchedulerEvent {}

  /**
   * A worker is ready for tasks.
   *
   * @param host as the file system and the cluster spell it
   * @param slots tasks it runs at once
   */
  record WorkerJoined(String worker, String host, ServerAddress address, int slots)
      implements SchedulerEvent {}

  /** A worker has not been heard of for a while: it gets nothing new until it is. */
  record WorkerSilent(String worker) implements SchedulerEvent {}

  /** A silent worker was heard again. */
  record WorkerHeard(String worker) implements SchedulerEvent {}

  /** A worker is gone for good, with all it ran and kept. */
  record WorkerLost(String worker, LossBlame blame, String reason) implements SchedulerEvent {}

  /** A worker says what became of a task. */
  record TaskReported(String worker, TaskReport report) implements SchedulerEvent {}

  /** Another second has passed: what waits for something that would be good to have, may go on. */
  record SecondPassed() implements SchedulerEvent {}

  /** There will be no workers: every query fails with this, also later ones. */
  record ClusterFailed(ErrorReport reason) implements SchedulerEvent {}
}

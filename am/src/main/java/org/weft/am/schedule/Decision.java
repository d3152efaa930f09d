package org.weft.am.schedule;

import org.weft.container.task.TaskId;
import org.weft.container.task.TaskSpec;
import org.weft.planner.error.ErrorReport;
import org.weft.shuffle.exchange.MapOutputLocation;

/** Something the scheduler wants done. Decisions about one worker are carried out in order. */
public sealed interface Decision {
  /** Start this task. */
  record Run(String worker, TaskSpec task) implements Decision {}

  /** Stop this task; the worker still reports it. */
  record Cancel(String worker, TaskId task) implements Decision {}

  /** Stop whatever runs of the query and delete all its files. */
  record Drop(String worker, String query) implements Decision {}

  /** Replace this worker by another: too much fails on it. */
  record Retire(String worker, String reason) implements Decision {}

  /**
   * A task of the last stage is done. Comes again, with another attempt, if the output was lost.
   */
  record ResultReady(String query, int task, MapOutputLocation output) implements Decision {}

  /** The query is over, in whatever way: how much was done for it. */
  record QueryEnded(QueryProgress progress) implements Decision {}

  /** The query cannot go on. */
  record QueryFailed(String query, ErrorReport reason) implements Decision {}
}

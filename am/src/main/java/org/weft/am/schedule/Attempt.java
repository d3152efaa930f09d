package org.weft.am.schedule;

import org.weft.container.task.TaskId;

/** One attempt at a task, on one worker. */
final class Attempt {
  private final TaskId id;
  private final QueryRun query;
  private final TaskRun task;
  private final Worker worker;
  private AttemptState state = AttemptState.RUNNING;

  Attempt(TaskId id, QueryRun query, TaskRun task, Worker worker) {
    this.id = id;
    this.query = query;
    this.task = task;
    this.worker = worker;
  }

  TaskId id() {
    return id;
  }

  QueryRun query() {
    return query;
  }

  TaskRun task() {
    return task;
  }

  Worker worker() {
    return worker;
  }

  AttemptState state() {
    return state;
  }

  void become(AttemptState next) {
    state = state.to(next);
  }
}

package org.weft.am.schedule;

/**
 * How far a query is.
 *
 * @param tasks of all stages
 * @param attempts started so far; above {@code tasks} if something had to be done again
 */
public record QueryProgress(
    String query, int stages, int stagesDone, int tasks, int running, int done, int attempts) {
  static QueryProgress of(QueryRun query) {
    int stagesDone = 0;
    int tasks = 0;
    int running = 0;
    int done = 0;
    int attempts = 0;
    for (StageRun stage : query.stages()) {
      stagesDone += stage.unfinished() == 0 ? 1 : 0;
      tasks += stage.tasks().length;
      running += stage.count(TaskState.RUNNING);
      done += stage.count(TaskState.DONE) + stage.count(TaskState.GONE);
      attempts += stage.attempts();
    }
    return new QueryProgress(
        query.id(), query.stages().length, stagesDone, tasks, running, done, attempts);
  }
}

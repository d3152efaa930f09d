package org.weft.am.schedule;

import java.util.List;
import java.util.Optional;
import org.weft.planner.stage.Stage;
import org.weft.shuffle.exchange.MapOutputLocation;

/** One task of a stage while its query runs. */
final class TaskRun {
  private final StageRun stage;
  private final int number;
  private TaskState state = TaskState.WAITING;
  private int attempts;
  private int failures;
  private int fetchFailures;
  private Attempt running;
  private MapOutputLocation output;
  private Worker outputWorker;
  private Worker avoided;
  private List<byte[]> samples = List.of();

  TaskRun(StageRun stage, int number) {
    this.stage = stage;
    this.number = number;
  }

  StageRun stage() {
    return stage;
  }

  int number() {
    return number;
  }

  Stage.TaskInput input() {
    return stage.stage().tasks().get(number);
  }

  TaskState state() {
    return state;
  }

  /** Attempts started. */
  int attempts() {
    return attempts;
  }

  int failures() {
    return failures;
  }

  /** The attempt that runs. */
  Optional<Attempt> running() {
    return Optional.ofNullable(running);
  }

  /** What the last successful attempt wrote; of a GONE task, where it was. */
  Optional<MapOutputLocation> output() {
    return Optional.ofNullable(output);
  }

  List<byte[]> samples() {
    return samples;
  }

  /** True if the output lies with this worker. */
  boolean isKeptBy(Worker worker) {
    return state == TaskState.DONE && outputWorker == worker;
  }

  /** True if the task failed there last: another worker should try. */
  boolean avoids(Worker worker) {
    return avoided == worker;
  }

  /** The number of the next attempt. */
  int nextAttempt() {
    return attempts++;
  }

  void start(Attempt attempt) {
    move(TaskState.RUNNING);
    running = attempt;
  }

  void succeed(MapOutputLocation written, List<byte[]> keySamples) {
    move(TaskState.DONE);
    outputWorker = running.worker();
    running = null;
    output = written;
    samples = keySamples;
    avoided = null;
  }

  /** The attempt came to nothing; another will be made. */
  void retry() {
    move(TaskState.WAITING);
    running = null;
  }

  /** Remembers that the attempt failed by itself there; the failures so far. */
  int countFailure(Worker where) {
    avoided = where;
    return ++failures;
  }

  /** Remembers that inputs of the attempt could not be fetched; how often so far. */
  int countFetchFailure() {
    return ++fetchFailures;
  }

  /** The output cannot be fetched any more. */
  void loseOutput() {
    move(TaskState.GONE);
    outputWorker = null;
  }

  /** What was done has to be done again. */
  void repeat() {
    move(TaskState.WAITING);
    outputWorker = null;
  }

  private void move(TaskState next) {
    TaskState before = state;
    state = state.to(next);
    stage.moved(this, before);
  }
}

package org.weft.container.task;

import java.util.List;
import java.util.Optional;
import org.weft.planner.error.ErrorReport;
import org.weft.shuffle.exchange.MapOutput;

/**
 * What became of a task attempt.
 *
 * @param output what it wrote, if it succeeded
 * @param samples encoded sort keys, for a Sampled output
 * @param error why it failed, if it failed
 * @param lostInputs map outputs that could not be fetched, if that is why it failed
 */
public record TaskReport(
    TaskId id,
    Outcome outcome,
    Optional<MapOutput> output,
    List<byte[]> samples,
    Optional<ErrorReport> error,
    List<MapOutput> lostInputs,
    TaskMetrics metrics) {
  public TaskReport {
    samples = List.copyOf(samples);
    lostInputs = List.copyOf(lostInputs);
  }

  public enum Outcome {
    SUCCEEDED,
    FAILED,
    CANCELLED
  }

  /** Sums over the operators of a task. */
  public record TaskMetrics(
      long inputRows, long inputBytes, long outputRows, long outputBytes, long wallMillis) {
    public static final TaskMetrics NONE = new TaskMetrics(0, 0, 0, 0, 0);
  }
}

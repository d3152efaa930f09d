package org.weft.container.task;

import java.util.List;
import java.util.Optional;
import org.weft.container.keys.KeySummary;
import org.weft.planner.error.ErrorReport;
import org.weft.planner.explain.OperatorFigures;
import org.weft.shuffle.exchange.MapOutput;

/**
 * What became of a task attempt.
 *
 * @param output what it wrote, if it succeeded
 * @param samples encoded sort keys, for a Sampled output
 * @param keys if it succeeded, the values of each column that its stage tells of
 * @param error why it failed, if it failed
 * @param lostInputs map outputs that could not be fetched, if that is why it failed
 */
public record TaskReport(
    TaskId id,
    Outcome outcome,
    Optional<MapOutput> output,
    List<byte[]> samples,
    List<KeySummary> keys,
    Optional<ErrorReport> error,
    List<MapOutput> lostInputs,
    TaskMetrics metrics) {
  public TaskReport {
    samples = List.copyOf(samples);
    keys = List.copyOf(keys);
    lostInputs = List.copyOf(lostInputs);
  }

  /** What became of an attempt that tells nothing of keys. */
  public TaskReport(
      TaskId id,
      Outcome outcome,
      Optional<MapOutput> output,
      List<byte[]> samples,
      Optional<ErrorReport> error,
      List<MapOutput> lostInputs,
      TaskMetrics metrics) {
    this(id, outcome, output, samples, List.of(), error, lostInputs, metrics);
  }

  public enum Outcome {
    SUCCEEDED,
    FAILED,
    CANCELLED
  }

  /**
   * What was measured of a task.
   *
   * @param operators one for each node of its plan, in the order of {@link
   *     org.weft.planner.explain.PlanFigures#nodes}
   */
  public record TaskMetrics(
      long inputRows,
      long inputBytes,
      long outputRows,
      long outputBytes,
      long wallMillis,
      List<OperatorFigures> operators) {
    public static final TaskMetrics NONE = new TaskMetrics(0, 0, 0, 0, 0, List.of());

    public TaskMetrics {
      operators = List.copyOf(operators);
    }
  }
}

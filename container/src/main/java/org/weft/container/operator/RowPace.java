package org.weft.container.operator;

import java.util.Set;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.vector.Batch;

/**
 * How many rows are computed at a time where each may become a long text or list: few at first,
 * then twice as many while they stay short, and so many of long ones as make a bounded number of
 * bytes. A batch of texts of two megabytes would take eight gigabytes. For one thread.
 */
final class RowPace {
  private static final int FIRST = 8;

  /** Functions whose results are as long as an argument says. */
  private static final Set<String> LENGTHENING =
      Set.of(
          "repeat",
          "lpad",
          "rpad",
          "space",
          "range",
          "generate_series",
          "sequence",
          "array_repeat",
          "list_resize");

  private final long target;
  private int rows = FIRST;

  /**
   * @param target bytes of texts that a batch should have at most
   */
  RowPace(long target) {
    this.target = Math.max(1, target);
  }

  /** True if an expression computes what may be much longer than its arguments. */
  static boolean isNeeded(Expression expression) {
    return expression instanceof LibraryCall call && LENGTHENING.contains(call.function())
        || expression.inputs().stream().anyMatch(RowPace::isNeeded);
  }

  /** Rows of the next batch. */
  int rows() {
    return rows;
  }

  /** So many rows took so many bytes. */
  void took(int count, long bytes) {
    long fitting = bytes == 0 ? Batch.CAPACITY : Math.max(1, target * count / bytes);
    rows = (int) Math.min(Math.min(Batch.CAPACITY, 2L * rows), fitting);
  }
}

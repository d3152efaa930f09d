package org.weft.container.expression;

import org.weft.planner.expr.Expression;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.vector.Batch;

/**
 * How many rows are computed at a time where each may become a long text or list: few at first,
 * then twice as many while they stay short, and so many of long ones as make a bounded number of
 * bytes. A batch of texts of two megabytes would take eight gigabytes. For one thread.
 */
public final class RowPace {
  private static final int FIRST = 8;

  /** What is computed of a batch takes this share of all memory at most. */
  private static final long SHARE = 64;

  private final long target;
  private int rows = FIRST;

  /** A pace for what takes memory from this pool. */
  public RowPace(MemoryPool pool) {
    this.target = Math.max(1, pool.limit() / SHARE);
  }

  /** True if an expression computes what may be much longer than its arguments. */
  public static boolean isNeeded(Expression expression) {
    return Columns.lengthens(expression);
  }

  /** Rows of the next batch. */
  public int rows() {
    return rows;
  }

  /** So many rows took so many bytes. */
  public void took(int count, long bytes) {
    long fitting = bytes == 0 ? Batch.CAPACITY : Math.max(1, target * count / bytes);
    rows = (int) Math.min(Math.min(Batch.CAPACITY, 2L * rows), fitting);
  }
}

package org.weft.container.expression.tree;

/**
 * Whether a loop that can fail runs over whole batches or over selected rows only. Whole batches
 * are faster when most rows are selected, but rows outside the selection may hold anything: once
 * such a row has raised a false alarm, only selected rows are computed.
 */
public final class Pace {
  private boolean careful;
  private int[] indices;
  private int count;

  /** Decides for a batch. */
  public void choose(Rows rows) {
    if (!careful && rows.isDense()) {
      indices = null;
      count = rows.total();
    } else {
      indices = rows.indices();
      count = rows.count();
    }
  }

  /** What to compute: row numbers, or null for the first {@link #count}. */
  public int[] indices() {
    return indices;
  }

  /** How many rows to compute. */
  public int count() {
    return count;
  }

  /** The alarm was raised by rows that do not count. */
  public void falseAlarm() {
    careful = true;
  }
}

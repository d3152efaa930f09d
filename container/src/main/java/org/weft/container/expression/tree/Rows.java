package org.weft.container.expression.tree;

import org.weft.planner.vector.Batch;

/**
 * The rows that a node computes: all of a batch, its selection, or what a condition left of either.
 * Changed in place from batch to batch by whoever made it.
 *
 * <p>Also tells whether an earlier result still holds: one computed for these rows, or for rows
 * that these were taken from, covers these too.
 */
public final class Rows {
  private Rows outer;
  private int[] indices;
  private int count;
  private int total;
  private long generation;
  private long stamp;
  private long since;

  /** One row, the first: what a constant is computed for. */
  public static Rows one() {
    Rows rows = new Rows();
    rows.count = 1;
    rows.total = 1;
    return rows;
  }

  /** The same rows of the batch that others are of. */
  void renew(Rows others) {
    generation = others.generation;
    since = ++stamp;
  }

  /** Starts over with the rows a batch has selected: results of earlier batches hold no more. */
  public void start(Batch batch) {
    outer = null;
    indices = batch.selection();
    count = batch.selectedCount();
    total = batch.rowCount();
    generation++;
    since = ++stamp;
  }

  /** Becomes some rows of others. The array stays unchanged until the next call. */
  public void fill(Rows from, int[] rows, int rowCount) {
    outer = from;
    indices = rowCount == from.total ? null : rows;
    count = rowCount;
    total = from.total;
    generation = from.generation;
    since = ++stamp;
  }

  /** Some of these rows are left, in the same array or another. Earlier results still hold. */
  public void narrow(int[] rows, int rowCount) {
    indices = rowCount == total ? null : rows;
    count = rowCount;
    stamp++;
  }

  /** The row numbers, ascending; null for all. Only the first {@link #count} elements count. */
  public int[] indices() {
    return indices;
  }

  /** How many rows there are. */
  public int count() {
    return count;
  }

  /** How many rows the batch has, these or not. */
  public int total() {
    return total;
  }

  /** True if computing all rows of the batch costs less than picking these. */
  public boolean isDense() {
    return indices == null || count * 5L > total * 4L;
  }

  /** Different for every batch of the same root. */
  public long generation() {
    return generation;
  }

  /** When a result is computed now, what to remember of the time. */
  long stamp() {
    return stamp;
  }

  /** True if what was computed for {@code rows} at {@code then} covers these rows as they are. */
  boolean coveredBy(Rows rows, long then) {
    for (Rows r = this; r != null; r = r.outer) {
      if (r == rows) {
        return then >= r.since;
      }
    }
    return false;
  }
}

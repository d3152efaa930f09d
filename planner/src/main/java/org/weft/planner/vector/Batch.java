package org.weft.planner.vector;

import org.weft.planner.type.Schema;

/**
 * Some rows, column by column: the unit that operators hand to each other. Borrowed for the length
 * of the call it is passed to (see the package's rule). Not thread-safe.
 */
public final class Batch {
  /** Most rows of a batch: 32 KiB per column of eight bytes, so that a pipeline stays in cache. */
  public static final int CAPACITY = 4096;

  private final Schema schema;
  private final Vector[] vectors;
  private final boolean[] pending;
  private ColumnLoader loader;
  private int rowCount;
  private int[] selection;
  private int selectedCount;

  public Batch(Schema schema) {
    this.schema = schema;
    this.vectors = new Vector[schema.size()];
    this.pending = new boolean[schema.size()];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = new Vector(schema.type(i));
    }
  }

  /** Starts a batch of rows, all selected, whose vectors the caller points itself. */
  public void start(int rows) {
    start(rows, null);
  }

  /** Starts a batch of rows, all selected, whose columns the loader fills at their first use. */
  public void start(int rows, ColumnLoader columnLoader) {
    if (rows < 0 || rows > CAPACITY) {
      throw new IllegalArgumentException("a batch of " + rows + " rows");
    }
    rowCount = rows;
    selection = null;
    selectedCount = rows;
    loader = columnLoader;
    java.util.Arrays.fill(pending, columnLoader != null);
  }

  public Schema schema() {
    return schema;
  }

  public int columnCount() {
    return vectors.length;
  }

  /** A column, loaded if it was not. */
  public Vector column(int ordinal) {
    Vector vector = vectors[ordinal];
    if (pending[ordinal]) {
      pending[ordinal] = false;
      loader.load(this, ordinal, vector);
    }
    return vector;
  }

  /** Rows that lie in the vectors, selected or not. */
  public int rowCount() {
    return rowCount;
  }

  /** Rows that count. */
  public int selectedCount() {
    return selectedCount;
  }

  /**
   * The rows that count, ascending: the first {@link #selectedCount} elements; null if all do. Not
   * to be changed.
   */
  public int[] selection() {
    return selection;
  }

  /**
   * Narrows the selection. The array stays the caller's, who keeps it unchanged while the batch is
   * borrowed.
   *
   * @param rows a subset of the present selection, ascending
   */
  public void select(int[] rows, int count) {
    selection = count == rowCount ? null : rows;
    selectedCount = count;
  }

  /** The n-th selected row. Slow; for edges and tests. */
  public int row(int n) {
    return selection == null ? n : selection[n];
  }
}

package org.weft.container.hash;

import org.weft.planner.vector.Batch;

/** Lists of row numbers that never change. */
public final class RowNumbers {
  private static final int[] IDENTITY = new int[Batch.CAPACITY];
  private static final int[] ZEROS = new int[Batch.CAPACITY];

  static {
    for (int i = 0; i < IDENTITY.length; i++) {
      IDENTITY[i] = i;
    }
  }

  private RowNumbers() {}

  /** The numbers from 0. Not to be changed. */
  public static int[] identity() {
    return IDENTITY;
  }

  /** Zeros. Not to be changed. */
  public static int[] zeros() {
    return ZEROS;
  }

  /** The selected rows of a batch, never null. Not to be changed. */
  public static int[] of(Batch batch) {
    return batch.selection() == null ? IDENTITY : batch.selection();
  }
}

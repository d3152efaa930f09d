package org.weft.shuffle.partition;

import java.util.stream.IntStream;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/**
 * Where the values of a batch's selected rows lie, whatever the column's encoding: the value of the
 * i-th selected row is at {@code data + (index[i] << layout.shift())}, its validity byte at {@code
 * validity + validityIndex[i]}. So one kernel per layout is enough. Reused for every batch; for one
 * thread.
 */
public final class SelectedValues {
  private static final int[] IDENTITY = IntStream.range(0, Batch.CAPACITY).toArray();
  private static final int[] ZEROS = new int[Batch.CAPACITY];

  private final int[] ids = new int[Batch.CAPACITY];
  private Layout layout;
  private long data;
  private int[] index;
  private long validity;
  private int[] validityIndex;

  /** The positions of the selected rows, in the first {@code selectedCount} elements. */
  public static int[] rows(Batch batch) {
    int[] selection = batch.selection();
    return selection == null ? IDENTITY : selection;
  }

  /** 0, 1, 2, … to {@link Batch#CAPACITY}. Not to be changed. */
  public static int[] identity() {
    return IDENTITY;
  }

  /** Points at a column's values at these rows. */
  public void point(Vector vector, int[] rows, int count) {
    layout = vector.layout();
    validity = vector.validity();
    switch (vector.encoding()) {
      case FLAT -> {
        data = vector.data();
        index = rows;
        validityIndex = rows;
      }
      case DICTIONARY -> {
        data = vector.dictionary().data();
        gather(vector.data(), rows, count, ids);
        index = ids;
        validityIndex = rows;
      }
      case CONSTANT -> {
        data = vector.data();
        index = ZEROS;
        validityIndex = ZEROS;
      }
    }
  }

  private static void gather(long ids, int[] rows, int count, int[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = Memory.getInt(ids + 4L * rows[i]);
    }
  }

  public Layout layout() {
    return layout;
  }

  public long data() {
    return data;
  }

  public int[] index() {
    return index;
  }

  /** 0 if no row is null. */
  public long validity() {
    return validity;
  }

  public int[] validityIndex() {
    return validityIndex;
  }
}

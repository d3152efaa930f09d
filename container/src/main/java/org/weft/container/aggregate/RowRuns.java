package org.weft.container.aggregate;

import java.util.Arrays;
import org.weft.planner.vector.Batch;

/**
 * A batch's rows in the order of their groups, for batches of few groups: loops then keep a group's
 * sum in a register instead of waiting for the last store to it.
 */
final class RowRuns {
  private final int[] sorted = new int[Batch.CAPACITY];
  private final int[] starts;
  private final int[] places;
  private final long[] groups;
  private int[] order;
  private int count;

  /** Room for this many groups. */
  RowRuns(int capacity) {
    starts = new int[capacity + 1];
    places = new int[capacity];
    groups = new long[capacity];
  }

  /** All rows belong to one group. */
  void single(int[] rows, int rowCount, long group) {
    order = rows;
    count = 1;
    starts[0] = 0;
    starts[1] = rowCount;
    groups[0] = group;
  }

  /**
   * Sorts rows by the code of their group.
   *
   * @param groupOf the group of each code, undefined for codes that do not occur
   */
  void sort(int[] codes, int codeCount, int[] rows, int rowCount, long[] groupOf) {
    Arrays.fill(places, 0, codeCount, 0);
    count(codes, rowCount, places);
    count = 0;
    int start = 0;
    for (int code = 0; code < codeCount; code++) {
      int size = places[code];
      places[code] = start;
      if (size > 0) {
        starts[count] = start;
        groups[count++] = groupOf[code];
        start += size;
      }
    }
    starts[count] = start;
    scatter(codes, rows, rowCount, places, sorted);
    order = sorted;
  }

  private static void count(int[] codes, int rowCount, int[] counts) {
    for (int i = 0; i < rowCount; i++) {
      counts[codes[i]]++;
    }
  }

  private static void scatter(int[] codes, int[] rows, int rowCount, int[] places, int[] out) {
    for (int i = 0; i < rowCount; i++) {
      out[places[codes[i]]++] = rows[i];
    }
  }

  /** The number of groups. */
  int count() {
    return count;
  }

  /** The rows, those of a group together. */
  int[] order() {
    return order;
  }

  /** Where in the order a group's rows begin. */
  int from(int run) {
    return starts[run];
  }

  /** Where in the order a group's rows end. */
  int to(int run) {
    return starts[run + 1];
  }

  long group(int run) {
    return groups[run];
  }
}

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
  private final int[] laterPlaces;
  private final long[] groups;
  private int[] order;
  private int count;

  /** Room for this many groups. */
  RowRuns(int capacity) {
    starts = new int[capacity + 1];
    places = new int[capacity];
    laterPlaces = new int[capacity];
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
    // the halves of the rows are counted and placed side by side, because increments of one counter
    // wait for each other
    int half = rowCount / 2;
    Arrays.fill(places, 0, codeCount, 0);
    Arrays.fill(laterPlaces, 0, codeCount, 0);
    count(codes, half, rowCount, places, laterPlaces);
    count = 0;
    int start = 0;
    for (int code = 0; code < codeCount; code++) {
      int early = places[code];
      int size = early + laterPlaces[code];
      places[code] = start;
      laterPlaces[code] = start + early;
      if (size > 0) {
        starts[count] = start;
        groups[count++] = groupOf[code];
        start += size;
      }
    }
    starts[count] = start;
    scatter(codes, rows, half, rowCount, places, laterPlaces, sorted);
    order = sorted;
  }

  private static void count(int[] codes, int half, int rowCount, int[] early, int[] late) {
    for (int i = 0; i < half; i++) {
      early[codes[i]]++;
      late[codes[half + i]]++;
    }
    if (2 * half < rowCount) {
      late[codes[2 * half]]++;
    }
  }

  private static void scatter(
      int[] codes, int[] rows, int half, int rowCount, int[] early, int[] late, int[] out) {
    for (int i = 0; i < half; i++) {
      out[early[codes[i]]++] = rows[i];
      out[late[codes[half + i]]++] = rows[half + i];
    }
    if (2 * half < rowCount) {
      out[late[codes[2 * half]]++] = rows[2 * half];
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

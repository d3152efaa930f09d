package org.weft.container.function;

import org.weft.container.expression.tree.Failures;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.nested.ListReader;

/**
 * Merge sort of many lists by a comparison that is computed for many pairs at a time: all merges of
 * one level, of all lists, take a step together. Elements that compare as equal keep their order.
 */
final class ComparedMerges {
  private final ListReader reader;
  private final ElementBatch pairs;
  private int[] order = new int[0];
  private int[] merged = new int[0];

  // of each merge that goes on: its list, both parts that are left, and the next place
  private int[] lists = new int[0];
  private int[] lefts = new int[0];
  private int[] leftEnds = new int[0];
  private int[] rights = new int[0];
  private int[] rightEnds = new int[0];
  private int[] places = new int[0];
  private int[] starts = new int[0];
  private int going;

  ComparedMerges(DataType element, ElementBatch pairs) {
    this.reader = new ListReader(element);
    this.pairs = pairs;
  }

  /**
   * The order of the elements of lists at these addresses: for each list the indices of its
   * elements, one list behind the other. Valid until the next call.
   *
   * @param owners the row that each list belongs to
   */
  int[] sort(long[] addresses, int[] owners, int count) {
    int total = 0;
    int longest = 0;
    for (int i = 0; i < count; i++) {
      int size = ListReader.size(addresses[i]);
      total += size;
      longest = Math.max(longest, size);
    }
    makeRoom(total, count);
    int at = 0;
    for (int i = 0; i < count; i++) {
      starts[i] = at;
      for (int k = 0; k < ListReader.size(addresses[i]); k++) {
        order[at++] = k;
      }
    }
    for (int width = 1; width < longest; width *= 2) {
      begin(addresses, count, width);
      while (going > 0) {
        step(addresses, owners);
      }
      int[] other = order;
      order = merged;
      merged = other;
    }
    return order;
  }

  private void makeRoom(int total, int count) {
    if (order.length < total) {
      order = new int[total];
      merged = new int[total];
      lists = new int[total];
      lefts = new int[total];
      leftEnds = new int[total];
      rights = new int[total];
      rightEnds = new int[total];
      places = new int[total];
    }
    if (starts.length < count) {
      starts = new int[count];
    }
  }

  private void begin(long[] addresses, int count, int width) {
    going = 0;
    for (int i = 0; i < count; i++) {
      int end = starts[i] + ListReader.size(addresses[i]);
      for (long left = starts[i]; left < end; left += 2L * width) {
        int middle = (int) Math.min(end, left + width);
        lists[going] = i;
        lefts[going] = (int) left;
        leftEnds[going] = middle;
        rights[going] = middle;
        rightEnds[going] = (int) Math.min(end, left + 2L * width);
        places[going] = (int) left;
        going += isOver(going) ? 0 : 1;
      }
    }
  }

  /** Ends a merge of which one part is used up. */
  private boolean isOver(int m) {
    if (lefts[m] < leftEnds[m] && rights[m] < rightEnds[m]) {
      return false;
    }
    int leftCount = leftEnds[m] - lefts[m];
    System.arraycopy(order, lefts[m], merged, places[m], leftCount);
    System.arraycopy(order, rights[m], merged, places[m] + leftCount, rightEnds[m] - rights[m]);
    return true;
  }

  /** One comparison for each merge. */
  private void step(long[] addresses, int[] owners) {
    int left = 0;
    for (int from = 0; from < going; from += Batch.CAPACITY) {
      int to = Math.min(going, from + Batch.CAPACITY);
      for (int m = from; m < to; m++) {
        reader.point(addresses[lists[m]]);
        pairs.set(0, reader, order[rights[m]]);
        pairs.set(1, reader, order[lefts[m]]);
        pairs.add(owners[lists[m]]);
      }
      Vector compared = pairs.evaluate();
      for (int m = from; m < to; m++) {
        take(m, compared, m - from);
        move(m, left);
        left += isOver(left) ? 0 : 1;
      }
      pairs.clear();
    }
    going = left;
  }

  private void take(int m, Vector compared, int pair) {
    if (compared.isNull(pair)) {
      throw Failures.badValue("the lambda of a sort gives null for two elements");
    }
    boolean isRightFirst = Memory.getLong(compared.valueAddress(pair)) < 0;
    merged[places[m]++] = isRightFirst ? order[rights[m]++] : order[lefts[m]++];
  }

  private void move(int from, int to) {
    lists[to] = lists[from];
    lefts[to] = lefts[from];
    leftEnds[to] = leftEnds[from];
    rights[to] = rights[from];
    rightEnds[to] = rightEnds[from];
    places[to] = places[from];
  }
}

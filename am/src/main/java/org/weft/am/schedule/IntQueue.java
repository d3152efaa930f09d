package org.weft.am.schedule;

import java.util.Arrays;

/** First in, first out, without boxes: a stage may have a million tasks. */
final class IntQueue {
  private int[] items = new int[16];
  private int head;
  private int size;

  void add(int item) {
    if (size == items.length) {
      int[] larger = new int[size * 2];
      int untilEnd = size - head;
      System.arraycopy(items, head, larger, 0, untilEnd);
      System.arraycopy(items, 0, larger, untilEnd, head);
      items = larger;
      head = 0;
    }
    items[(head + size) & (items.length - 1)] = item;
    size++;
  }

  /** The oldest; there must be one. */
  int take() {
    int item = items[head];
    head = (head + 1) & (items.length - 1);
    size--;
    return item;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  void clear() {
    Arrays.fill(items, 0);
    head = 0;
    size = 0;
  }
}

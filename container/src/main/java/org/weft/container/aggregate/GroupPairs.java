package org.weft.container.aggregate;

/** Groups found twice: the one at {@code from[i]} is to be merged into that at {@code into[i]}. */
final class GroupPairs {
  final long[] into;
  final long[] from;
  int count;
  final SumWidths widths;

  GroupPairs(int capacity, SumWidths widths) {
    into = new long[capacity];
    from = new long[capacity];
    this.widths = widths;
  }
}

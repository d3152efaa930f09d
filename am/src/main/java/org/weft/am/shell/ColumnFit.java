package org.weft.am.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which columns of a table are shown and how wide.
 *
 * @param columns the numbers of the columns shown; {@link #LEFT_OUT} where some are not
 * @param widths of these, without the space around them
 */
record ColumnFit(int[] columns, int[] widths) {
  /** Stands for columns that have no room. */
  static final int LEFT_OUT = -1;

  /** Texts are not made narrower than this. */
  private static final int NARROWEST = 12;

  /** A blank on each side and a line between. */
  private static final int BETWEEN = 3;

  /** Before the first column and behind the last: the line under the heads fills both. */
  private static final int MARGINS = 2;

  /**
   * Fits columns into lines.
   *
   * @param natural how wide each would like to be
   * @param fixed which of them are of no use when cut: numbers
   * @param room the width of a line
   */
  static ColumnFit of(int[] natural, boolean[] fixed, int room) {
    int[] least = new int[natural.length];
    for (int i = 0; i < natural.length; i++) {
      least[i] = fixed[i] ? natural[i] : Math.min(natural[i], NARROWEST);
    }
    int[] columns = shown(least, room);
    int free = room - (columns.length - 1) * BETWEEN - MARGINS;
    int[] widths = new int[columns.length];
    for (int i = 0; i < columns.length; i++) {
      widths[i] = columns[i] == LEFT_OUT ? 1 : natural[columns[i]];
    }
    narrow(columns, widths, fixed, free);
    return new ColumnFit(columns, widths);
  }

  /** The first and the last columns, as many as have room, and a mark for those between. */
  private static int[] shown(int[] least, int room) {
    int all = MARGINS - BETWEEN;
    for (int width : least) {
      all += width + BETWEEN;
    }
    if (all <= room) {
      int[] columns = new int[least.length];
      Arrays.setAll(columns, i -> i);
      return columns;
    }
    List<Integer> left = new ArrayList<>();
    List<Integer> right = new ArrayList<>();
    int used = MARGINS;
    int first = 0;
    int last = least.length - 1;
    while (first <= last) {
      boolean atLeft = left.size() <= right.size();
      int next = atLeft ? first : last;
      used += least[next] + BETWEEN;
      if (used > room && !left.isEmpty()) {
        break;
      }
      if (atLeft) {
        left.add(first++);
      } else {
        right.add(0, last--);
      }
    }
    List<Integer> columns = new ArrayList<>(left);
    if (first <= last) {
      columns.add(LEFT_OUT);
    }
    columns.addAll(right);
    return columns.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Takes from the widest texts until all have room. */
  private static void narrow(int[] columns, int[] widths, boolean[] fixed, int free) {
    int excess = Arrays.stream(widths).sum() - free;
    while (excess > 0) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        boolean canShrink = columns[i] != LEFT_OUT && !fixed[columns[i]] && widths[i] > NARROWEST;
        if (canShrink && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
      excess--;
    }
  }
}

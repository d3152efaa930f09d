package org.weft.container.expression.tree;

/** Selections as a whole: all rows, or those two of them share. */
public final class Selections {
  private Selections() {}

  /** Writes all the rows; {@code out} may be their own array. */
  public static int all(Rows rows, int[] out) {
    int n = rows.count();
    int[] sel = rows.indices();
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        out[i] = i;
      }
    } else if (sel != out) {
      System.arraycopy(sel, 0, out, 0, n);
    }
    return n;
  }

  /** Sets or clears the marks of the rows in an array. */
  public static void mark(byte[] marks, byte value, int[] sel, int n) {
    for (int k = 0; k < n; k++) {
      marks[sel[k]] = value;
    }
  }

  /** Clears the marks of all the rows. */
  public static void clear(byte[] marks, Rows rows) {
    if (rows.indices() == null) {
      java.util.Arrays.fill(marks, 0, rows.count(), (byte) 0);
    } else {
      mark(marks, (byte) 0, rows.indices(), rows.count());
    }
  }
}

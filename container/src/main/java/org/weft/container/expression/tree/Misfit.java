package org.weft.container.expression.tree;

import org.weft.container.expression.kernel.ValidityLoops;
import org.weft.planner.expr.Cast;
import org.weft.planner.memory.Memory;

/** What becomes of a value that the result's type cannot hold. */
public enum Misfit {
  /** NUMERIC_OVERFLOW. */
  OVERFLOW,
  /** INVALID_CAST. */
  BAD_CAST,
  NULL;

  /** As a cast says. */
  public static Misfit of(Cast.OnError onError) {
    return onError == Cast.OnError.FAIL ? BAD_CAST : NULL;
  }

  /**
   * Makes a row null.
   *
   * @param valid the validity so far; 0 or another's until the first row turns null
   * @param nulls room for a validity of one's own
   * @return the validity from now on: {@code nulls}
   */
  public static long markNull(int row, long valid, long nulls, Rows rows) {
    if (valid == 0) {
      ValidityLoops.mark(nulls, (byte) 1, null, rows.total());
    } else if (valid != nulls) {
      Memory.copy(valid, nulls, rows.total());
    }
    Memory.putByte(nulls + row, (byte) 0);
    return nulls;
  }
}

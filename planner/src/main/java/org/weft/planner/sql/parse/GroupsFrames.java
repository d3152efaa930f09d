package org.weft.planner.sql.parse;

import java.math.BigDecimal;

/**
 * Carries GROUPS frames through a grammar that knows ROWS and RANGE: they go as ROWS with offsets
 * that no other frame can have.
 */
public final class GroupsFrames {
  /** Above every offset that is allowed, below 2^63. */
  private static final BigDecimal MARK = BigDecimal.valueOf(1L << 62);

  private GroupsFrames() {}

  /** The text of an offset of ROWS that stands for this one of GROUPS. */
  static String marked(String offset) {
    return new BigDecimal(offset).add(MARK).toPlainString();
  }

  /** True if an offset of ROWS stands for one of GROUPS. */
  public static boolean isMarked(BigDecimal offset) {
    return offset.compareTo(MARK) >= 0;
  }

  /** The offset of GROUPS. */
  public static BigDecimal unmarked(BigDecimal offset) {
    return offset.subtract(MARK);
  }
}

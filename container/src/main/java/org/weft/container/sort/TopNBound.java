package org.weft.container.sort;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.weft.planner.expr.SortKey;

/**
 * What rows must not exceed to be among the first N: some thread holds N rows up to it. Shared by
 * all threads.
 */
final class TopNBound {
  private final boolean exact;
  private final boolean descending;
  private final AtomicLong limit = new AtomicLong(-1);
  private final AtomicReference<byte[]> text = new AtomicReference<>();

  private final LeadingBound leading;

  TopNBound(WordPlan plan, RowFormat format) {
    this.exact = plan.isExact();
    SortKey first = format.keys().get(0);
    this.descending = first.direction() == SortKey.Direction.DESCENDING;
    LeadingBound.Ties ties =
        format.keys().size() == 1 ? LeadingBound.Ties.LEFT_OUT : LeadingBound.Ties.WANTED;
    this.leading = new LeadingBound(first, format.keyType(0), ties);
  }

  /** The bound of the leading key alone. */
  LeadingBound leading() {
    return leading;
  }

  /** The greatest word, unsigned, that may still be wanted. */
  long limit() {
    return limit.get();
  }

  /** True once some rows can be left out. */
  boolean isSet() {
    return limit.get() != -1 || text.get() != null;
  }

  /** The last text that may still be wanted as leading key; null if that is not known. */
  byte[] text() {
    return text.get();
  }

  /** A thread holds N rows up to this word. */
  void tighten(long word) {
    // rows equal in all keys to the last of them need not be kept: any N of equals will do
    long lower = exact && word != 0 ? word - 1 : word;
    limit.accumulateAndGet(lower, (a, b) -> Long.compareUnsigned(a, b) <= 0 ? a : b);
  }

  /** A thread holds N rows whose leading key is a text up to this one. */
  void tighten(byte[] last) {
    text.accumulateAndGet(last, this::tighter);
  }

  private byte[] tighter(byte[] a, byte[] b) {
    if (a == null) {
      return b;
    }
    boolean aFirst = Arrays.compareUnsigned(a, b) <= 0;
    return aFirst != descending ? a : b;
  }
}

package org.weft.container.sort;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The word that rows must not exceed to be among the first N: some thread holds N rows up to it.
 * Shared by all threads.
 */
final class TopNBound {
  private final boolean exact;
  private final AtomicLong limit = new AtomicLong(-1);

  TopNBound(WordPlan plan) {
    this.exact = plan.isExact();
  }

  /** The greatest word, unsigned, that may still be wanted. */
  long limit() {
    return limit.get();
  }

  /** True once some rows can be left out. */
  boolean isSet() {
    return limit.get() != -1;
  }

  /** A thread holds N rows up to this word. */
  void tighten(long word) {
    // rows equal in all keys to the last of them need not be kept: any N of equals will do
    long lower = exact && word != 0 ? word - 1 : word;
    limit.accumulateAndGet(lower, (a, b) -> Long.compareUnsigned(a, b) <= 0 ? a : b);
  }
}

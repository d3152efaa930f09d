package org.weft.container.accumulate;

import java.util.function.LongConsumer;

/** A ranking whose values lie in memory. */
interface HeldRanking extends Ranking {
  /** Bytes that adding so many values may take at once. */
  long growth(int count);

  /** Shows where each value lies, valid for the length of the call. */
  void forEach(LongConsumer visitor);

  @Override
  default void close() {}
}

package org.weft.container.keys;

import java.util.Arrays;
import java.util.List;
import org.weft.container.join.KeyValues;

/**
 * Which values a column has, as words: a value that is one word stands for itself, others for their
 * hashes. Null is none of them. Immutable: nobody changes the arrays.
 *
 * @param least above {@code greatest} if there is no value
 * @param holding what is known beyond the bounds
 * @param words with ALL the values, ascending; else empty
 * @param bits with BLOOM the filter's 64-bit words, a power of two of them, little-endian; else
 *     empty
 */
public record KeySummary(long least, long greatest, Holding holding, long[] words, byte[] bits) {
  /** How much of the values is known. */
  public enum Holding {
    /** Every one. */
    ALL,
    /** A filter that lets others pass. */
    BLOOM,
    /** Nothing but the bounds. */
    BOUNDS
  }

  /** True if there is no value. */
  public boolean isEmpty() {
    return least > greatest;
  }

  /** The values for statistics to be compared with; only of columns whose values are words. */
  public KeyValues values() {
    boolean areFew = holding == Holding.ALL && words.length <= KeyValues.FEW;
    List<Long> few = areFew ? Arrays.stream(words).boxed().toList() : List.of();
    return new KeyValues(least, greatest, few);
  }
}

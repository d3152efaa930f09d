package org.weft.container.join;

/** What is known of the values of a join's key on the build side, by which probe rows can go. */
public interface KeySelection {
  /** True if there is no value at all. */
  boolean isEmpty();

  /**
   * Lists the rows whose values may be among those of the build side.
   *
   * @param words for each of the rows the value if it is one word, else its hash
   * @return how many there are
   */
  int select(long[] words, int[] rows, int count, int[] out);
}

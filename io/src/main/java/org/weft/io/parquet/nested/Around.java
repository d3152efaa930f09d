package org.weft.io.parquet.nested;

/**
 * The innermost list around values.
 *
 * @param present the least definition level of its elements; 0 if there is no list
 * @param repetition the level at which its next element begins; 0 if there is no list
 */
record Around(int present, int repetition) {
  static final Around ROWS = new Around(0, 0);
}

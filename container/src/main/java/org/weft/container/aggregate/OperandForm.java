package org.weft.container.aggregate;

/** What an aggregate's update loop wants to read for each row. */
enum OperandForm {
  /** An int64; or an int128 if that is how the batch's vector lies. */
  SUMMAND,
  /** A double. */
  REAL,
  /** An int64 of the same order as the values: floats are re-coded, NaN above all. */
  ORDERED,
  /** The 64 bits of the value. */
  RAW,
  /** An int128. */
  WIDE,
  /** A view. */
  TEXT,
  /** Nothing: only which rows count. */
  PRESENCE
}

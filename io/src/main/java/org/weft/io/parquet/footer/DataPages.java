package org.weft.io.parquet.footer;

/** What a column chunk says of its data pages. */
public enum DataPages {
  /** All hold ids into the dictionary. */
  IDS,
  /** Some hold values. */
  OTHER,
  UNKNOWN
}

package org.weft.io.parquet.footer;

/** What a column chunk says of its data pages. */
public enum DataPages {
  /** All hold ids into the dictionary. */
  IDS,
  /**
   * All hold ids into the dictionary, as the list of encodings says: it names that of ids of the
   * first version of the format and no other that values can be in.
   */
  LISTED_IDS,
  /** Some hold values. */
  OTHER,
  UNKNOWN
}

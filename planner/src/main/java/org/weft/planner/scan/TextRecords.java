package org.weft.planner.scan;

/**
 * What becomes of records of a text that do not fit.
 *
 * @param length of records with fewer or more values than there are columns
 * @param errors of records that cannot be read
 * @param largest bytes of a record; a longer one is an error
 * @param splitting whether several tasks may read one file
 */
public record TextRecords(Ragged length, Errors errors, long largest, Splitting splitting) {
  /** Longest record, unless an option says otherwise. */
  public static final long LARGEST = 16 << 20;

  public static final TextRecords STRICT =
      new TextRecords(Ragged.FAIL, Errors.FAIL, LARGEST, Splitting.ALLOWED);

  /** What to do with a record of another length. */
  public enum Ragged {
    FAIL,
    /** Missing values are null; what is too much makes columns of its own, or fails. */
    PAD,
    /** Missing values are null, and what is too much is left out. */
    FIT
  }

  /** What to do with a record that cannot be read. */
  public enum Errors {
    FAIL,
    /** Leave it out. Only if the user asks for it. */
    SKIP
  }

  /** Whether a file may be read in pieces. */
  public enum Splitting {
    ALLOWED,
    NEVER
  }
}

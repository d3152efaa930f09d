package org.weft.planner.stage;

/** What is known of a stage's output, if tasks of the stage run again after some was read. */
public enum Repeatability {
  /** It does not matter of which run a reader got its part: together they have all rows once. */
  FITS,
  /**
   * Parts of two runs do not fit together: rows would be lost or come twice. Whatever was computed
   * from the first must be computed again too.
   */
  MAY_DIFFER
}

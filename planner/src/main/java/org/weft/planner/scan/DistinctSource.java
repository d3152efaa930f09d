package org.weft.planner.scan;

import java.util.Locale;

/** Where a number of different values comes from, the best first. */
public enum DistinctSource {
  /** All values were seen by scans. */
  SKETCH,
  /** Files say it. */
  FOOTER,
  /** The sizes of the dictionaries in files. */
  DICTIONARY,
  /** The values of a few rows were looked at. */
  SAMPLED,
  /** As many as fit between the bounds. */
  RANGE,
  /** Hardly anything is known. */
  GUESS;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package org.weft.planner.stage;

import java.util.List;

/**
 * What a stage has to do with the keys of joins in other stages.
 *
 * @param told columns of its output whose values its tasks report; no null is of interest
 * @param filters what its scans may leave out, once other stages have told
 */
public record StageKeys(List<Integer> told, List<ScanFilter> filters) {
  /** Nothing. */
  public static final StageKeys NONE = new StageKeys(List.of(), List.of());

  public StageKeys {
    told = List.copyOf(told);
    filters = List.copyOf(filters);
  }

  /**
   * Rows of a table that may be left out, because a join further up drops them or what becomes of
   * them: those whose value in a column is null or not among the values that another stage gives.
   * They may stay as well, so tasks that are not told give the same result.
   *
   * @param scan the id of the table's scan in this stage
   * @param column of the scan
   * @param stage which complete gives the values
   * @param told which of the columns that it tells of
   */
  public record ScanFilter(int scan, int column, int stage, int told, Start start) {}

  /** When a scan starts. */
  public enum Start {
    /** Once the values are known: most of its rows are likely to be left out by them. */
    WITH_VALUES,
    /** As soon as it can, with what is known by then. */
    AT_ONCE
  }
}

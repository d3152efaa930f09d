package org.weft.planner.scan;

import java.util.BitSet;

/**
 * Where tables come from: lists files and reads their footers. Implemented by {@code org.weft.io}.
 */
public interface TableSource {
  /**
   * Lists the files, checks that their schemas agree, and gathers statistics.
   *
   * @throws org.weft.planner.error.WeftException if a path is missing, a glob matches nothing, a
   *     file is corrupt or schemas differ
   */
  TableData resolve(TableReference table);

  /**
   * Looks at a few rows of a table, if it can, to say more of how many different values some of its
   * columns have; {@link #resolve} says so too from then on, as long as the files stay as they are.
   *
   * @param table as it was resolved
   * @param found what it was resolved to
   * @param columns places in its schema
   * @return whether {@link #resolve} now says more than {@code found} does
   */
  default boolean sample(TableReference table, TableData found, BitSet columns) {
    return false;
  }
}

package org.weft.planner.scan;

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
}

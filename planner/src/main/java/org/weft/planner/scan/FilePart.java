package org.weft.planner.scan;

import java.util.List;

/**
 * Row groups of one file that stay together.
 *
 * @param splits positions in the file's list of splits, ascending; never empty
 * @param bytes estimated bytes in memory of the projected columns
 */
record FilePart(DataFile file, List<Integer> splits, long rows, long bytes) {
  FilePart {
    splits = List.copyOf(splits);
  }

  ScanTask.Source source() {
    return new ScanTask.Source(
        file.path(),
        file.length(),
        file.modified(),
        splits.stream().map(split -> file.splits().get(split).ordinal()).toList());
  }
}

package org.weft.planner.scan;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.weft.planner.type.Schema;

/** Leaves out the row groups that nobody needs: empty, excluded by statistics, past the limit. */
final class ScanPruning {
  private final ScanChoice choice;
  private final Schema schema;
  private long rowsLeft;

  private ScanPruning(ScanChoice choice) {
    this.choice = choice;
    this.schema = choice.table().schema().select(choice.columns());
    this.rowsLeft = choice.limit().orElse(Long.MAX_VALUE);
  }

  /** What is left of each file, in file order; files of which nothing is left are not there. */
  static List<FilePart> of(ScanChoice choice) {
    ScanPruning pruning = new ScanPruning(choice);
    List<FilePart> parts = new ArrayList<>();
    for (DataFile file : choice.table().files()) {
      if (pruning.rowsLeft <= 0) {
        break;
      }
      pruning.add(file, parts);
    }
    return parts;
  }

  private void add(DataFile file, List<FilePart> parts) {
    List<Integer> splits = new ArrayList<>();
    long rows = 0;
    long bytes = 0;
    for (int i = 0; i < file.splits().size() && rowsLeft > 0; i++) {
      DataFile.Split split = file.splits().get(i);
      if (split.rowCount() > 0 && mayMatch(file, split)) {
        splits.add(i);
        rows += split.rowCount();
        rowsLeft -= file.rowCounts() == DataFile.RowCounts.EXACT ? split.rowCount() : 0;
        bytes += bytes(split, choice.columns());
      }
    }
    if (!splits.isEmpty()) {
      parts.add(new FilePart(file, splits, rows, bytes));
    }
  }

  private boolean mayMatch(DataFile file, DataFile.Split split) {
    if (choice.filter().isEmpty() || split.statistics().isEmpty()) {
      return true;
    }
    return StatisticsFilter.mayMatch(
        choice.filter().get(),
        schema,
        new Projected(split.statistics(), choice.columns()),
        file.rowCounts() == DataFile.RowCounts.EXACT
            ? OptionalLong.of(split.rowCount())
            : OptionalLong.empty());
  }

  /** Statistics of some columns, looked up when asked for: they may be stored packed. */
  private static final class Projected extends AbstractList<ColumnStatistics> {
    private final List<ColumnStatistics> all;
    private final List<Integer> columns;

    Projected(List<ColumnStatistics> all, List<Integer> columns) {
      this.all = all;
      this.columns = columns;
    }

    @Override
    public ColumnStatistics get(int index) {
      return all.get(columns.get(index));
    }

    @Override
    public int size() {
      return columns.size();
    }
  }

  /** Estimated bytes in memory of some columns; rows cost a little even without any. */
  static long bytes(DataFile.Split split, List<Integer> columns) {
    long bytes = 0;
    for (int column : columns) {
      bytes += split.memoryBytes()[column];
    }
    return Math.max(bytes, split.rowCount());
  }
}

package org.weft.planner.scan;

import java.util.List;
import org.weft.planner.type.Schema;

/**
 * A table as it was found.
 *
 * @param statistics one per column of the schema
 */
public record TableData(
    TableReference reference,
    Schema schema,
    List<DataFile> files,
    List<ColumnStatistics> statistics) {
  public TableData {
    files = List.copyOf(files);
    statistics = List.copyOf(statistics);
  }

  /** True if {@link #rowCount} is no guess. */
  public boolean isCounted() {
    return files.stream().allMatch(file -> file.rowCounts() == DataFile.RowCounts.EXACT);
  }

  /** Rows of all files, as far as they are known. */
  public long rowCount() {
    return files.stream().mapToLong(DataFile::rowCount).sum();
  }

  /** Bytes of all files on disk. */
  public long length() {
    return files.stream().mapToLong(DataFile::length).sum();
  }
}
